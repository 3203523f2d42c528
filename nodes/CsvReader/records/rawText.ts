import { decodeText } from '../bytes/decode';
import type { OrderedEncoding } from '../bytes/encoding';

/** What is kept of a bad record's text, in characters. */
const MOST_CHARACTERS = 2_000;

/** No character takes more bytes. */
const MOST_BYTES = 4 * MOST_CHARACTERS;

/** A record as it stands in the file, without its line end; cut, and ending in `…`, where it is very long. */
export function rawText(bytes: Buffer, encoding: OrderedEncoding): string {
	const text = decodeText(bytes.subarray(0, MOST_BYTES), encoding).replace(/[\r\n]+$/, '');
	return bytes.length > MOST_BYTES || text.length > MOST_CHARACTERS ? beginning(text) : text;
}

/** The beginning of a record of which more is known to follow. */
export function rawBeginning(bytes: Buffer, encoding: OrderedEncoding): string {
	return beginning(decodeText(bytes.subarray(0, MOST_BYTES), encoding));
}

/** Without half a character at its end. */
function beginning(text: string): string {
	return `${text.slice(0, MOST_CHARACTERS).replace(/[\uD800-\uDBFF\uFFFD]+$/, '')}…`;
}
