import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';

import type { VendorRequest } from '../../shared/vendor/transport';

/** A file that is read while it is sent. */
export interface Upload {
	fileName: string;
	mimeType: string;
	/** In bytes. */
	size: number;
	open: () => Promise<Readable>;
}

type Form = Record<string, unknown>;

/** Encodes a form (RFC 7578). Its length is known beforehand, and no file is held in memory. */
export function multipartBody(form: Form): Pick<VendorRequest, 'body' | 'headers'> {
	const boundary = `lead-relay-${randomUUID()}`;
	const parts = Object.entries(form).map(([name, value]) => ({ head: head(boundary, name, value), value }));
	const end = `--${boundary}--\r\n`;
	const lengths = parts.map(({ head: text, value }) => Buffer.byteLength(text) + lengthOf(value) + 2);
	const length = lengths.reduce((sum, one) => sum + one, Buffer.byteLength(end));
	async function* bytes() {
		for (const { head: text, value } of parts) {
			yield Buffer.from(text);
			if (isUpload(value)) yield* await value.open();
			else yield Buffer.from(textOf(value));
			yield Buffer.from('\r\n');
		}
		yield Buffer.from(end);
	}
	return {
		headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
		body: { length, open: () => Promise.resolve(Readable.from(bytes(), { objectMode: false })) },
	};
}

function head(boundary: string, name: string, value: unknown): string {
	const disposition = `--${boundary}\r\nContent-Disposition: form-data; name="${quoted(name)}"`;
	if (!isUpload(value)) return `${disposition}\r\n\r\n`;
	const type = /^[\w.+-]+\/[\w.+-]+$/.test(value.mimeType) ? value.mimeType : 'application/octet-stream';
	return `${disposition}; filename="${quoted(value.fileName)}"\r\nContent-Type: ${type}\r\n\r\n`;
}

/** As browsers do it: a name cannot end the header that it stands in. */
function quoted(name: string): string {
	return name.replace(/"/g, '%22').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}

function lengthOf(value: unknown): number {
	return isUpload(value) ? value.size : Buffer.byteLength(textOf(value));
}

function textOf(value: unknown): string {
	return typeof value === 'string' ? value : JSON.stringify(value);
}

function isUpload(value: unknown): value is Upload {
	return typeof value === 'object' && value !== null && 'open' in value && typeof value.open === 'function';
}
