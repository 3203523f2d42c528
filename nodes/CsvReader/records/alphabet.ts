import iconv from 'iconv-lite';

import { inOneOrder, unitBytesOf, type OrderedEncoding } from '../bytes/encoding';
import type { Dialect } from '../dialect/table';

/** What a character is made of in a file: bytes, or pairs of bytes in UTF-16. */
export type Units = Uint8Array | Uint16Array;

/** What ends a record or a field, as it stands in the bytes. */
export interface Alphabet {
	/** How the bytes are to be decoded. UTF-16 is turned round as it comes in: there is only one order from then on. */
	encoding: OrderedEncoding;
	unitBytes: 1 | 2;
	delimiter: number[];
	/** Empty where fields are never quoted. */
	quote: number[];
	escape: number[];
	/** Whether a quote is escaped by another quote. */
	isQuoteDoubled: boolean;
	/** The space that may stand around a quoted field; -1 where it is the delimiter. */
	blank: number;
	/** What stands before a quoted field that Excel shall keep as it is, as in `="0711"`; -1 where that means nothing. */
	equals: number;
}

const SPACE = 0x20;
const EQUALS = 0x3d;

/** Whether `="…"` is a quoted field. */
export function knowsFormulas({ delimiter, quote }: Pick<Dialect, 'delimiter' | 'quote'>): boolean {
	return quote === '"' && delimiter !== '=';
}

export function alphabetOf(dialect: Dialect): Alphabet {
	const encoding = inOneOrder(dialect.encoding);
	const unitBytes = unitBytesOf(encoding);
	const unitsIn = (text: string) => Array.from(unitsOf(iconv.encode(text, encoding), unitBytes));
	return {
		encoding,
		unitBytes,
		delimiter: unitsIn(dialect.delimiter),
		quote: unitsIn(dialect.quote),
		escape: unitsIn(dialect.quote === '' ? '' : dialect.escape),
		isQuoteDoubled: dialect.escape === dialect.quote,
		blank: dialect.delimiter === ' ' ? -1 : SPACE,
		equals: knowsFormulas(dialect) ? EQUALS : -1,
	};
}

/** The same memory, seen as units. */
export function unitsOf(bytes: Buffer, unitBytes: Alphabet['unitBytes']): Units {
	if (unitBytes === 1) return bytes;
	// An array of 16 bits has to begin at an even place in memory.
	const { buffer, byteOffset, length } = bytes.byteOffset % 2 === 0 ? bytes : Buffer.concat([bytes]);
	return new Uint16Array(buffer, byteOffset, length / 2);
}
