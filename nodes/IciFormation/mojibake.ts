import iconv from 'iconv-lite';

/** Text that was damaged twice on its way exists; more often than this it has not been seen. */
const MOST_ROUNDS = 3;

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Undoes UTF-8 that was read as Windows-1252 ("Ã©" for "é"), but only where the whole text round-trips: each character
 * must be one that Windows-1252 (or Latin-1) has, and the bytes together must be valid UTF-8. A true "Ã" stays.
 * Such leads have been seen (Ici Formation, in the wild).
 */
export function repairMojibake(text: string): string {
	let repaired = text;
	for (let round = 0; round < MOST_ROUNDS; round++) {
		const bytes = singleBytes(repaired);
		const decoded = bytes && decodeUtf8(bytes);
		if (decoded === undefined || decoded === repaired) break;
		repaired = decoded;
	}
	return repaired;
}

/** The bytes that a Windows-1252 reader saw, or undefined where the text has a character that it cannot have made. */
function singleBytes(text: string): Uint8Array | undefined {
	const bytes = new Uint8Array(text.length);
	for (let index = 0; index < text.length; index++) {
		const code = text.charCodeAt(index);
		const byte = code <= 0xff ? code : windows1252Byte(text[index]);
		if (byte === undefined) return undefined;
		bytes[index] = byte;
	}
	return bytes;
}

function windows1252Byte(character: string): number | undefined {
	const byte = iconv.encode(character, 'windows-1252')[0];
	// iconv-lite writes "?" for what the encoding lacks.
	return byte === 0x3f ? undefined : byte;
}

function decodeUtf8(bytes: Uint8Array): string | undefined {
	try {
		return strictUtf8.decode(bytes);
	} catch {
		return undefined;
	}
}
