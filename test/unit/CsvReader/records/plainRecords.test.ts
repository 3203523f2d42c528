import iconv from 'iconv-lite';

import type { Dialect } from '../../../../nodes/CsvReader/dialect/table';
import {
	parserFor,
	parserInput,
	parseRecords,
	rangeBytes,
	type Parser,
} from '../../../../nodes/CsvReader/records/parseRecords';
import { recordBlocks, type RecordBlock } from '../../../../nodes/CsvReader/records/recordBlocks';
import { recordFields } from '../../../../nodes/CsvReader/records/recordFields';
import { pieces, tableOf } from './reading';

function parserOf(dialect: Partial<Dialect> = {}, strayQuotes: 'reject' | 'keep' = 'reject'): Parser {
	return parserFor({ table: tableOf(2, dialect), strayQuotes });
}

async function blockOf(text: string, dialect: Partial<Dialect> = {}): Promise<RecordBlock> {
	const table = tableOf(2, dialect);
	const bytes = iconv.encode(text, table.dialect.encoding);
	for await (const block of recordBlocks(pieces(bytes), { dialect: table.dialect, recordBytes: 1_000 })) return block;
	throw new Error('There is no record');
}

/** As if csv-parse had found nothing: what is read all the same was read without it. */
function withoutCsvParse({ encoding, options }: Parser): Parser {
	return { encoding, options: { ...options, on_record: () => null } };
}

describe.each(['utf-8', 'utf-16le', 'windows-1252'] as const)('in %s', (encoding) => {
	it.each<[string, string[]]>([
		['a,b', ['a', 'b']],
		['a,b\r\n\r\n', ['a', 'b']],
		['a,', ['a', '']],
		[',', ['', '']],
		[' a , b ', [' a ', ' b ']],
		['"a","b"', ['a', 'b']],
		['"a,b",c\n', ['a,b', 'c']],
		['a,"b"', ['a', 'b']],
		['a,"b",', ['a', 'b', '']],
		[',"b"', ['', 'b']],
		['"",""', ['', '']],
		['""', ['']],
		['"a""b"', ['a"b']],
		['"""a"""', ['"a"']],
		['"""",""""""', ['"', '""']],
		['"a\r\nb",c', ['a\r\nb', 'c']],
		['"ä",ö', ['ä', 'ö']],
	])('%j is read without csv-parse', async (text, fields) => {
		const block = await blockOf(text, { encoding });
		const parser = parserOf({ encoding });
		const range = { from: 0, to: 1 };
		expect(recordFields(block, range, withoutCsvParse(parser))).toEqual([fields]);
		expect(recordFields(block, range, parser)).toEqual([fields]);
		expect(parseRecords(block, range, parser, parserInput(block.bytes, parser))).toEqual([fields]);
	});
});

it('reads what has spaces around its quotes, which csv-parse refuses', async () => {
	const [read] = recordFields(await blockOf('c,"a" '), { from: 0, to: 1 }, parserOf());
	expect(read).toEqual(['c', 'a']);
});

it.each(['a"b,c', '"a"b,c', 'c,a"'])('%j is left to csv-parse to judge', async (text) => {
	const block = await blockOf(text);
	const range = { from: 0, to: 1 };
	const [read] = recordFields(block, range, parserOf());
	const [judged] = parseRecords(block, range, parserOf(), parserInput(block.bytes, parserOf()));
	expect(judged).toBeInstanceOf(Error);
	expect(read).toEqual(judged);
	expect(recordFields(block, range, withoutCsvParse(parserOf()))[0]).toBeInstanceOf(Error);
});

it.each<[string, Partial<Dialect>, string[]]>([
	['"a\\"b","\\\\"', { escape: '\\' }, ['a"b', '\\']],
	['"a";b"', { quote: '', escape: '', delimiter: ';' }, ['"a"', 'b"']],
	['"a::b"::c::"d"', { delimiter: '::' }, ['a::b', 'c', 'd']],
	['a:b::c', { delimiter: '::' }, ['a:b', 'c']],
	["'a;''b''';c", { delimiter: ';', quote: "'", escape: "'" }, ["a;'b'", 'c']],
])('%j is read as its dialect says: %j', async (text, dialect, fields) => {
	expect(recordFields(await blockOf(text, dialect), { from: 0, to: 1 }, parserOf(dialect))).toEqual([fields]);
});

const MIXED = ['"q,1",x', 'plain,2', 'bad",3', 'plain,4', '"q""5",y', '"bad"6,z', 'plain,7', 'x,"q,8"'];

it('records of all kinds keep their places, in any stretch of a block', async () => {
	const block = await blockOf(MIXED.join('\n\n'));
	const all = [['q,1', 'x'], ['plain', '2'], Error, ['plain', '4'], ['q"5', 'y'], Error, ['plain', '7'], ['x', 'q,8']];
	const known = (fields: string[] | Error) => (fields instanceof Error ? Error : fields);
	for (let from = 0; from <= MIXED.length; from++) {
		for (let to = from; to <= MIXED.length; to++) {
			const range = { from, to };
			expect(recordFields(block, range, parserOf()).map(known)).toEqual(all.slice(from, to));
			if (from === to) continue;
			const input = parserInput(rangeBytes(block, range), parserOf());
			expect(parseRecords(block, range, parserOf(), input).map(known)).toEqual(all.slice(from, to));
		}
	}
});

it('what is kept with stray quotes is in its place, too', async () => {
	const block = await blockOf(MIXED.join('\r\n'));
	const fields = recordFields(block, { from: 0, to: MIXED.length }, parserOf({}, 'keep'));
	expect([fields[2], fields[5]]).toEqual([
		['bad"', '3'],
		['"bad"6', 'z'],
	]);
});

describe('csv-parse', () => {
	it('is told the dialect, and nothing of quotes where there are none', () => {
		const always = { delimiter: ',', relax_column_count: true, skip_empty_lines: true };
		expect(parserOf()).toEqual({
			encoding: 'utf-8',
			options: { ...always, quote: '"', escape: '"', relax_quotes: false },
		});
		expect(parserOf({ quote: '', escape: '"', encoding: 'utf-16be' }, 'keep')).toEqual({
			encoding: 'utf-16le',
			options: { ...always, quote: null, escape: null, relax_quotes: true },
		});
	});

	it('takes UTF-8 as it is, and all else as text', () => {
		const bytes = Buffer.from('ä');
		expect(parserInput(bytes, parserOf())).toBe(bytes);
		expect(parserInput(Buffer.from('ä', 'latin1'), parserOf({ encoding: 'windows-1252' }))).toBe('ä');
	});

	it.each([
		[
			'a,b\rc,d\r',
			[
				['a', 'b'],
				['c', 'd'],
			],
		],
		[
			'a,b\nc,d',
			[
				['a', 'b'],
				['c', 'd'],
			],
		],
		[
			'a,b\r\n\r\nc,d\r\n',
			[
				['a', 'b'],
				['c', 'd'],
			],
		],
		[
			'a,b\r\nc,d\n"e\rf",g\rh,i',
			[
				['a', 'b'],
				['c', 'd'],
				['e\rf', 'g'],
				['h', 'i'],
			],
		],
	])('is told what ends the lines of %j', async (text, fields) => {
		for (const encoding of ['utf-8', 'windows-1252'] as const) {
			const block = await blockOf(text, { encoding });
			const parser = parserOf({ encoding });
			const range = { from: 0, to: block.starts.length };
			expect(parseRecords(block, range, parser, parserInput(block.bytes, parser))).toEqual(fields);
		}
	});

	it('is not believed where it makes several records of one', async () => {
		const block = { ...(await blockOf('a,b\nc,d\n')), starts: [0], lines: [0] };
		const [read] = parseRecords(block, { from: 0, to: 1 }, parserOf(), parserInput(block.bytes, parserOf()));
		expect(read).toEqual(new Error('its end cannot be told'));
	});

	it('reads tables without quotes in which quotes are', async () => {
		const bare = { quote: '', escape: '"' };
		const block = await blockOf('"a,b"\nc",d\n', bare);
		for (const input of [block.bytes, block.bytes.toString()]) {
			expect(parseRecords(block, { from: 0, to: 2 }, parserOf(bare), input)).toEqual([
				['"a', 'b"'],
				['c"', 'd'],
			]);
		}
	});
});
