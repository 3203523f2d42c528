import { isUtf8 } from 'node:buffer';

import iconv from 'iconv-lite';

import type { OrderedEncoding } from './encoding';
import { BYTE_KINDS, kindsOf } from './singleBytes';

/** The text of bytes that neither begin nor end within a character. What is not of the encoding becomes U+FFFD. */
export function decodeText(bytes: Buffer, encoding: OrderedEncoding): string {
	if (encoding === 'utf-8') return bytes.toString('utf8');
	if (encoding === 'utf-16le') return bytes.toString('utf16le');
	// Many times as quick as iconv-lite, and the text takes half the memory.
	if ((kindsOf(bytes, encoding) & BYTE_KINDS.notLatin1) === 0) return bytes.toString('latin1');
	return iconv.decode(bytes, encoding, { stripBOM: false });
}

/** Whether all bytes stand for characters in an encoding; a character U+FFFD that another program has left is one. */
export function isOfEncoding(bytes: Buffer, encoding: OrderedEncoding): boolean {
	if (encoding === 'utf-8') return isUtf8(bytes);
	const text = decodeText(bytes, encoding);
	return encoding === 'utf-16le' ? text.isWellFormed() : !text.includes('\uFFFD');
}

/** Whether bytes may hold NUL characters, or are not of their encoding. Quick, and rather too often yes. */
export function isDoubtful(bytes: Buffer, encoding: OrderedEncoding): boolean {
	if (encoding === 'utf-16le') {
		const text = decodeText(bytes, encoding);
		return text.includes('\0') || !text.isWellFormed();
	}
	if (bytes.includes(0)) return true;
	return encoding === 'utf-8' ? !isUtf8(bytes) : (kindsOf(bytes, encoding) & BYTE_KINDS.none) !== 0;
}
