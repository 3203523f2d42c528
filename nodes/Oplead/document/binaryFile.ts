import { Readable } from 'node:stream';

import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';

import type { Upload } from '../api/multipart';
import type { FileFacts } from '../plan/document';

/** In bytes; what lies in memory of a file that is being sent. */
const CHUNK = 64 * 1024;

/** A file that lies in a binary field of an item, not yet read. Throws n8n's error where the field has none. */
export async function binaryFile(
	context: IExecuteFunctions,
	field: string,
	item: number,
): Promise<FileFacts & Pick<Upload, 'open'>> {
	const binary = context.helpers.assertBinaryData(item, field);
	const { fileName, mimeType } = binary;
	return { fileName, mimeType, ...(await contentOf(context, binary)) };
}

async function contentOf(context: IExecuteFunctions, { id, data }: IBinaryData) {
	if (id === undefined || id === '') {
		const bytes = Buffer.from(data, 'base64');
		return { size: bytes.length, open: () => Promise.resolve(Readable.from([bytes])) };
	}
	const { fileSize } = await context.helpers.getBinaryMetadata(id);
	return { size: fileSize, open: async () => await context.helpers.getBinaryStream(id, CHUNK) };
}
