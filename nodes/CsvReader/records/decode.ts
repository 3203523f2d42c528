import { isUtf8 } from 'node:buffer';

import iconv from 'iconv-lite';

import type { Alphabet } from './alphabet';

type Encoding = Alphabet['encoding'];

/** The text of bytes that neither begin nor end within a character. What is not of the encoding becomes U+FFFD. */
export function decodeText(bytes: Buffer, encoding: Encoding): string {
	if (encoding === 'utf-8') return bytes.toString('utf8');
	if (encoding === 'utf-16le') return bytes.toString('utf16le');
	return iconv.decode(bytes, encoding, { stripBOM: false });
}

/** Whether all bytes stand for characters in an encoding; a character U+FFFD that another program has left is one. */
export function isOfEncoding(bytes: Buffer, encoding: Encoding): boolean {
	if (encoding === 'utf-8') return isUtf8(bytes);
	const text = decodeText(bytes, encoding);
	return encoding === 'utf-16le' ? text.isWellFormed() : !text.includes('\uFFFD');
}

/** Whether some text may hold NUL characters, or bytes that are not of its encoding. Quick, and rather too often yes. */
export function isDoubtful(text: Buffer | string): boolean {
	if (typeof text !== 'string') return text.includes(0) || !isUtf8(text);
	return text.includes('\0') || text.includes('\uFFFD') || !text.isWellFormed();
}
