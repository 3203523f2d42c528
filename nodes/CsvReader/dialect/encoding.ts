import { isAscii } from 'node:buffer';

import chardet from 'chardet';

import type { Sample } from './detected';
import { markOf, utf16Of, type Encoding } from '../bytes/encoding';

export interface DetectedEncoding {
	encoding: Encoding;
	/** All that was seen is ASCII, and not all was seen. */
	isAssumed: boolean;
	/** Why the encoding may be another: what can be said to a user. */
	doubt?: string;
}

/**
 * The encoding of a file: by its mark; else UTF-16 by its NUL bytes; else UTF-8 if all is valid UTF-8, which text of
 * other encodings hardly ever is; else one of two single-byte encodings. Where all is ASCII, they are the same, and
 * UTF-8 is named: should another byte come after the sample, its decoder notices, and a single-byte one never does.
 */
export function detectEncoding({ head, tail, sizeBytes }: Sample): DetectedEncoding {
	const certain = markOf(head)?.encoding ?? utf16Of(head);
	if (certain) return { encoding: certain, isAssumed: false };
	const parts = tail ? [head, tail] : [head];
	const special = parts.map(countSpecial);
	const total = (key: keyof Special) => special.reduce((sum, part) => sum + part[key], 0);
	if (total('invalid') === 0) {
		const unseen = sizeBytes > parts.reduce((sum, part) => sum + part.length, 0);
		return { encoding: 'utf-8', isAssumed: total('characters') === 0 && unseen };
	}
	// A field cut in the middle of a character, or a line of another origin, makes a file of UTF-8 no other file: bytes of
	// other encodings hardly ever make a valid character, and their decoder would turn all good characters into rubbish.
	if (total('characters') > total('invalid')) {
		return { encoding: 'utf-8', isAssumed: false, doubt: 'Some characters are not valid UTF-8.' };
	}
	const mixed = total('characters') > 0 && { doubt: 'Some characters are valid UTF-8, and as many or more are not.' };
	return { ...singleByte(parts), ...(2 * total('characters') >= total('invalid') && mixed) };
}

interface Special {
	/** Characters beyond ASCII that are valid UTF-8. */
	characters: number;
	/** Characters that are damaged, and bytes that begin none. What is left of a character that was cut counts once. */
	invalid: number;
}

/** Both ends may lie in the middle of a character. */
function countSpecial(bytes: Buffer): Special {
	const found: Special = { characters: 0, invalid: 0 };
	if (isAscii(bytes)) return found;
	let at = 0;
	while (at < 3 && isContinuation(bytes[at])) at++;
	while (at < bytes.length) {
		const length = bytes[at] < 0x80 ? 1 : characterLength(bytes, at);
		if (length === 0) found.invalid++;
		else if (length > 1) found.characters++;
		at += length === 0 ? remainsLength(bytes, at) : length;
	}
	return found;
}

/** Bytes of the character that begins here; 0 where none does. One that the end of the bytes cuts counts as whole. */
function characterLength(bytes: Buffer, at: number): number {
	const lead = bytes[at];
	const length =
		lead >= 0xc2 && lead <= 0xdf ? 2 : lead >= 0xe0 && lead <= 0xef ? 3 : lead >= 0xf0 && lead <= 0xf4 ? 4 : 0;
	for (let index = 1; index < length; index++) {
		if (at + index >= bytes.length) return length;
		if (!isContinuation(bytes[at + index])) return 0;
	}
	// Overlong forms, surrogates, and what lies beyond Unicode.
	const second = bytes[at + 1];
	const isAllowed =
		(lead !== 0xe0 || second >= 0xa0) &&
		(lead !== 0xed || second < 0xa0) &&
		(lead !== 0xf0 || second >= 0x90) &&
		(lead !== 0xf4 || second < 0x90);
	return isAllowed || second === undefined ? length : 0;
}

/** Bytes of a character that lacks some: its first one, and those that may follow it. */
function remainsLength(bytes: Buffer, at: number): number {
	const lead = bytes[at];
	const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 1;
	let there = 1;
	while (there < length && isContinuation(bytes[at + there])) there++;
	return there;
}

function isContinuation(byte: number | undefined): boolean {
	return byte !== undefined && (byte & 0xc0) === 0x80;
}

/** What chardet must be sure of, in percent, before its word is passed on. */
const SURE = 60;

const WESTERN = /^(?:utf|ascii|iso-8859-(?:1|2|9|15)$|windows-125[024]$)/i;

function singleByte(parts: Buffer[]): DetectedEncoding {
	const doubt = foreignEncoding(excerpt(parts[0]));
	return { encoding: hasLatin9(parts) ? 'iso-8859-15' : 'windows-1252', isAssumed: false, ...(doubt && { doubt }) };
}

/** Says so where the text is hardly of a Western language; chardet knows the names, but is seldom sure of them. */
function foreignEncoding(bytes: Buffer): string | undefined {
	const guess = chardet.analyse(bytes).find(({ name, confidence }) => confidence >= SURE && !WESTERN.test(name));
	if (guess) return `The characters may be ${guess.name}, which this node does not read.`;
	const letters = bytes.filter(isLetter);
	const isWestern = letters.filter((byte) => byte < 0x80).length * 2 >= letters.length;
	return isWestern ? undefined : 'Most letters are special ones: the encoding may be one that this node does not read.';
}

/** The bytes around the first special one: chardet needs no more, and is slow. */
function excerpt(bytes: Buffer): Buffer {
	const special = bytes.findIndex((byte) => byte >= 0x80);
	return bytes.subarray(Math.max(0, special - 1000), Math.max(0, special) + 6000);
}

/**
 * Windows-1252 and ISO-8859-15 differ in the bytes 80 to 9F, which are letters and signs in the one and control
 * characters in the other, and in eight more. There, the sense decides: a euro sign stands by a number, Œ and œ, Š and
 * š, Ž and ž, Ÿ stand by letters; what Windows-1252 has in their place (¤ ¦ ¨ ´ ¸ ¼ ½ ¾) hardly ever does.
 */
function hasLatin9(parts: Buffer[]): boolean {
	let latin9 = 0;
	for (const bytes of parts) {
		for (let index = 0; index < bytes.length; index++) {
			const byte = bytes[index];
			if (byte < 0x80) continue;
			if (byte < 0xa0) return false;
			latin9 += evidence(byte, bytes[index - 1] ?? 0x20, bytes[index + 1] ?? 0x20);
		}
	}
	return latin9 > 0;
}

function evidence(byte: number, before: number, after: number): number {
	switch (byte) {
		// A euro sign begins no word; what does is the rest of a character that was damaged before.
		case 0xa4:
			return isLetter(after) ? -1 : 1;
		case 0xbc:
		case 0xbd:
		case 0xbe:
			return isLetter(before) || isLetter(after) ? 1 : -1;
		case 0xa6:
		case 0xa8:
		case 0xb8:
			return isLetter(after) || isLetter(before) ? 1 : -1;
		// In Windows-1252 an accent that often stands for an apostrophe, as in "l´homme".
		case 0xb4:
			return isLetter(after) && !isLetter(before) ? 1 : -1;
		default:
			return 0;
	}
}

function isLetter(byte: number): boolean {
	return (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a) || byte >= 0xc0;
}
