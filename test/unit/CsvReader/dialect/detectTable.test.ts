import type { GivenDialect } from '../../../../nodes/CsvReader/dialect/detected';
import { detectTable } from '../../../../nodes/CsvReader/dialect/detectTable';

const detect = (text: string | Buffer, given: GivenDialect = {}) => {
	const head = Buffer.from(text);
	return detectTable({ head, sizeBytes: head.length }, given);
};

const dialectOf = (lines: string[], given?: GivenDialect) => detect(lines.join('\n') + '\n', given).dialect;

describe('the delimiter', () => {
	it.each([
		['a semicolon in spite of decimal commas', ';', ['1,5;2,5', '3,25;4,75', '10,5;11,0']],
		['a comma between decimal points', ',', ['1.5,2.5', '3.25,4.75', '10.5,11.0']],
		[
			'a tab between prices with commas',
			'\t',
			['Artikel\tPreis', 'Tisch, rund\t1.200,00', 'Stuhl\t89,90', 'Bank, lang\t140,00'],
		],
		[
			'a vertical bar in spite of commas in prose',
			'|',
			['id|note', '1|Well, that is, in short, it', '2|Yes, of course', '3|No'],
		],
		[
			'a semicolon in spite of lists with commas',
			';',
			['id;tags', '1;red,green', '2;blue,red', '3;green,blue', '4;red'],
		],
		[
			'a comma in spite of lists with semicolons',
			',',
			['id,tags,n', '1,red;green,5', '2,blue,6', '3,green;blue;red,8', '4,red,2'],
		],
		[
			'a comma in spite of times and dates',
			',',
			['at,who', '2024-05-01 10:00:00,Ann', '2024-05-01 10:05:00,Bob', '2024-05-02 11:00:30,Cem'],
		],
		['a space between numbers', ' ', ['1.0 2.0 3.5', '1.1 2.1 3.6', '1.2 2.2 3.7', '1.3 2.3 3.8']],
		[
			'a colon between the fields of many accounts',
			':',
			Array.from({ length: 12 }, (_, n) => `user${n}:x:${1000 + n}:${1000 + n}:/home/user${n}`),
		],
		['a caret', '^', ['id^name^city', '1^Ann^Bonn', '2^Bob^Köln', '3^Cem^Trier', '4^Dan^Mainz']],
		['a number sign', '#', ['1#Ann#Bonn, Markt 1', '2#Bob#Köln, Ring 5', '3#Cem#Trier, Hof 7', '4#Dan#Mainz, Ufer 2']],
		['a comma between pictures', ',', ['id,a,b,c,d,e,f', '1,😀😀,🚀,😀,🚀,😀,🚀', '2,🚀,😀,🚀,🚀,😀,😀']],
	])('is %s', (_, delimiter, lines) => {
		expect(dialectOf(lines).delimiter).toBe(delimiter);
	});

	it('is not made of what stands in quoted fields', () => {
		const lines = ['name,place', '"a;b;c","x;y"', '"d;e;f","z;z"', '"g;h;i","q;w"'];
		expect(dialectOf(lines)).toMatchObject({ delimiter: ',', quote: '"' });
	});

	it.each([
		['words', ['Name', 'Ann', 'Bob', 'Cem']],
		['two words each', ['Profession', 'Finance', 'Information Technology', 'Operational Delivery', 'Policy']],
		['dates with times', ['2024-05-01 10:00:00', '2024-05-01 10:05:00', '2024-05-02 11:00:30']],
		[
			'addresses of pages',
			['url', 'https://example.com/a?b=1', 'https://example.com/c?d=2', 'https://example.com/e?f=3'],
		],
		['quoted prose', ['"One, two"', '"Three, four, five"', '"Six"']],
	])('does not divide a single column of %s', (_, lines) => {
		expect(detect(lines.join('\n')).fieldCount).toBe(1);
	});

	it('is the one that the first line names to Excel, and that line is not part of the table', () => {
		const table = detect('sep=|\r\nname|list\r\nAnn|a,b\r\nBob|c,d\r\n');
		expect(table).toMatchObject({
			dialect: { delimiter: '|' },
			start: 7,
			firstLine: 2,
			fieldCount: 2,
			hasHeader: true,
		});
	});

	it.each([
		['in capitals', 'SEP=#\r\n'],
		['in quotes', '"sep=#"\n'],
		['on a Mac of old', 'sep=#\r'],
	])('is what the first line names to Excel, though another looks likelier (%s)', (_, line) => {
		const text = `${line}name,age,city#x\nAnn,31,Bonn#y\nBob,42,Ulm#z\n`;
		const likelier = { dialect: { delimiter: ',' }, start: 0 };
		expect(detect(text)).toMatchObject({
			dialect: { delimiter: '#' },
			start: line.length,
			firstLine: 2,
			fieldCount: 2,
		});
		expect(detect(text, { delimiter: undefined, hasHeader: undefined }).dialect.delimiter).toBe('#');
		expect(detect(text, { delimiter: ',' }).dialect.delimiter).toBe(',');
		// What is to be skipped was said, and it is not this line.
		expect(detect(text, { skipLines: 0 })).toMatchObject(likelier);
	});

	it('is not what a first line names that says more than that', () => {
		expect(detect('sep=#1,b\n1,2\n3,4\n').dialect.delimiter).toBe(',');
	});

	it('that is given stands, and the rest is guessed in its light', () => {
		const table = detect('a,b;c\n1,5;2\n2,5;3\n', { delimiter: ',' });
		expect(table).toMatchObject({
			dialect: { delimiter: ',' },
			fieldCount: 2,
			origins: { delimiter: 'given', quote: 'detected' },
		});
	});

	it('is doubted where another is as likely', () => {
		expect(detect('a,b;c\nd,e;f\ng,h;i\n').doubts).toContainEqual(
			expect.stringMatching(/^Almost as likely: (comma|semicolon)\.$/),
		);
		expect(detect('name;city\nAnn;Bonn\nBob;Trier\n').doubts).toEqual([]);
	});
});

describe('the quotes', () => {
	it.each([
		['double', '"', '"', ['"a";"b"', '"c;d";"e"', '"f ""g"" h";"i"', '"j";"k"']],
		['single', "'", "'", ["'a';'b'", "'c;d';'e'", "'f';'i'", "'j';'k'"]],
		[
			'the usual, where only the line above the table has them',
			'"',
			'"',
			[
				'7,Bonn,NA,"Station 7, roof, type A",,,,',
				'day,at,a,b,c,d,e,f',
				...Array.from({ length: 40 }, (_, n) => `${n},1,2,3,4,5,6,7`),
			],
		],
		['escaped by a backslash', '"', '\\', ['"a";"b"', '"c \\"d\\"; e";"f"', '"g";"h"', '"i";"j"']],
		[
			'none, where they only stand for inches',
			'',
			'"',
			['size,thing', '19",screen', '5",pipe', '24",screen', '3",pipe'],
		],
		['the usual, where there are none', '"', '"', ['a;b', 'c;d', 'e;f']],
		[
			'the usual, where there are apostrophes',
			'"',
			'"',
			['name,place', "O'Neill,Cork", "D'Arcy,L'Isle", "Smith,King's Lynn"],
		],
		[
			'the usual, in spite of paths that end with a backslash',
			'"',
			'"',
			['"C:\\a\\";"x"', '"C:\\b\\";"y"', '"C:\\c\\";"z"'],
		],
	])('are %s', (_, quote, escape, lines) => {
		expect(dialectOf(lines)).toMatchObject({ quote, escape });
	});

	it('are escaped as the first row shows that has one, however far below', () => {
		const rows = '"a";"b, c"\n'.repeat(5000);
		expect(detect(`${rows}"d \\"e\\" f";"g"\n`).dialect.escape).toBe('\\');
		expect(detect(`${rows}"d ""e"" f";"g\\"\n`).dialect.escape).toBe('"');
	});

	it('may hold line breaks', () => {
		const table = detect('id;note\r\n1;"one\r\ntwo; three"\r\n2;"four"\r\n3;"five\r\n\r\nsix"\r\n');
		expect(table).toMatchObject({ dialect: { delimiter: ';', quote: '"' }, fieldCount: 2, footerBytes: 0 });
	});
});

describe('where the table lies', () => {
	it('is below titles, blank lines and comments', () => {
		const above = 'Kundenliste\r\nExport vom 01.02.2024\r\n\r\n';
		const table = detect(above + 'Nr;Name;Umsatz\r\n1;Ann;5,50\r\n2;Bob;7,20\r\n3;Cem;1,10\r\n');
		expect(table).toMatchObject({ start: above.length, firstLine: 4, hasHeader: true, fieldCount: 3, footerBytes: 0 });
	});

	it('is below titles that a spreadsheet has padded with delimiters', () => {
		const above = 'Report,,,\n,,,\n';
		expect(detect(above + 'Nr,Name,City,Sum\n1,Ann,Bonn,5\n2,Bob,Ulm,7\n')).toMatchObject({
			start: above.length,
			firstLine: 3,
		});
	});

	it('is below comments, counted in bytes', () => {
		const above = '# größer\n# Ort: Köln\n';
		const table = detect(above + 'id,name\n1,Ann\n2,Bob\n');
		expect(table).toMatchObject({ start: Buffer.byteLength(above), firstLine: 3 });
	});

	it('begins with a header that has a name less, or a delimiter less at its end', () => {
		expect(detect('2023;2024\nBonn;5;6\nUlm;7;8\nTrier;9;9\n')).toMatchObject({ start: 0, fieldCount: 3 });
		expect(detect('Ort;Zahl\nBonn;5;\nUlm;7;\nTrier;9;\n')).toMatchObject({ start: 0, hasHeader: true, fieldCount: 3 });
	});

	it('begins below pairs of names and values that a spreadsheet has padded with delimiters', () => {
		const above = 'Wetterstation,,,,,\nBreite,"50,7",,,,\nHöhe (m),60,,,,\nTyp,Dach,,,,\nLänge,"7,1",,,,\n,,,,,\n';
		const table = detect(above + 'Monat,Tag,Wind,Regen,Sonne,Druck\n' + '1,1,3,0,17,990\n1,2,4,1,15,991\n'.repeat(9));
		expect(table).toMatchObject({ start: Buffer.byteLength(above), firstLine: 7, hasHeader: true });
	});

	it.each([
		['lack fields', '1;Ann\n2\n'],
		['have too many', '1;Ann;Bonn;5;neu\n2;Bob;;Ulm;6\n'],
	])('begins with its header, though the first two rows %s', (_, spoilt) => {
		const text = `Nr;Name;Ort;Anzahl\n${spoilt}3;Cem;Trier;7\n4;Dan;Mainz;9\n5;Eva;Köln;3\n6;Fay;Jena;8\n`;
		expect(detect(text)).toMatchObject({ start: 0, firstLine: 1, hasHeader: true, fieldCount: 4, doubts: [] });
	});

	it('begins with a header that has all names, though rows lack what is empty at their ends', () => {
		const rows = '1;Ann\n2;Bob;Ulm\n3;Cem\n4;Dan;Mainz;Hinterhaus\n5;Eva\n6;Fay;Jena\n7;Gil\n';
		expect(detect(`Nr;Name;Ort;Zusatz\n${rows}`)).toMatchObject({ start: 0, hasHeader: true });
	});

	it('begins below a fact about it that has as many fields as its rows', () => {
		const above = 'Zeitraum;01.01.2025;31.01.2025\n';
		const table = detect(`${above}Name;Anzahl;Betrag\nAnn;5;1,50\nBob;7;2,25\nCem;9;4,75\n`);
		expect(table).toMatchObject({ start: above.length, hasHeader: true });
		expect(table.doubts).toEqual(['What is left out above the table may be its header, or rows.']);
	});

	it('keeps rows with gaps at its top, where no header comes below them', () => {
		const table = detect('1,5,,,,\n2,6,,,,\n' + '3,7,1,2,3,4\n4,8,5,6,7,8\n'.repeat(9));
		expect(table).toMatchObject({ start: 0, hasHeader: false });
	});

	it('begins with its first rows, however few fields they have', () => {
		const rows = [
			'2024-05-01|06:40|awake',
			'2024-05-01|06:55|weight|71',
			'2024-05-01|07:10|tea|2',
			'2024-05-01|08:00|walk|4',
		];
		expect(detect(rows.join('\n') + '\n')).toMatchObject({ start: 0, hasHeader: false, fieldCount: 4 });
	});

	it('begins with its header, though the rows below have more fields, and not all as many', () => {
		const rows = ['4711;01.05.2024;-5,00;Miete;Mai', '4711;02.05.2024;-7,50;Strom;Abschlag;Mai'];
		const more = ['4711;03.05.2024;9,00;Gehalt;Mai;Rest', '4711;04.05.2024;1,00;Zins;Mai;Rest'];
		expect(detect(['Konto;Tag;Betrag;Text', ...rows, ...more].join('\n') + '\n')).toMatchObject({
			start: 0,
			hasHeader: true,
		});
	});

	it('begins with its header, where blank lines come between all rows', () => {
		const rows = ['Name;Tag;Wert', 'Ann;01.05.2024;5', 'Bob;02.05.2024;6', 'Cem;03.05.2024;7'];
		expect(detect(rows.join('\r\r\r\n'))).toMatchObject({ start: 0, hasHeader: true });
	});

	it('begins with its header above the heading of its first rows', () => {
		const header = 'Tag,Art,Nr,Text,Betrag\n"Offen: keine"\n"Gebucht"\n';
		const table = detect(header + '01.05.2024,Zins,1,Mai,5.00\n02.05.2024,Miete,2,Mai,7.00\n'.repeat(4));
		expect(table).toMatchObject({ start: 0, hasHeader: true });
	});

	it('begins with a narrow table above a wide one, since its rows would be lost', () => {
		const narrow = 'id,n\n1,5\n2,6\n3,7\n4,8\n5,9\n';
		const wide = 'id,a,b,c,d,e\n' + '1,2,3,4,5,6\n'.repeat(20);
		expect(detect(narrow + wide)).toMatchObject({ start: 0, firstLine: 1 });
	});

	it('begins below a title in the first of two columns', () => {
		const above = 'Report,\n';
		expect(detect(`${above}Name,Age\nAnn,31\nBob,42\nCem,23\n`)).toMatchObject({ start: above.length, firstLine: 2 });
	});

	it('begins with a header that names the second of two columns alone', () => {
		const text = ';2023\nBonn;5\nUlm;7\nTrier;9\n';
		expect(detect(text)).toMatchObject({ start: 0, firstLine: 1, hasHeader: true });
		expect(detect(`,Name\n1,Ann\n2,Bob\n3,Cem\n`)).toMatchObject({ start: 0, firstLine: 1 });
	});

	it('begins with the header in the last of the comments', () => {
		const above = '# Export\n';
		expect(detect(`${above}#id;name;age\n1;Ann;31\n2;Bob;42\n`)).toMatchObject({ start: above.length, firstLine: 2 });
	});

	it.each([
		['a comment', '# end of the export\r\n'],
		['a line without a delimiter', 'End of the export\r\n'],
		['a count that fills all columns', 'Anzahl: 2;;\r\n'],
		['a sum in French', 'Total général;12,70\r\n'],
	])('ends above %s, too', (_, below) => {
		const table = detect('Nr;Name;Umsatz\r\n1;Ann;5,50\r\n2;Bob;7,20\r\n' + below);
		expect(table).toMatchObject({ footerBytes: Buffer.byteLength(below), fieldCount: 3 });
	});

	it('does not end above a line break in quotes', () => {
		const text = 'Nr;Name;Umsatz\n1;Ann;5,50\n2;Bob;7,20\n3;"Cem\nTotal";9,10\n';
		expect(detect(text).footerBytes).toBe(0);
	});

	it('begins behind a byte-order mark', () => {
		expect(detect('\ufeffa;b\n1;2\n3;4\n')).toMatchObject({ start: 3, firstLine: 1 });
	});

	it.each([
		['a sum', 'Summe;12,70\r\n'],
		['a count', '\r\n3 rows\r\n'],
		['blank lines', '\r\n\r\n'],
		['empty fields', ';;\r\n;;\r\n'],
		['notes below a blank line', '\r\nStand: heute;intern\r\nQuelle: Kasse\r\n'],
	])('ends above %s', (_, below) => {
		const table = detect('Nr;Name;Umsatz\r\n1;Ann;5,50\r\n2;Bob;7,20\r\n' + below);
		expect(table).toMatchObject({ footerBytes: below.length, fieldCount: 3 });
	});

	it('keeps a last row that lacks a field: it is bad, and no footer', () => {
		expect(detect('Nr;Name;Umsatz\n1;Ann;5,50\n2;Bob;7,20\n3;Cem\n').footerBytes).toBe(0);
	});

	it.each([
		['a number', 'Nr;Name;Umsatz\n11;Ann;5,50\n12;Bob;7,20\n1'],
		['a name', 'Name;Ort;Umsatz\nMüller;Bonn;5,50\nRoth;Ulm;7,20\nWei'],
		['a date', 'Tag;Ort;Umsatz\n01.02.2025;Bonn;5,50\n02.02.2025;Ulm;7,20\n03.02'],
	])('keeps a last row that the end of the file has cut within %s', (_, text) => {
		expect(detect(text).footerBytes).toBe(0);
	});

	it.each([
		['a sum', 'Summe'],
		['a count', '2 rows'],
		['a comment', '# Ende'],
		['more text than a first field has', 'Ende der Liste'],
		['what a blank line divides from the rows', '\nHinweis'],
	])('ends above %s, though no line end follows', (_, below) => {
		expect(detect(`Name;Ort;Umsatz\nAnn;Bonn;5,50\nBob;Ulm;7,20\n${below}`).footerBytes).toBe(below.length);
	});

	it('is looked for in the last bytes of a long file', () => {
		const head = Buffer.from('Nr;Name;Umsatz\n' + '1;Ann;5,50\n'.repeat(2000));
		const below = 'Summe;11.000,00\n';
		const tail = Buffer.from('nn;5,50\n' + '1;Ann;5,50\n'.repeat(50) + below);
		const table = detectTable({ head, tail, sizeBytes: head.length * 10 }, {});
		expect(table.footerBytes).toBe(below.length);
	});

	it('begins after the lines to skip', () => {
		const table = detect('x;y\nKopf\nNr;Name\n1;Ann\n2;Bob\n', { skipLines: 2 });
		expect(table).toMatchObject({ start: 9, firstLine: 3, origins: { preamble: 'given' }, hasHeader: true });
	});
});

describe('the header', () => {
	it.each([
		['words above numbers', true, 'name,age\nAnn,31\nBob,42\n'],
		['words above words, that are known names', true, 'Vorname;Ort\nAnn;Bonn\nBob;Ulm\nCem;Trier\n'],
		['years above numbers', true, 'Ort;2022;2023\nBonn;5,5;6\nUlm;7,5;8\n'],
		['numbers that rise above others', true, 'type;0,0;0,5;1,0;1,5;2,0\nA1;0;3;9;8;8\nB2;0;4;7;7;6\nC3;1;2;2;1;0\n'],
		['numbers that rise in all records', false, 'A1;1;2;3;4;5\nB2;2;3;4;5;6\nC3;3;4;5;6;7\n'],
		['a header that comes again', true, 'name,age\nAnn,31\nname,age\nBob,42\n'],
		['a header alone', true, 'Nr;Name;Umsatz\n'],
		['values of the same kind as below', false, '1,Ann,31\n2,Bob,42\n3,Cem,23\n'],
		['a value that comes again', false, 'Bonn;rot\nUlm;rot\nBonn;blau\nTrier;rot\n'],
		['dates', false, '01.02.2024;Bonn\n02.02.2024;Ulm\n'],
		[
			'words like those below, beside a value that comes again',
			false,
			'rot;Bonn;Anna\nrot;Ulm;Petra\nblau;Trier;Eva\nrot;Mainz;Lea\n',
		],
		[
			'words above codes with digits, beside a value that comes again',
			true,
			'rot;Gerät;Platz\nrot;A1;X22\nblau;B33;Y4\nrot;C5;Z777\n',
		],
		['codes with digits like those below', false, 'K1;A7\nK22;A9\nK333;A12\nK4;A1\nK1;A3\n'],
		['a word above cells of one length', true, 'rot;Schlüssel\nrot;AB\nrot;CD\nblau;EF\n'],
	])('is told by %s', (_, hasHeader, text) => {
		expect(detect(text).hasHeader).toBe(hasHeader);
	});

	it('that is given stands', () => {
		expect(detect('name,age\nAnn,31\n', { hasHeader: false })).toMatchObject({
			hasHeader: false,
			origins: { header: 'given' },
		});
	});
});

describe('the style of decimals', () => {
	it.each([
		['german', 'Nr;Betrag\n1;1.234,56\n2;7,20\n'],
		['german', 'Nr;Betrag\n1;0,125\n2;3\n'],
		['french', 'Nr;Montant\n1;1\u202f234,56\n2;7,20\n'],
		['french', 'Nr;Montant\n1;1 234,56 €\n2;12 000\n3;7,20\n'],
		['english', 'no,amount\n1,"1,234.56"\n2,7.20\n'],
		[undefined, 'no;amount\n1;1.234\n2;5.678\n'],
		[undefined, 'no;amount\n1;12\n2;13\n'],
		[undefined, 'no;day\n1;01.02.2024\n2;02.02.2024\n'],
	])('is %s', (style, text) => {
		expect(detect(text).decimalStyle).toBe(style);
	});
});

it('is told in one sentence', () => {
	const text = 'Liste\nExport\n\nGröße;Preis\n1,5;1.234,56\n2,5;99,90\nSumme\n';
	expect(detect(Buffer.from(text, 'latin1'), { hasHeader: true }).hint).toBe(
		'Detected: Windows-1252, semicolon, header row (as set), decimals like 1.234,56, 3 lines above the table left out ("Liste"; "Export"), 1 line below the table left out ("Summe")',
	);
	expect(detect('a\nb\nc\n', { encoding: 'utf-8' }).hint).toMatch(/^Detected: UTF-8 \(as set\), a single column, /);
});

describe('what is left out', () => {
	const table = 'Nr;Name;Umsatz\n1;Ann;5,50\n2;Bob;7,20\n3;Cem;9,90\n';

	it('is told with its text, cut where it is long', () => {
		const { hint, leftOut } = detect(`Liste\n${'x'.repeat(70)}\n\n${table}Summe;22,60\n`);
		expect(hint).toContain(`3 lines above the table left out ("Liste"; "${'x'.repeat(60)}…")`);
		expect(hint).toContain('1 line below the table left out ("Summe;22,60")');
		expect(leftOut.above).toMatchObject({ lines: 3, texts: ['Liste', 'x'.repeat(70)] });
	});

	it('is told up to a number of lines', () => {
		const { hint } = detect(`${Array.from({ length: 7 }, (_, line) => `Titel ${line}\n`).join('')}${table}`);
		expect(hint).toContain(
			'7 lines above the table left out ("Titel 0"; "Titel 1"; "Titel 2"; "Titel 3"; "Titel 4"; … and more)',
		);
	});

	it('is doubted where it has as many fields as a header or a row', () => {
		const doubt = 'What is left out below the table may be its header, or rows.';
		expect(detect(`${table}\n4;Dan\n`).doubts).toEqual([doubt]);
		expect(detect(`Liste\n${table}`).doubts).toEqual([]);
	});

	it('is only counted where somebody has set how many lines it is', () => {
		const { hint } = detect(`Liste\n${table}`, { skipLines: 1 });
		expect(hint).toContain('1 line above the table (as set)');
	});
});

describe('what is told of quotes', () => {
	it.each<[string, string, GivenDialect]>([
		['single quotes', "'a';'b'\n'c;d';'e'\n'f';'i'\n'j';'k'\n", {}],
		['"\\" before quotes in a text', '"a";"b"\n"c \\"d\\"; e";"f"\n"g";"h"\n"i";"j"\n', {}],
		['no quotes,', 'size,thing\n19",screen\n5",pipe\n24",screen\n3",pipe\n', {}],
		['no quotes (as set)', 'a;b\nc;d\n', { quote: '' }],
		['double quotes (as set)', 'a;b\nc;d\n', { quote: '"' }],
		['single quotes (as set), "\\" before quotes in a text', 'a;b\nc;d\n', { quote: "'", escape: '\\' }],
	])('is: %s', (told, text, given) => {
		expect(detect(text, given).hint).toContain(told);
	});

	it('is nothing where they are the usual ones', () => {
		expect(detect('"a";"b"\n"c;d";"e"\n').hint).not.toContain('quote');
	});
});
