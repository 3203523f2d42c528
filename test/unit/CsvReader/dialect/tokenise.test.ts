import { withEscape } from '../../../../nodes/CsvReader/dialect/escape';
import { shapeOf } from '../../../../nodes/CsvReader/dialect/shape';
import { tokenise, type Separators, type Tokens } from '../../../../nodes/CsvReader/dialect/tokenise';

const SEMICOLONS: Separators = { delimiter: ';', quote: '"', escape: '"' };
const BACKSLASH: Separators = { ...SEMICOLONS, escape: '\\' };
const BARE: Separators = { ...SEMICOLONS, quote: '', escape: '"' };
const SPACES: Separators = { ...SEMICOLONS, delimiter: ' ' };

const NO_LIMITS = { records: Infinity, cells: Infinity };
const all = (text: string, separators = SEMICOLONS) => tokenise(text, separators, NO_LIMITS);
const cellsOf = ({ records }: Tokens) => records.map(({ cells }) => cells);

it.each<[string, Separators, string[][]]>([
	['', SEMICOLONS, []],
	['a', SEMICOLONS, [['a']]],
	[
		'a;b\nc;d\n',
		SEMICOLONS,
		[
			['a', 'b'],
			['c', 'd'],
		],
	],
	['a\r\nb\rc\n\nd', SEMICOLONS, [['a'], ['b'], ['c'], [''], ['d']]],
	[
		'a;\n;b',
		SEMICOLONS,
		[
			['a', ''],
			['', 'b'],
		],
	],
	['"a;b";"c\nd"\r\ne', SEMICOLONS, [['a;b', 'c\nd'], ['e']]],
	['"a""b";""""', SEMICOLONS, [['a"b', '"']]],
	['""', SEMICOLONS, [['']]],
	['  "a" ;b', SEMICOLONS, [['a', 'b']]],
	['  a ; "b', SEMICOLONS, [['  a ', 'b']]],
	['"a"x;b', SEMICOLONS, [['ax', 'b']]],
	['"a" x;b', SEMICOLONS, [['a x', 'b']]],
	['a"b";c', SEMICOLONS, [['a"b"', 'c']]],
	['"a\nb', SEMICOLONS, [['a\nb']]],
	['"a\\"b";"\\\\"', BACKSLASH, [['a"b', '\\']]],
	['"a\\nb"', BACKSLASH, [['a\\nb']]],
	['"a";b"', BARE, [['"a"', 'b"']]],
	['a "b c"  d', SPACES, [['a', 'b c', '', 'd']]],
	[' "a', SPACES, [['', 'a']]],
])('splits %j by %j', (text, separators, cells) => {
	expect(cellsOf(all(text, separators))).toEqual(cells);
});

it.each<[string, Separators, Partial<Tokens>]>([
	['a;b', SEMICOLONS, { quotedCells: 0, escapedQuotes: 0, strayQuotes: 0, unclosed: false }],
	['"a";"b" ;c', SEMICOLONS, { quotedCells: 2, strayQuotes: 0, unclosed: false }],
	['"a""b""c";"""d"', SEMICOLONS, { quotedCells: 2, escapedQuotes: 3, strayQuotes: 0 }],
	['a"b"c;d"', SEMICOLONS, { quotedCells: 0, strayQuotes: 2 }],
	['"a"b;"c"', SEMICOLONS, { quotedCells: 1, strayQuotes: 1 }],
	['"a', SEMICOLONS, { quotedCells: 1, unclosed: true }],
	['"a\\"b\\\\"', BACKSLASH, { quotedCells: 1, escapedQuotes: 2, unclosed: false }],
	['"a""b"', BACKSLASH, { quotedCells: 0, strayQuotes: 1, escapedQuotes: 0 }],
	['"a"b"', BARE, { quotedCells: 0, strayQuotes: 0, unclosed: false }],
])('counts the quotes of %j by %j', (text, separators, counts) => {
	expect(all(text, separators)).toMatchObject(counts);
});

it('tells where records begin, in characters and in lines, and which cells were quoted', () => {
	const { records } = all('a;"b\r\nc\nd\re"\r\n"f";g;"h"x\n\nlast');
	expect(records).toEqual([
		{ cells: ['a', 'b\r\nc\nd\re'], quoted: [undefined, true], start: 0, linesBefore: 0 },
		{ cells: ['f', 'g', 'hx'], quoted: [true], start: 14, linesBefore: 4 },
		{ cells: [''], start: 25, linesBefore: 5 },
		{ cells: ['last'], start: 26, linesBefore: 6 },
	]);
});

it('keeps no more records and cells than are wanted, and counts quotes beyond them', () => {
	const tokens = tokenise('a;"b";"c"\nd;e;f"\ng\nh', SEMICOLONS, { records: 3, cells: 2 });
	expect(cellsOf(tokens)).toEqual([['a', 'b'], ['d', 'e'], ['g']]);
	expect(tokens).toMatchObject({ quotedCells: 2, strayQuotes: 1 });
	expect(tokens.records[0].quoted).toEqual([undefined, true]);
	expect(tokenise('a\nb\n', SEMICOLONS, { records: 0, cells: 1 }).records).toEqual([]);
});

describe('the escape', () => {
	it.each([
		['"a \\"b\\" c";d', '\\'],
		['"a ""b"" c";"d\\"', '"'],
		['"a";"d\\"', '"'],
		['"a\\";b"', '\\'],
		['a \\" b', '"'],
	])('of %j is %j', (text, escape) => {
		expect(withEscape(text, SEMICOLONS).escape).toBe(escape);
		expect(withEscape(text, BACKSLASH).escape).toBe(escape);
	});

	it('stays where nothing tells', () => {
		expect(withEscape('"a";b', BACKSLASH)).toBe(BACKSLASH);
		expect(withEscape('"a\\"";b', BARE)).toBe(BARE);
	});
});

describe('the shape of records', () => {
	const shape = (...lengths: number[]) =>
		shapeOf(lengths.map((length) => ({ cells: new Array<string>(length).fill('x'), start: 0, linesBefore: 0 })));

	it('is the length that most of them have, one field counting little', () => {
		expect(shape(3, 3, 3)).toMatchObject({ fieldCount: 3, uniformity: 1, regularity: 1 });
		expect(shape(1, 1, 1, 5, 5)).toMatchObject({ fieldCount: 5 });
		expect(shape(2, 2, 2, 4, 4)).toMatchObject({ fieldCount: 2 });
		expect(shape(2, 2, 4, 4)).toMatchObject({ fieldCount: 4 });
		expect(shape(1, 1)).toMatchObject({ fieldCount: 1, uniformity: 1, regularity: 1 });
		expect(shape()).toEqual({ fieldCount: 0, uniformity: 0, regularity: 0, body: [] });
	});

	it('is less regular the more of them differ, within more than without', () => {
		const within = shape(3, 2, 3, 3);
		expect(within.body).toHaveLength(4);
		expect(within.regularity).toBe(0.75);
		// Three of four alike; one of three neighbours.
		expect(within.uniformity).toBeCloseTo((2 * 0.75 + 1 / 3) / 3);
		const without = shape(2, 3, 3, 3);
		expect(without.body).toHaveLength(3);
		expect(without.regularity).toBe(1);
		// Three of three and a half; two of two and a half neighbours.
		expect(without.uniformity).toBeCloseTo(((2 * 3) / 3.5 + 2 / 2.5) / 3);
		expect(shape(2, 3).uniformity).toBeCloseTo(1 / 1.5);
		expect(shape(3, 3, 1).uniformity).toBeLessThan(1);
	});

	it('does not look at blank lines', () => {
		const blank = { cells: [' '], start: 0, linesBefore: 0 };
		const row = { cells: ['a', 'b'], start: 0, linesBefore: 0 };
		const empty = { cells: [' ', ''], start: 0, linesBefore: 0 };
		expect(shapeOf([blank, row, blank, blank, row, empty, blank])).toMatchObject({
			uniformity: 1,
			body: [row, row, empty],
		});
	});
});
