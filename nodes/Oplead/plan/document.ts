import { DOCUMENT_TYPES } from '../api/endpoints';

/** What is known of a file before it is read. */
export interface FileFacts {
	fileName?: string;
	mimeType?: string;
	/** In bytes. */
	size: number;
}

const MEGABYTE = 1_000_000;

/**
 * The name under which a file is sent: with an ending that Oplead takes. Throws an error for the user for a file that
 * Oplead would not take.
 * @param largest in bytes
 */
export function documentName({ fileName = '', mimeType = '', size }: FileFacts, largest: number): string {
	const shown = fileName === '' ? 'The file' : `"${fileName}"`;
	if (size === 0) throw new Error(`${shown} is empty. Check the node that made it.`);
	if (size > largest) {
		throw new Error(
			`${shown} has ${megabytes(size)} MB, and ${megabytes(largest)} MB are allowed. Send a smaller one; if your account takes larger ones, raise Largest Size in the options.`,
		);
	}
	if (Object.hasOwn(DOCUMENT_TYPES, endingOf(fileName))) return fileName;
	// A file may have come without its name.
	const ending = endingOf(fileName) === '' ? endingFor(mimeType) : undefined;
	if (ending !== undefined) return `${fileName === '' ? 'document' : fileName}.${ending}`;
	throw new Error(
		`${shown} (${mimeType || 'of an unknown type'}) is no document that Oplead takes. It takes ${Object.keys(DOCUMENT_TYPES).join(', ')}.`,
	);
}

/** What follows the last point of "Devis 12.5" or "Offre n. 3" is none. */
function endingOf(fileName: string): string {
	return /\.([a-z]\w*)$/i.exec(fileName)?.[1].toLowerCase() ?? '';
}

function endingFor(mimeType: string): string | undefined {
	const type = mimeType.split(';')[0].trim().toLowerCase();
	return Object.entries(DOCUMENT_TYPES).find(([, types]) => types.includes(type))?.[0];
}

function megabytes(bytes: number): string {
	return (Math.ceil((bytes / MEGABYTE) * 10) / 10).toLocaleString('en');
}
