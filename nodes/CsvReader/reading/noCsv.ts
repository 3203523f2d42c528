import { decode, markLength, utf16Of } from '../bytes/encoding';

/** A kind of file that begins with certain bytes. */
interface FileKind {
	/** At its beginning, each byte a character. */
	magic: string;
	/** What the file is, and how to mend it. */
	reason: string;
}

const OLD_EXCEL = 'This is an old Excel workbook, not a CSV file. Open it in Excel and save it as "CSV UTF-8".';
const IMAGE = 'This is a picture, not a CSV file. Choose the file with the exported table.';
const PACKED = 'Unpack it first: for instance with n8n\'s "Compression" node.';

const FILE_KINDS: FileKind[] = [
	{ magic: '\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1', reason: OLD_EXCEL },
	{ magic: '%PDF-', reason: 'This is a PDF, not a CSV file. Export the table as CSV from the program that made it.' },
	{ magic: '\x1F\x8B', reason: `This is a gzip archive, not a CSV file. ${PACKED}` },
	{ magic: "7z\xBC\xAF'\x1C", reason: 'This is a 7-Zip archive, not a CSV file. Unpack it first.' },
	{ magic: 'Rar!\x1A\x07', reason: 'This is a RAR archive, not a CSV file. Unpack it first.' },
	{ magic: 'BZh', reason: 'This is a bzip2 archive, not a CSV file. Unpack it first.' },
	{ magic: '(\xB5/\xFD', reason: 'This is a Zstandard archive, not a CSV file. Unpack it first.' },
	{ magic: '\xFD7zXZ\0', reason: 'This is an XZ archive, not a CSV file. Unpack it first.' },
	{ magic: '\x89PNG\r\n', reason: IMAGE },
	{ magic: '\xFF\xD8\xFF', reason: IMAGE },
	{ magic: 'GIF8', reason: IMAGE },
	{ magic: 'II*\0', reason: IMAGE },
	{ magic: 'MM\0*', reason: IMAGE },
	{
		magic: 'SQLite format 3\0',
		reason: 'This is an SQLite database, not a CSV file. Export the table as CSV from it.',
	},
	{ magic: '{\\rtf', reason: 'This is an RTF document, not a CSV file. Save the table as CSV.' },
	{ magic: 'PAR1', reason: 'This is a Parquet file, not a CSV file. Export the table as CSV.' },
];

const ZIP = 'PK\x03\x04';

/** Within a ZIP file, the names of what it holds can be read. */
const ZIP_KINDS: [name: string, reason: string][] = [
	['xl/', 'This is an Excel workbook, not a CSV file: open it in Excel and save it as "CSV UTF-8".'],
	['word/', 'This is a Word document, not a CSV file. Export the table as CSV from the program that holds it.'],
	[
		'opendocument.spreadsheet',
		'This is an OpenDocument spreadsheet, not a CSV file: open it and save it as "Text CSV".',
	],
];

/** Control characters that no program puts into text. */
const CONTROL = /[\x00-\x08\x0E-\x1A\x1C-\x1F]/g;

/** The part of such characters from which on bytes are no text, though it may be damaged. */
const MOST_CONTROL = 0.05;

/**
 * Why a file is no CSV at all; undefined where it may be one. UTF-16 may be, with or without its mark.
 * @param head its first bytes: 4,096, or all where there are fewer
 * @param sizeBytes of the whole file
 * @returns what happened and how to mend it, for the user
 */
export function noCsvReason(head: Buffer, sizeBytes: number): string | undefined {
	if (sizeBytes === 0) return 'The file is empty (0 bytes). Export it anew, or check whether it was sent completely.';
	const bytes = head.toString('latin1');
	if (bytes.startsWith(ZIP)) {
		const known = ZIP_KINDS.find(([name]) => bytes.includes(name));
		return known ? known[1] : `This is a ZIP archive, not a CSV file. ${PACKED}`;
	}
	const kind = FILE_KINDS.find(({ magic }) => bytes.startsWith(magic));
	return kind ? kind.reason : noTableReason(head, sizeBytes);
}

function noTableReason(head: Buffer, sizeBytes: number): string | undefined {
	const text = textOf(head);
	if (text === undefined) return 'This is a binary file, not a CSV file. Choose the file with the exported table.';
	const begin = text.trimStart();
	if (begin === '') {
		// Of a longer file, nobody knows what follows.
		return head.length < sizeBytes ? undefined : 'The file holds nothing but white space. Export it anew.';
	}
	if (/^(<!doctype html|<html|<head|<body)[\s>]/i.test(begin)) {
		return (
			'This is an HTML page, not a CSV file, perhaps an error or login page of the server that it came from. ' +
			'Open the file in a browser to see what it says, and check the address and the credentials of the download.'
		);
	}
	if (/^<\?xml\s/.test(begin))
		return 'This is an XML file, not a CSV file. Use n8n\'s "XML" node, or export the table as CSV.';
	if (isJson(begin)) {
		return 'This is a JSON file, not a CSV file. Use "Extract From JSON" of n8n\'s "Extract From File" node, or export the table as CSV.';
	}
	return undefined;
}

/** A guess at the text, good enough to tell what it begins with; undefined where there is none. */
function textOf(head: Buffer): string | undefined {
	const utf16 = utf16Of(head);
	const text = utf16 ? decode(head, utf16) : head.subarray(markLength(head, 'utf-8')).toString('latin1');
	const controls = text.match(CONTROL)?.length ?? 0;
	return controls > MOST_CONTROL * text.length ? undefined : text;
}

/** An object, or a list of objects or of lists; a cell may begin with a bracket, too. */
function isJson(text: string): boolean {
	return /^\{\s*("(\\.|[^"\\])*"\s*:|\})/.test(text) || /^\[\s*(\{\s*["}]|\[\s*["\d{[]|\]\s*$)/.test(text);
}
