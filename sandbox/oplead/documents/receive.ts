import multipart, { type MultipartFile } from '@fastify/multipart';
import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** A file of which everything was read and nothing kept. */
export interface ReceivedFile {
	/** The form's field that it came in. */
	field: string;
	name: string;
	/** Bytes that were read. */
	size: number;
	sha256: string;
	/** Whether it was longer than what was allowed, and the rest was thrown away. */
	tooLong: boolean;
}

export interface ReceivedForm {
	files: ReceivedFile[];
	fields: Record<string, string>;
}

const MOST_PARTS = 100;

/** Lets a scope take multipart forms; a file that is too long is the receiver's to refuse. */
export async function takeMultipart(app: FastifyInstance): Promise<void> {
	await app.register(multipart, { throwFileSizeLimit: false });
}

/** Reads a multipart form as it streams in. @param largestFile bytes; what is beyond them is not counted */
export async function receiveForm(request: FastifyRequest, largestFile: number): Promise<ReceivedForm> {
	const files: ReceivedFile[] = [];
	const fields: Record<string, string> = {};
	const limits = { fileSize: largestFile, parts: MOST_PARTS };
	for await (const part of request.parts({ limits })) {
		if (part.type === 'file') files.push(await receiveFile(part));
		else fields[part.fieldname] = String(part.value);
	}
	return { files, fields };
}

async function receiveFile({ file, fieldname, filename }: MultipartFile): Promise<ReceivedFile> {
	const hash = createHash('sha256');
	let size = 0;
	for await (const chunk of file as AsyncIterable<Buffer>) {
		hash.update(chunk);
		size += chunk.length;
	}
	return { field: fieldname, name: filename, size, sha256: hash.digest('hex'), tooLong: file.truncated };
}
