import iconv from 'iconv-lite';

import { detectEncoding } from '../../../../nodes/CsvReader/dialect/encoding';

const of = (...bytes: number[]) => {
	const head = Buffer.from(bytes);
	return detectEncoding({ head, sizeBytes: head.length }).encoding;
};

const A = 0x61;

describe('bytes that are UTF-8', () => {
	it.each([
		[[0xc2, 0x80]],
		[[0xdf, 0xbf]],
		[[0xe0, 0xa0, 0x80]],
		[[0xe1, 0x80, 0x80]],
		[[0xed, 0x9f, 0xbf]],
		[[0xee, 0x80, 0x80]],
		[[0xef, 0xbf, 0xbf]],
		[[0xf0, 0x90, 0x80, 0x80]],
		[[0xf1, 0x80, 0x80, 0x80]],
		[[0xf4, 0x8f, 0xbf, 0xbf]],
	])('are %p', (bytes) => {
		expect(of(A, ...bytes, A)).toBe('utf-8');
		expect(of(...bytes)).toBe('utf-8');
		// The end of what was seen may cut a character.
		for (let cut = 1; cut < bytes.length; cut++) expect(of(A, ...bytes.slice(0, cut))).toBe('utf-8');
		// And so may its beginning.
		for (let cut = 1; cut < bytes.length; cut++) expect(of(...bytes.slice(cut), A)).toBe('utf-8');
	});
});

describe('bytes that are no UTF-8', () => {
	it.each([
		[[0xc1, 0xbf]],
		[[0xc0, 0x80]],
		[[0xc2, A]],
		[[0xdf, 0xc0]],
		[[0xe0, 0x9f, 0xbf]],
		[[0xe1, 0x80, A]],
		[[0xe1, A, 0x80]],
		[[0xed, 0xa0, 0x80]],
		[[0xf0, 0x8f, 0xbf, 0xbf]],
		[[0xf0, 0x90, 0x80, A]],
		[[0xf4, 0x90, 0x80, 0x80]],
		[[0xf5, 0x80, 0x80, 0x80]],
		[[0xff]],
		[[0xbf]],
	])('are %p', (bytes) => {
		expect(of(A, ...bytes, A)).toBe('windows-1252');
	});

	it('are not believed where there are more whole characters than damaged ones', () => {
		const characters = (count: number) => Array.from({ length: count }, () => [0xc3, 0xa4]).flat();
		expect(of(A, ...characters(2), 0xff, A)).toBe('utf-8');
		expect(of(A, ...characters(1), 0xff, A)).not.toBe('utf-8');
		expect(of(A, ...characters(3), 0xff, A, 0xff, A)).toBe('utf-8');
		expect(of(A, ...characters(2), 0xff, A, 0xff, A)).not.toBe('utf-8');
	});

	it('are of another encoding, also where more than three of them come first', () => {
		expect(of(0x80, 0x80, 0x80, 0x80, A)).toBe('windows-1252');
		expect(of(0x80, 0x80, 0x80, A)).toBe('utf-8');
	});
});

describe('a text of Latin 9', () => {
	it.each([
		['5 €', true],
		['12 T€', true],
		['€uro', false],
		['œuvre', true],
		['cœur', true],
		['Œ', false],
		['Škoda', true],
		['muš', true],
		['Žižka', true],
		['ž', false],
		['Ÿ x', false],
		['éŸ', true],
		['naïve', false],
		[' š ', false],
	])('has %j: %p', (text, isLatin9) => {
		const bytes = iconv.encode(`x ${text} x`, 'iso-8859-15');
		expect(of(...bytes)).toBe(isLatin9 ? 'iso-8859-15' : 'windows-1252');
		// A byte that only Windows-1252 has as a sign decides.
		expect(of(...bytes, 0x20, 0x80)).toBe('windows-1252');
		expect(of(...bytes, 0x20, 0x9f)).toBe('windows-1252');
		expect(of(...bytes, 0x20, 0xa0)).toBe(isLatin9 ? 'iso-8859-15' : 'windows-1252');
	});

	it.each(['a¦b', '¤', '¤x', 'x´y', 'l´homme', '5 ´', '½ kg', '1¼', 'x ¸ y', '¨'])(
		'has more sense than %j of Windows-1252',
		(text) => {
			expect(of(...iconv.encode(`x ${text}`, 'latin1'))).toBe(
				/^[¤]$|^a¦b$/.test(text) ? 'iso-8859-15' : 'windows-1252',
			);
		},
	);
});

describe('what may be of an encoding that cannot be read', () => {
	const doubt = (bytes: Buffer) => detectEncoding({ head: bytes, sizeBytes: bytes.length }).doubt;

	it('has mostly letters that are special', () => {
		const mostly = 'Most letters are special ones: the encoding may be one that this node does not read.';
		expect(doubt(Buffer.from([0xe4, 0xf6, 0xfc, A, 0x0a]))).toBe(mostly);
		expect(doubt(Buffer.from([0xe4, 0xf6, A, A, 0x0a]))).toBeUndefined();
	});
});

it('looks at both ends of a file', () => {
	const ascii = Buffer.from('a;b\n');
	const umlaut = Buffer.from('ä;b\n');
	const assumed = (head: Buffer, tail: Buffer | undefined, sizeBytes: number) =>
		detectEncoding({ head, ...(tail && { tail }), sizeBytes });
	expect(assumed(ascii, ascii, 8)).toEqual({ encoding: 'utf-8', isAssumed: false });
	expect(assumed(ascii, ascii, 9)).toEqual({ encoding: 'utf-8', isAssumed: true });
	expect(assumed(ascii, undefined, 5)).toEqual({ encoding: 'utf-8', isAssumed: true });
	expect(assumed(umlaut, ascii, 99)).toEqual({ encoding: 'utf-8', isAssumed: false });
	expect(assumed(ascii, umlaut, 99)).toEqual({ encoding: 'utf-8', isAssumed: false });
});
