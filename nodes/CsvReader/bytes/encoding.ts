import iconv from 'iconv-lite';

/** iconv-lite knows them by these names, csv-parse takes what iconv-lite has decoded. */
export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'iso-8859-15'] as const;

export type Encoding = (typeof ENCODINGS)[number];

/** The encodings that are left once UTF-16 has been brought into one order. */
export type OrderedEncoding = Exclude<Encoding, 'utf-16be'>;

/** The byte-order mark that a file may begin with. */
interface Mark {
	encoding: Encoding;
	bytes: Buffer;
}

const MARKS: readonly Mark[] = [
	{ encoding: 'utf-8', bytes: Buffer.of(0xef, 0xbb, 0xbf) },
	{ encoding: 'utf-16le', bytes: Buffer.of(0xff, 0xfe) },
	{ encoding: 'utf-16be', bytes: Buffer.of(0xfe, 0xff) },
];

/** No mark is longer. */
export const LONGEST_MARK_BYTES = 3;

/** Statistics need no more bytes than this. */
const COUNTED_BYTES = 1 << 16;

/** The byte-order mark with which a file begins; undefined where it has none. */
export function markOf(head: Buffer): Mark | undefined {
	return MARKS.find(({ bytes }) => head.subarray(0, bytes.length).equals(bytes));
}

/** Bytes of the byte-order mark that fits the encoding; 0 where there is none. */
export function markLength(head: Buffer, encoding: Encoding): number {
	const mark = markOf(head);
	return mark?.encoding === encoding ? mark.bytes.length : 0;
}

/** Whether a file is in UTF-16, and in which order: by its mark, else by its NUL bytes. Takes its first bytes. */
export function utf16Of(head: Buffer): 'utf-16le' | 'utf-16be' | undefined {
	const mark = markOf(head);
	if (mark === undefined) return unmarkedUtf16(head.subarray(0, COUNTED_BYTES));
	return isUtf16(mark.encoding) ? mark.encoding : undefined;
}

/** Text in UTF-16 has a NUL byte in each character of Latin scripts, and at least in its line breaks and delimiters. */
function unmarkedUtf16(bytes: Buffer): 'utf-16le' | 'utf-16be' | undefined {
	const zeros = [0, 0];
	for (let index = 0; index < bytes.length; index++) if (bytes[index] === 0) zeros[index & 1]++;
	const [even, odd] = zeros;
	const enough = Math.max(2, bytes.length / 100);
	if (odd >= enough && odd > even * 20) return 'utf-16le';
	if (even >= enough && even > odd * 20) return 'utf-16be';
	return undefined;
}

function isUtf16(encoding: Encoding): encoding is 'utf-16le' | 'utf-16be' {
	return encoding === 'utf-16le' || encoding === 'utf-16be';
}

/** How bytes are to be decoded once UTF-16 has been brought into one order, the little-endian one. */
export function inOneOrder(encoding: Encoding): OrderedEncoding {
	return encoding === 'utf-16be' ? 'utf-16le' : encoding;
}

/** How many bytes a character begins with: those that line ends and delimiters are made of. */
export function unitBytesOf(encoding: Encoding): 1 | 2 {
	return isUtf16(encoding) ? 2 : 1;
}

/** Text of bytes; what cannot be decoded becomes U+FFFD. The byte-order mark is not part of the text. */
export function decode(bytes: Buffer, encoding: Encoding): string {
	return iconv.decode(bytes, encoding, { stripBOM: true });
}
