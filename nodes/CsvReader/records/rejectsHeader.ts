import { decode, markLength, utf16Of } from '../bytes/encoding';

/** The columns of a rejects file that the original does not have. They stand in front, and are not data. */
export const REJECT_COLUMNS = ['reject_line', 'reject_reason'] as const;

/** Whether a record begins with the names of the two columns. */
export function isRejectsHeader(names: readonly string[]): boolean {
	return REJECT_COLUMNS.every((name, index) => names[index] === name);
}

/** With or without quotes, and any delimiter between. */
const BEGINNING = new RegExp(`^(["']?)${REJECT_COLUMNS.join('\\1.\\1')}\\1`, 's');

/** More bytes than the two names take in any encoding. */
const LOOKED_AT_BYTES = 200;

/** Whether a file begins with the two columns, in any encoding, with or without a byte-order mark. */
export function beginsAsRejects(head: Buffer): boolean {
	const bytes = head.subarray(0, LOOKED_AT_BYTES);
	const utf16 = utf16Of(bytes);
	return BEGINNING.test(utf16 ? decode(bytes, utf16) : bytes.subarray(markLength(bytes, 'utf-8')).toString('latin1'));
}
