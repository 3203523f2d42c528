import iconv from 'iconv-lite';

import type { Encoding } from './encoding';

/** What bytes may be, as bits, so that those of many bytes make one number. */
export const BYTE_KINDS = {
	/** Another character than in Latin-1, whose bytes are characters of the same number. */
	notLatin1: 1,
	/** No character. */
	none: 2,
} as const;

const kindsByEncoding = new Map<Encoding, Uint8Array>();

/** The kinds of all bytes of a text, as a sum of `BYTE_KINDS`, in an encoding whose characters are single bytes. */
export function kindsOf(bytes: Uint8Array, encoding: Encoding): number {
	const kinds = kindsByEncoding.get(encoding) ?? learnKinds(encoding);
	let all = 0;
	for (let index = 0; index < bytes.length; index++) all |= kinds[bytes[index]];
	return all;
}

function learnKinds(encoding: Encoding): Uint8Array {
	const kinds = Uint8Array.from({ length: 256 }, (_, byte) => {
		const character = iconv.decode(Buffer.of(byte), encoding);
		const isNone = character === '\uFFFD';
		return (character.charCodeAt(0) === byte ? 0 : BYTE_KINDS.notLatin1) | (isNone ? BYTE_KINDS.none : 0);
	});
	kindsByEncoding.set(encoding, kinds);
	return kinds;
}
