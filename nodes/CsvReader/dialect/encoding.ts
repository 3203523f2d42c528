import iconv from 'iconv-lite';

import type { Sample } from './detected';
import type { Encoding } from './table';

export interface DetectedEncoding {
	encoding: Encoding;
	/** All that was seen is ASCII, and not all was seen. */
	isAssumed: boolean;
}

const MARKS: Array<[Encoding, Buffer]> = [
	['utf-8', Buffer.of(0xef, 0xbb, 0xbf)],
	['utf-16le', Buffer.of(0xff, 0xfe)],
	['utf-16be', Buffer.of(0xfe, 0xff)],
];

/** Bytes of the byte-order mark that fits the encoding; 0 where there is none. */
export function markLength(head: Buffer, encoding: Encoding): number {
	const mark = MARKS.find(([name]) => name === encoding)?.[1];
	return mark && head.subarray(0, mark.length).equals(mark) ? mark.length : 0;
}

/** Text of bytes; what cannot be decoded becomes U+FFFD. The byte-order mark is not part of the text. */
export function decode(bytes: Buffer, encoding: Encoding): string {
	return iconv.decode(bytes, encoding, { stripBOM: true });
}

export function detectEncoding({ head, tail, sizeBytes }: Sample): DetectedEncoding {
	const marked = MARKS.find(([, mark]) => head.subarray(0, mark.length).equals(mark));
	if (marked) return { encoding: marked[0], isAssumed: false };
	const wide = wideEncoding(head);
	if (wide) return { encoding: wide, isAssumed: false };
	const parts = tail ? [head, tail] : [head];
	if (parts.every(isAscii)) return { encoding: 'utf-8', isAssumed: sizeBytes > head.length };
	if (parts.every(isUtf8)) return { encoding: 'utf-8', isAssumed: false };
	return { encoding: 'windows-1252', isAssumed: false };
}

function wideEncoding(head: Buffer): Encoding | undefined {
	const zeros = [0, 0];
	const seen = Math.min(head.length, 1 << 16);
	for (let index = 0; index < seen; index++) if (head[index] === 0) zeros[index & 1]++;
	const [even, odd] = zeros;
	if (odd > seen / 10 && odd > even * 5) return 'utf-16le';
	if (even > seen / 10 && even > odd * 5) return 'utf-16be';
	return undefined;
}

function isAscii(bytes: Buffer): boolean {
	return bytes.every((byte) => byte < 0x80);
}

/** Both ends may lie in the middle of a character. */
function isUtf8(bytes: Buffer): boolean {
	let from = 0;
	while (from < 3 && (bytes[from] & 0xc0) === 0x80) from++;
	try {
		new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(from), { stream: true });
		return true;
	} catch {
		return false;
	}
}
