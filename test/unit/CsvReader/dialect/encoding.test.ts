import fc from 'fast-check';
import iconv from 'iconv-lite';

import { detectEncoding } from '../../../../nodes/CsvReader/dialect/encoding';
import { detectTable } from '../../../../nodes/CsvReader/dialect/detectTable';

const of = (head: Buffer, tail?: Buffer, sizeBytes = head.length) =>
	detectEncoding({ head, sizeBytes, ...(tail && { tail }) });

const GERMAN = 'Straße;Größe;Ort\nHauptstraße 5;1,80 m;Köln\nÄußere Gasse 7;1,75 m;Würzburg\n';
const WITH_EURO = 'Artikel;Preis\nTisch;12,50 €\nStuhl;8,00 €\n';
const FRENCH = 'nom;œuvre\nÉmile;Le cœur à l’été\n'.replace('’', "'");

describe('a byte-order mark decides', () => {
	it.each([
		['utf-8', Buffer.concat([Buffer.of(0xef, 0xbb, 0xbf), Buffer.from('a;b\n1;2\n')])],
		['utf-16le', iconv.encode('a;b\n1;2\n', 'utf-16le', { addBOM: true })],
		['utf-16be', iconv.encode('a;b\n1;2\n', 'utf-16be', { addBOM: true })],
	])('%s', (encoding, head) => {
		expect(of(head).encoding).toBe(encoding);
	});
});

describe('a byte-order mark decides, whatever follows', () => {
	// None of these characters has a NUL byte.
	const japanese = Buffer.from('名前太郎東京花子京都', 'utf16le');

	it.each([
		['utf-16le', Buffer.concat([Buffer.of(0xff, 0xfe), japanese])],
		['utf-16be', Buffer.concat([Buffer.of(0xfe, 0xff), Buffer.from(japanese).swap16()])],
		['utf-8', Buffer.concat([Buffer.of(0xef, 0xbb, 0xbf), iconv.encode(GERMAN, 'windows-1252')])],
	])('%s', (encoding, head) => {
		expect(of(head)).toEqual({ encoding, isAssumed: false });
		const { start, dialect } = detectTable({ head, sizeBytes: head.length }, {});
		expect([dialect.encoding, start]).toEqual([encoding, encoding === 'utf-8' ? 3 : 2]);
	});
});

describe('without a mark', () => {
	it.each([
		['utf-8', GERMAN],
		['utf-16le', GERMAN],
		['utf-16be', GERMAN],
		['utf-16le', '名前;都市\n太郎;東京\n花子;京都\n'.repeat(5)],
		['windows-1252', GERMAN],
		['windows-1252', WITH_EURO],
		['iso-8859-15', WITH_EURO],
		['iso-8859-15', FRENCH],
		['windows-1252', FRENCH],
		// A byte that only Windows-1252 has outweighs what would make sense in the other.
		['windows-1252', 'Preis;Teil\n5 €;a¦b\n'],
		['windows-1252', 'Rezept;Menge\nMehl;½ kg\nZucker;¼ kg\n'],
		// What is left of an "ä" that another program has damaged is no euro sign.
		['windows-1252', 'Straße;Nr\nJ?¤gergasse;5\nB?¤ckerweg;7\n'],
		['iso-8859-15', 'Posten;Wert\nBau;12 T€\nPlanung;5€\n'],
		['windows-1252', 'titre;ville\nl´homme;Nîmes\nd´été;Orléans\n'],
	])('%s is told by its bytes (%#)', (encoding, text) => {
		expect(of(iconv.encode(text, encoding)).encoding).toBe(encoding);
	});

	it('UTF-8 stays UTF-8 wherever a sample is cut', () => {
		const bytes = Buffer.from('x;ü€𝄞\n'.repeat(5));
		for (let cut = 3; cut < bytes.length; cut++) {
			const found = of(bytes.subarray(0, cut), bytes.subarray(cut), bytes.length * 3);
			expect(found).toEqual({ encoding: 'utf-8', isAssumed: false });
		}
	});

	it('the last bytes tell what the first ones do not', () => {
		const head = Buffer.from('a;b\n'.repeat(100));
		expect(of(head, iconv.encode(GERMAN, 'windows-1252'), 5000).encoding).toBe('windows-1252');
		expect(of(head, Buffer.from(GERMAN), 5000)).toEqual({ encoding: 'utf-8', isAssumed: false });
	});

	it('plain ASCII is UTF-8, assumed only where not all was seen', () => {
		const head = Buffer.from('a;b\n'.repeat(100));
		expect(of(head)).toEqual({ encoding: 'utf-8', isAssumed: false });
		expect(of(head, head, 5000)).toEqual({ encoding: 'utf-8', isAssumed: true });
		const table = detectTable({ head, tail: head, sizeBytes: 5000 }, {});
		expect(table.encodingIsAssumed).toBe(true);
		expect(table.doubts).toContain('Only plain ASCII characters were seen, so the encoding is assumed.');
	});

	it('a broken character does not make another encoding of much UTF-8, but a doubt', () => {
		const head = Buffer.concat([Buffer.from(GERMAN.repeat(20)), Buffer.of(0xe4, 0x0a)]);
		expect(of(head)).toEqual({ encoding: 'utf-8', isAssumed: false, doubt: 'Some characters are not valid UTF-8.' });
	});

	it.each([
		['a field that was cut in the middle of a character', Buffer.of(0xc3)],
		['half of a character of three bytes', Buffer.of(0xe2, 0x82)],
		['a line from another program', Buffer.from('M\xFCller;Caf\xE9;Stra\xDFe', 'latin1')],
	])('%s leaves the other characters right, where these are more', (_, damaged) => {
		const rows = Array.from({ length: 10 }, (_each, row) => `${row};Müller\n`).join('');
		const head = Buffer.concat([Buffer.from(`Nr;Name\n${rows}11;`), damaged, Buffer.from('\n12;Groß\n')]);
		expect(of(head)).toEqual({ encoding: 'utf-8', isAssumed: false, doubt: 'Some characters are not valid UTF-8.' });
	});

	it('as many damaged characters as whole ones are another encoding, and a doubt', () => {
		const head = Buffer.concat([Buffer.from('Straße;'), Buffer.from('Größe\n', 'latin1')]);
		expect(of(head)).toMatchObject({ encoding: 'windows-1252', doubt: expect.stringContaining('UTF-8') as string });
	});

	it('one that cannot be read is doubted', () => {
		const japanese = '日本語,東京,テスト\n花子,京都,学生です\n'.repeat(5);
		const russian = 'Имя;Город\nАнна;Москва\nБорис;Санкт-Петербург\n'.repeat(10);
		expect(of(iconv.encode(japanese, 'shift_jis')).doubt).toBe(
			'The characters may be Shift_JIS, which this node does not read.',
		);
		expect(of(iconv.encode(russian, 'windows-1251')).doubt).toMatch(/^Most letters are special ones/);
		expect(of(iconv.encode(GERMAN, 'windows-1252')).doubt).toBeUndefined();
	});
});

it('that is given is not guessed', () => {
	const head = iconv.encode(GERMAN, 'windows-1252');
	const table = detectTable({ head, sizeBytes: head.length }, { encoding: 'iso-8859-15' });
	expect(table).toMatchObject({ dialect: { encoding: 'iso-8859-15' }, origins: { encoding: 'given' } });
});

it('is UTF-8 for whatever was written in UTF-8', () => {
	const text = fc.string({ unit: 'grapheme-composite', minLength: 1 }).filter((each) => !each.includes('\0'));
	fc.assert(fc.property(text, (each) => expect(of(Buffer.from(each)).encoding).toBe('utf-8')));
});
