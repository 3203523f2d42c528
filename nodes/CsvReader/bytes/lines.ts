import { unitBytesOf, type Encoding } from './encoding';

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/**
 * Where the lines begin in bytes that begin with a line; at most so many. Counts what `tokenise` counts: \r\n, \n, \r.
 * Bytes are counted, since text does not tell how many bytes it was where some could not be decoded.
 */
export function lineStarts(bytes: Buffer, encoding: Encoding, most: number): number[] {
	const unit = unitBytesOf(encoding);
	const codeAt = codeReader(bytes, encoding);
	const starts = bytes.length > 0 ? [0] : [];
	for (let at = 0; at + unit < bytes.length && starts.length < most; at += unit) {
		const code = codeAt(at);
		if (code === CARRIAGE_RETURN && codeAt(at + unit) === LINE_FEED) continue;
		if (code === LINE_FEED || code === CARRIAGE_RETURN) starts.push(at + unit);
	}
	return starts;
}

function codeReader(bytes: Buffer, encoding: Encoding): (at: number) => number {
	if (encoding === 'utf-16le') return (at) => (at + 1 < bytes.length ? bytes.readUInt16LE(at) : -1);
	if (encoding === 'utf-16be') return (at) => (at + 1 < bytes.length ? bytes.readUInt16BE(at) : -1);
	return (at) => bytes[at] ?? -1;
}
