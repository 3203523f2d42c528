import { candidatesFor, NO_DELIMITER } from '../../../../nodes/CsvReader/dialect/candidates';
import { rememberingTypes, typeOf, type CellType } from '../../../../nodes/CsvReader/dialect/cellTypes';
import { decimalStyleOf } from '../../../../nodes/CsvReader/dialect/decimalStyle';
import { characterName } from '../../../../nodes/CsvReader/dialect/names';

const CELLS: Record<CellType, string[]> = {
	empty: [
		'',
		' ',
		'-',
		'–',
		'...',
		'?',
		'***',
		'n/a',
		'N.A.',
		'na',
		'NaN',
		'null',
		'None',
		'nil',
		'#N/A',
		'\\N',
		'k.A.',
		'inf',
		"''",
	],
	number: [
		'1',
		'-1',
		'+1',
		'1,5',
		'1.5',
		'1.234,56',
		'1,234.56',
		"1'234",
		'1 234',
		'1.234.567',
		'.5',
		'5.',
		'(5)',
		'1e5',
		'1.5e-10',
		'5 %',
		'5%',
		'5 €',
		'€ 5',
		'EUR 5',
		'5 Euro',
		'$5',
		'-5,00 CHF',
		'5,–',
		'20 °C',
		'> 5',
		'~5',
		'≤ 5',
		'1 234,5',
		'99,00 kr',
	],
	date: [
		'2024-05-01',
		'1.5.2024',
		'01/05/24',
		'2024/05/01',
		'1. Mai 2024',
		'1 May 2024',
		'May 1, 2024',
		'May 2024',
		'Fr, 1. Mai 2024',
		'2024-05-01 10:00',
		'2024-05-01T10:00:00Z',
		'2024-05-01 10:00:00.123 +02:00',
		'01.05.2024 - 10:00',
		'2024-05',
		'3 févr. 2024',
		'31-Dec-24',
		'Dez 2024',
	],
	time: [
		'10:00',
		'10:00:30',
		'10:00:30.5',
		'10h30',
		'10:00 am',
		'10:00 p.m.',
		'100:30',
		'10:00 CET',
		'10:00+02:00',
		'-1:30',
		'2 days, 10:00',
	],
	code: [
		'A1',
		'x_y',
		'a@example.com',
		'a.b@mail.example.co.uk',
		'https://example.com/a?b=1',
		'www.example.com',
		'/a/b',
		'+49 7181 12345',
		'0711 / 123456',
		'(07181) 12345',
		'v1.2.3',
		'file.txt',
		'00:1a:2b:3c',
		'a-b',
	],
	text: ['Ann', 'Hello world', 'Müller GmbH', 'Well, that is', '😀', "48° 12' N", '1 apple'],
	list: ['red,green,blue', 'a;b;c', 'a|b|c d'],
	odd: ['"a', "'a'", 'a"', 'a,b', 'a;b', 'a|b', 'a\tb', 'a   b', '§', '(', 'a#b#c#d', 'a,b;c,d;e'],
};

describe.each(Object.entries(CELLS))('a cell is %s', (type, cells) => {
	it.each(cells)('as %j', (cell) => {
		expect(typeOf(cell, false)).toBe(type);
		expect(typeOf(` ${cell} `, false)).toBe(type);
		const quoted = type === 'list' || type === 'odd' ? 'text' : type;
		expect(typeOf(cell, true)).toBe(quoted);
		const remembering = rememberingTypes();
		for (let time = 0; time < 2; time++) {
			expect([remembering(cell, false), remembering(cell, true)]).toEqual([type, quoted]);
		}
	});
});

it('a long cell is text, whatever it is made of', () => {
	expect(typeOf('1'.repeat(80), true)).toBe('number');
	expect(typeOf('1'.repeat(81), true)).toBe('text');
	expect(rememberingTypes()('1'.repeat(81), true)).toBe('text');
	expect(typeOf(`${'a'.repeat(30)},b,c`, false)).toBe('list');
	expect(typeOf(`${'a'.repeat(31)},b,c`, false)).toBe('odd');
});

describe('dialects worth a try', () => {
	const delimiters = (text: string) => [...new Set(candidatesFor(text, {}).map(({ delimiter }) => delimiter))];
	const quotings = (text: string) =>
		candidatesFor(text, { delimiter: ',' }).map(({ quote, escape }) => (quote === escape ? quote : quote + escape));

	it('have delimiters that are there, the rare ones where many lines have them', () => {
		expect(delimiters('a,b;c')).toEqual([',', ';', NO_DELIMITER]);
		expect(delimiters('a\tb')).toEqual(['\t', NO_DELIMITER]);
		expect(delimiters('a|b\nc|d\ne\nf\ng')).toEqual(['|', NO_DELIMITER]);
		expect(delimiters('a|b\nc\nd\r\ne')).toEqual([NO_DELIMITER]);
		expect(delimiters('a|b\n\n \n\r\n')).toEqual(['|', NO_DELIMITER]);
		expect(delimiters('a:b')).toEqual([':', NO_DELIMITER]);
		expect(delimiters(`${'x\n'.repeat(100)}${'a|b\n'.repeat(500)}`)).toEqual([NO_DELIMITER]);
		expect(delimiters('')).toEqual([NO_DELIMITER]);
	});

	it('have quotes that are there, and the usual ones', () => {
		expect(quotings('a')).toEqual(['"']);
		expect(quotings('"a"')).toEqual(['"', '"']);
		expect(quotings("it's")).toEqual(["'", '"']);
		expect(quotings('"a\\"b"')).toEqual(['"', '"\\', '"']);
		expect(quotings('`a`')).toEqual(['`', '"']);
	});

	it('are what is given, and nothing else', () => {
		expect(candidatesFor('a,b;"c"', { delimiter: ';', quote: "'", escape: '\\' })).toEqual([
			{ delimiter: ';', quote: "'", escape: '\\' },
		]);
		expect(candidatesFor('a;b', { delimiter: ';', quote: '' })).toEqual([{ delimiter: ';', quote: '', escape: '"' }]);
		expect(candidatesFor('a;b', { delimiter: ';', quote: '', escape: '\\' })).toEqual([
			{ delimiter: ';', quote: '', escape: '\\' },
		]);
		expect(candidatesFor('a"b', { delimiter: '"', quote: '"' })).toEqual([{ delimiter: '"', quote: '"', escape: '"' }]);
		expect(candidatesFor("a'b", { delimiter: "'" }).every(({ quote }) => quote !== "'")).toBe(true);
	});
});

describe('the style of numbers', () => {
	it.each([
		['german', ['1,5']],
		['german', ['1.234,5']],
		['german', ['1.234.567']],
		['german', ['0,125']],
		['german', ['1234,567']],
		['german', ['1,2345']],
		['german', ['-1,50 €', '+2,00', '3,5%', '€ 4,50', '5,00-', '−6,5']],
		['english', ['1.5']],
		['english', ['1,234.5']],
		['english', ['1,234,567']],
		['english', ['0.125']],
		['english', ['1234.567']],
		['english', ['.5']],
		['french', ['1 234,5']],
		['french', ['1\u202f234,5']],
		['french', ["1'234,5"]],
		['french', ['1,5', '12 000']],
		[undefined, ['1,234', '5.678', '12', 'a1,5b', '12 000']],
		[undefined, []],
		[undefined, ['1,5', '1.5']],
		[undefined, ['1,5', '2,5', '3,5', '4,5', '5,5', '1.5']],
		['german', ['1,5', '2,5', '3,5', '4,5', '5,5', '6,5', '1.5']],
		[undefined, ['1.5', '2.5', '3.5', '4.5', '5.5', '1,5']],
		['english', ['1.5', '2.5', '3.5', '4.5', '5.5', '6.5', '1,5']],
		['german', [' 1,5 ', 'x'.repeat(50)]],
		[undefined, [`1,5${' '.repeat(40)}`]],
	])('is %s in %j', (style, cells) => {
		expect(decimalStyleOf([cells])).toBe(style);
		expect(decimalStyleOf(cells.map((cell) => ['Name', cell]))).toBe(style);
	});
});

it.each([
	[',', 'comma'],
	[';', 'semicolon'],
	['\t', 'tab'],
	['|', 'vertical bar'],
	[' ', 'space'],
	[':', 'colon'],
	["'", 'single quotes'],
	['\u0001', 'control character 01'],
	['\u001e', 'control character 1E'],
	['\u001f', 'control character 1F'],
	['#', '"#"'],
])('the sign %j is called %j', (sign, name) => {
	expect(characterName(sign)).toBe(name);
});
