// Where a table begins and ends, and whether it has a header, each by itself.
import { footerBytes } from '../../../../nodes/CsvReader/dialect/footer';
import { firstIsHeader } from '../../../../nodes/CsvReader/dialect/header';
import { tableStart } from '../../../../nodes/CsvReader/dialect/preamble';
import { tokenise } from '../../../../nodes/CsvReader/dialect/tokenise';

const SEMICOLONS = { encoding: 'utf-8', delimiter: ';', quote: '"', escape: '"' } as const;

const known = (fieldCount: number, rows: string[][] = []) => ({ fieldCount, rows });

const recordsOf = (lines: string[]) =>
	tokenise(lines.join('\n'), SEMICOLONS, { records: Infinity, cells: Infinity }).records;

describe('the footer', () => {
	const ROWS = 'Nr;Name;Umsatz\n1;Ann;5,50\n2;Bob;7,20\n';
	const KNOWN = [
		['1', 'Ann', '5,50'],
		['2', 'Bob', '7,20'],
	];
	const below = (lines: string, fieldCount = 3) =>
		footerBytes(Buffer.from(ROWS + lines), SEMICOLONS, known(fieldCount, KNOWN));

	it.each([
		'\n',
		' \n\t\n',
		';;\n',
		' ; ;\n',
		'# comment\n',
		'// comment; of two\n',
		'-- comment; of two\n',
		'Ende\n',
		'Summe;12\n',
		'SUMME;;;12\n',
		'Total: ;12\n',
		'*** Gesamtumsatz;12\n',
		'Zwischensumme;1;2;3\n',
		'Insgesamt;1\n',
		'Somme;1\n',
		'Sous-total;1\n',
		'Grand Total;1\n',
		'2 rows\n',
		'(2 Datensätze)\n',
		'1.234 Zeilen insgesamt;;\n',
		'2 lignes;;\n',
		'Anzahl: 2;;\n',
		'Count;2\n',
		'Rows: 2\n',
		'\nNotiz;eins\n',
		'\nNotiz;eins\nNotiz;zwei\n',
		'Summe;12\n\nEnde\n\n',
		'Ende',
	])('is %j', (lines) => {
		expect(below(lines)).toBe(Buffer.byteLength(lines));
	});

	it.each([
		'',
		'3;Cem;1,10\n',
		'3;Cem\n',
		'Notiz;eins\n',
		'Summer;12\n',
		'3;"Cem\n',
		'Die Summe;12\n',
		'a;b;c;d\n',
		'Summe;x;12\n',
		'a"b;c\n',
	])('is not %j', (lines) => {
		expect(below(lines)).toBe(0);
	});

	it('is, of a single column, what counts, and blank lines', () => {
		const ofOne = (lines: string) => footerBytes(Buffer.from('Name\nAnn\n' + lines), SEMICOLONS, known(1, [['Ann']]));
		expect(ofOne('2 rows\n')).toBe(7);
		expect(ofOne('\n')).toBe(1);
		expect(ofOne('Summe\n')).toBe(0);
		expect(ofOne('# x\n')).toBe(0);
	});

	it('may be forty lines long, and never reaches to the first line', () => {
		expect(below('Ende\n'.repeat(39))).toBe(5 * 39);
		expect(below('Ende\n'.repeat(200))).toBe(5 * 40);
		expect(footerBytes(Buffer.from('Ende\nEnde\n'), SEMICOLONS, known(3))).toBe(5);
		expect(footerBytes(Buffer.alloc(0), SEMICOLONS, known(3))).toBe(0);
	});

	it('is told in bytes', () => {
		const bytes = Buffer.from(`${ROWS}Ende\n`, 'utf16le');
		expect(footerBytes(bytes, { ...SEMICOLONS, encoding: 'utf-16le' }, known(3))).toBe(10);
		expect(below('Größe\n')).toBe(8);
	});
});

describe('the header', () => {
	it.each<[string, boolean, string[]]>([
		['nothing', false, []],
		['a blank line', false, [';', '1;2']],
		['one word above numbers', true, ['x', '1', '2']],
		['one number above numbers', false, ['1', '2', '3']],
		['a date above dates', false, ['2024-05-01', '2024-05-02']],
		['a year above numbers', true, ['x;2023', 'a;5', 'b;6']],
		['a year above years', false, ['2023', '2024', '2025']],
		['a known name alone', true, ['Name', 'Ann', 'Bob']],
		['a name of two words, one of them known', true, ['Customer Name', 'Ann', 'Bob']],
		['a known name in parts', true, ['user_id', 'a', 'b']],
		['words that repeat', false, ['ab;ab;ab;ab', 'cd;efg;h;ij', 'klm;n;op;qrs']],
		['gaps', false, ['abc;;;;', 'd;e;f;g;h', 'h;i;j;k;l']],
		['a gap in front', true, [';abc', 'd;1', 'e;2']],
		['numbers that rise', true, ['x;1;2;3;4;5', 'a;9;2;7;1;3', 'b;8;6;6;1;1', 'c;5;1;1;1;9']],
		['few numbers that rise', false, ['x;1;2;3;4', 'x;9;2;7;1', 'x;8;6;6;1', 'x;5;1;1;1']],
		['numbers that do not rise', false, ['x;1;2;3;5;4', 'x;9;2;7;1;3', 'x;8;6;6;1;1']],
		['a word above codes of one length', true, ['Kürzel', 'AB', 'CD', 'EF']],
		['a very long sentence', false, [`${'Wort '.repeat(20)};x;y`, 'a b;x;x', 'c d e;y;y']],
	])('is told by %s (%p)', (_what, isHeader, lines) => {
		expect(firstIsHeader(recordsOf(lines).map(({ cells }) => cells))).toBe(isHeader);
	});
});

describe('the start of a table', () => {
	const WIDE = [
		'Nr;Name;Ort;Tag;Wert;Art',
		'1;Ann;Bonn;01.05.2024;5;x',
		'2;Bob;Ulm;02.05.2024;6;y',
		'3;Cem;Trier;03.05.2024;7;z',
	];
	const ROWS = ['Nr;Name;Wert', '1;Ann;5', '2;Bob;6', '3;Cem;7'];

	it.each<[string, number, number, string[]]>([
		['nothing', 0, 3, []],
		['its header', 0, 3, ROWS],
		['blank lines', 2, 3, ['', '  ', ...ROWS]],
		['comments', 3, 3, ['# a', '// b', '-- c', ...ROWS]],
		['what looks like a comment', 0, 3, ['--x;a;b', '1;2;3', '4;5;6']],
		['a title', 1, 3, ['Liste', ...ROWS]],
		['a title and a blank line', 2, 3, ['Liste', '', ...ROWS]],
		['a padded title', 1, 3, ['Liste;;', ...ROWS]],
		['padded blanks', 2, 3, ['Liste;;', ';;', ...ROWS]],
		['two titles', 2, 3, ['Liste', 'Stand: heute', ...ROWS]],
		['a header with a name less', 0, 3, ['Name;Wert', '1;Ann;5', '2;Bob;6', '3;Cem;7']],
		['a header with a name more', 0, 3, ['Nr;Name;Wert;Einheit', '1;Ann;5', '2;Bob;6', '3;Cem;7']],
		['a line with a value above rows', 1, 3, ['Stand;1.5.2024', '1;Ann;5', '2;Bob;6', '3;Cem;7']],
		['a header in a comment', 1, 3, ['# x', '#Nr;Name;Wert', '1;Ann;5', '2;Bob;6', '3;Cem;7']],
		['a comment of another length', 2, 3, ['# x', '#Nr;Name', '1;Ann;5', '2;Bob;6', '3;Cem;7']],
		['years in the header', 0, 3, ['2023;2024', 'Bonn;5;6', 'Ulm;7;8']],
		['a single column', 1, 1, ['', 'Name', 'Ann', 'Bob']],
		['pairs above a wide table', 2, 6, ['Ort;Ulm;;;;', 'Höhe;60;;;;', ...WIDE]],
		['pairs and a blank line', 3, 6, ['Ort;Ulm;;;;', 'Höhe;60;;;;', ';;;;;', ...WIDE]],
		['a table of its own above', 0, 6, ['id;n', '1;5', '2;6', '3;7', '4;8', ...WIDE]],
		['a short table above', 4, 6, ['id;n', 'a;b', 'c;d', 'e;f', ...WIDE]],
		[
			'rows of another length that are alike',
			0,
			4,
			['01.05.2024;5;a', '02.05.2024;6;b;c', '03.05.2024;7;d;e', '04.05.2024;8;f;g'],
		],
		['a title above rows of any length', 1, 4, ['Liste', '02.05.2024;6;b;c', '03.05.2024;7;d;e', '04.05.2024;8;f;g']],
		['only comments', 0, 3, ['# a', '# b']],
	])('lies below %s, at record %d', (_what, start, fieldCount, lines) => {
		expect(tableStart(recordsOf(lines), fieldCount)).toBe(start);
	});
});
