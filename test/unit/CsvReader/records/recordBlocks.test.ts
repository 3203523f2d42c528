import iconv from 'iconv-lite';

import type { Dialect } from '../../../../nodes/CsvReader/dialect/table';
import { alphabetOf, unitsOf } from '../../../../nodes/CsvReader/records/alphabet';
import { recordBlocks, type BlockPlan, type RecordBlock } from '../../../../nodes/CsvReader/records/recordBlocks';
import { LINE_ENDS } from '../../../../nodes/CsvReader/records/recordScanner';
import { pieces, tableOf } from './reading';

const dialectOf = (more: Partial<Dialect> = {}): Dialect => tableOf(1, more).dialect;

async function blocksOf(bytes: Buffer, plan: Partial<BlockPlan> = {}, pieceBytes?: number): Promise<RecordBlock[]> {
	const blocks: RecordBlock[] = [];
	const whole = { dialect: dialectOf(), recordBytes: 1_000, ...plan };
	for await (const block of recordBlocks(pieces(bytes, pieceBytes), whole)) blocks.push(block);
	return blocks;
}

/** Each record as it stands in the file, behind the line on which it begins, from 0, and why it was given up. */
function told(blocks: RecordBlock[], { encoding }: Dialect): string[] {
	const read = encoding === 'utf-16be' ? 'utf-16le' : encoding;
	const text = (bytes: Buffer) => iconv.decode(bytes, read, { stripBOM: false });
	return blocks.flatMap(({ bytes, starts, lines, broken }) =>
		starts.map((start, index) => {
			// Empty lines behind a record may be in the next block already.
			const record = text(bytes.subarray(start, starts[index + 1])).replace(/(?<![\r\n])(\r\n|\r|\n)[\r\n]*$/, '$1');
			const { breakage, quoteAt } = broken.find((each) => each.index === index) ?? {};
			const quote = quoteAt === undefined ? undefined : text(bytes.subarray(start, quoteAt)).length;
			return `${[lines[index], breakage, quote].filter((each) => each !== undefined).join(' ')}|${record}`;
		}),
	);
}

const BACKSLASH: Partial<Dialect> = { escape: '\\' };
const BARE: Partial<Dialect> = { quote: '', escape: '' };
const LONG_SIGNS: Partial<Dialect> = { delimiter: '::', quote: '§§', escape: '§§' };

describe.each<[string, string, Partial<Dialect>, string[]]>([
	['no record', '', {}, []],
	['no record but line ends', '\n\r\n\r', {}, []],
	['a record without a line end', 'ab', {}, ['0|ab']],
	['line feeds', 'a\nb\n', {}, ['0|a\n', '1|b\n']],
	['carriage returns', 'a\rb\r', {}, ['0|a\r', '1|b\r']],
	['both', 'a\r\nb\r\n', {}, ['0|a\r\n', '1|b\r\n']],
	['a mixture', 'a\rb\r\nc\nd', {}, ['0|a\r', '1|b\r\n', '2|c\n', '3|d']],
	['empty lines before, between and behind', '\n\na\n\r\nb\n\n', {}, ['2|a\n', '4|b\n']],
	['quoted fields with line ends', '"a\nb",c\n"d\r\ne\rf"\ng', {}, ['0|"a\nb",c\n', '2|"d\r\ne\rf"\n', '5|g']],
	['a quoted field behind others', 'x,"a\nb"\nc', {}, ['0|x,"a\nb"\n', '2|c']],
	['doubled quotes', '"a""\nb"\n"""c\n"""\nd', {}, ['0|"a""\nb"\n', '2|"""c\n"""\n', '4|d']],
	['empty quoted fields', '"",""\n""\n"",x', {}, ['0|"",""\n', '1|""\n', '2|"",x']],
	['a quote within a field', 'a"b\nc,d"\n"', {}, ['0|a"b\n', '1|c,d"\n', '2 unclosed 0|"']],
	['a quote behind a blank', 'a, "b\nc"\nd\n', {}, ['0|a, "b\nc"\n', '2|d\n']],
	['text behind a closing quote', '"a"b,c\nd\n', {}, ['0|"a"b,c\n', '1|d\n']],
	['such, and a quoted field behind it', '"a"b,"c\nd"\ne', {}, ['0|"a"b,"c\nd"\n', '2|e']],
	['text behind a quote on a later line', '"a\nb"c\nd\n', {}, ['0 unclosed 0|"a\n', '1|b"c\n', '2|d\n']],
	['an open quote', 'a,"b\nc\nd', {}, ['0 unclosed 2|a,"b\n', '1|c\n', '2|d']],
	['an open quote on the last line', 'a\nb,"c', {}, ['0|a\n', '1 unclosed 2|b,"c']],
	['an open quote at the very end', 'a\n"', {}, ['0|a\n', '1 unclosed 0|"']],
	['an open quote on a second line', '"a\nb",x,"c\r\nd', {}, ['0 unclosed 8|"a\nb",x,"c\r\n', '2|d']],
	['a closing quote at the very end', 'a\n"b"', {}, ['0|a\n', '1|"b"']],
	['such, of a field of two lines', '"a\nb"', {}, ['0|"a\nb"']],
	['escaped quotes', '"a\\"\nb"\nc', BACKSLASH, ['0|"a\\"\nb"\n', '2|c']],
	['escaped escapes', '"a\\\\"\nb', BACKSLASH, ['0|"a\\\\"\n', '1|b']],
	['escapes of nothing', '"a\\b\\\nc"\nd', BACKSLASH, ['0|"a\\b\\\nc"\n', '2|d']],
	['an escape at the end', '"a\\', BACKSLASH, ['0 unclosed 0|"a\\']],
	['no doubled quotes', '"a""\nb"\n', BACKSLASH, ['0|"a""\n', '1|b"\n']],
	['no quotes at all', '"a\nb",c\n"', BARE, ['0|"a\n', '1|b",c\n', '2|"']],
	['long signs', 'x::§§a::\nb§§§§§§::c\n::§§d\n§§', LONG_SIGNS, ['0|x::§§a::\nb§§§§§§::c\n', '2|::§§d\n§§']],
	['halves of long signs', 'a:§§b\n§c\nd', LONG_SIGNS, ['0|a:§§b\n', '1|§c\n', '2|d']],
	['a half of a long quote within', '§§a§b\n§§\nc', LONG_SIGNS, ['0|§§a§b\n§§\n', '2|c']],
])('a file with %s', (_what, text, dialect, records) => {
	it.each(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const)('has its records, in %s', async (encoding) => {
		const whole = dialectOf({ ...dialect, encoding });
		const bytes = () => iconv.encode(text, encoding, { addBOM: false });
		expect(told(await blocksOf(bytes(), { dialect: whole }), whole)).toEqual(records);
		for (const size of [1, 2, 3, 5]) {
			expect(told(await blocksOf(bytes(), { dialect: whole, blockBytes: 1 }, size), whole)).toEqual(records);
		}
	});
});

describe('records over the limit', () => {
	it.each<[string, string[]]>([
		['1234\n12345\n1234\r\n1234', ['0|1234\n', '1 tooLong|12345\n', '2|1234\r\n', '3|1234']],
		['123456789\r\n\r\na', ['0 tooLong|123456789\r\n\r\n', '2|a']],
		['123456789\ra', ['0 tooLong|123456789\r', '1|a']],
		['a\n123456789', ['0|a\n', '1 tooLong|123456789']],
		['"12"\n"123"\na', ['0|"12"\n', '1 tooLong|"123"\n', '2|a']],
		['1,"23456\na', ['0 tooLong|1,"23456\n', '1|a']],
		['"1\n2\n3"\na', ['0 unclosed 0|"1\n', '1|2\n', '2|3"\n', '3|a']],
		['"1\n2"\na', ['0 tooLong|"1\n2"\n', '2|a']],
		['"1\n"\na', ['0|"1\n"\n', '2|a']],
	])('are told in %j', async (text, records) => {
		for (const encoding of ['utf-8', 'utf-16be'] as const) {
			const dialect = dialectOf({ encoding });
			const recordBytes = encoding === 'utf-8' ? 4 : 9;
			for (const size of [1, 2, 3, 64]) {
				const bytes = iconv.encode(text, encoding, { addBOM: false });
				const blocks = await blocksOf(bytes, { dialect, recordBytes, blockBytes: size }, size);
				// Of a long record, only the beginning may be kept.
				const beginning = (record: string) => record.replace(/(\|.{0,4}).*$/s, '$1');
				expect(told(blocks, dialect).map(beginning)).toEqual(records.map(beginning));
			}
		}
	});
});

describe('a block', () => {
	it('tells where it begins and how many lines lie before its end', async () => {
		const [first, second] = await blocksOf(Buffer.from('\na\nb\n\nc\n'), { blockBytes: 3 }, 3);
		expect(first).toMatchObject({ offset: 0, starts: [1], lines: [1], linesToEnd: 2, broken: [] });
		expect(second).toMatchObject({ offset: 3, starts: [0], lines: [2] });
		expect(first.bytes.toString()).toBe('\na\n');
	});

	it('comes when so many bytes have come in, and never without a record', async () => {
		const sizes = async (text: string, blockBytes: number) =>
			(await blocksOf(Buffer.from(text), { blockBytes }, 1)).map(({ bytes }) => bytes.length);
		expect(await sizes('a\nb\nc\nd\ne\nf\n', 4)).toEqual([4, 4, 4]);
		expect(await sizes('a\nb\nc\n', 1)).toEqual([2, 2, 2]);
		expect(await sizes('"a"\n"b"\n', 4)).toEqual([4, 4]);
		expect(await sizes('\n\n\n\na\n', 2)).toEqual([2]);
		expect(await sizes('\n\n\n\n', 2)).toEqual([]);
	});

	it.each([
		['a', LINE_ENDS.none],
		['a\nb', LINE_ENDS.lf],
		['a\rb', LINE_ENDS.cr],
		['a\r\nb', LINE_ENDS.crLf],
		['a\r\nb\nc\rd', LINE_ENDS.crLf | LINE_ENDS.lf | LINE_ENDS.cr],
		['"a\rb"\nc', LINE_ENDS.lf],
		['\ra\nb', LINE_ENDS.lf | LINE_ENDS.cr],
	])('tells what ends the records of %j', async (text, lineEnds) => {
		expect((await blocksOf(Buffer.from(text)))[0].lineEnds).toBe(lineEnds);
	});

	it('has half a unit of UTF-16 as one that is none', async () => {
		const bytes = Buffer.concat([Buffer.from('ab', 'utf16le'), Buffer.of(99)]);
		const [block] = await blocksOf(bytes, { dialect: dialectOf({ encoding: 'utf-16le' }) }, 2);
		expect(block.bytes.toString('utf16le')).toBe('ab\uD800');
	});
});

describe('the signs of a dialect', () => {
	it.each<[Partial<Dialect>, object]>([
		[{}, { encoding: 'utf-8', unitBytes: 1, delimiter: [44], quote: [34], escape: [34], isQuoteDoubled: true }],
		[{ delimiter: '§' }, { delimiter: [0xc2, 0xa7] }],
		[
			{ delimiter: '§', encoding: 'windows-1252' },
			{ unitBytes: 1, delimiter: [0xa7] },
		],
		[
			{ delimiter: '§', encoding: 'utf-16be' },
			{ encoding: 'utf-16le', unitBytes: 2, delimiter: [0xa7], quote: [34] },
		],
		[BACKSLASH, { quote: [34], escape: [92], isQuoteDoubled: false }],
		[
			{ quote: '', escape: '"' },
			{ quote: [], escape: [], isQuoteDoubled: false },
		],
	])('of %j', (dialect, alphabet) => {
		expect(alphabetOf(dialectOf(dialect))).toMatchObject(alphabet);
	});

	it('are sought in the memory of the file, or in a copy that begins at an even place', () => {
		const memory = Buffer.alloc(16);
		memory.write('abcd', 2, 'utf16le');
		const even = unitsOf(memory.subarray(2, 10), 2);
		expect([...even]).toEqual([97, 98, 99, 100]);
		expect(even.buffer).toBe(memory.buffer);
		memory.write('abcd', 3, 'utf16le');
		expect([...unitsOf(memory.subarray(3, 11), 2)]).toEqual([97, 98, 99, 100]);
		expect(unitsOf(memory, 1)).toBe(memory);
	});
});
