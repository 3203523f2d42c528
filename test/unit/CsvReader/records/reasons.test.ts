import type { Dialect } from '../../../../nodes/CsvReader/dialect/table';
import { rawBeginning, rawText } from '../../../../nodes/CsvReader/records/rawText';
import { DEFAULT_LIMITS } from '../../../../nodes/CsvReader/records/readPlan';
import { tooManyColumns } from '../../../../nodes/CsvReader/records/readRecords';
import {
	notOfEncodingReason,
	nulReason,
	strayQuoteReason,
	tooLongReason,
	unclosedQuoteReason,
	unreadableReason,
	wrongCountReason,
} from '../../../../nodes/CsvReader/records/reasons';
import { pieces, planFor, readAll, readText, tableOf } from './reading';

const QUOTED: Dialect = { encoding: 'utf-8', delimiter: '\t', quote: "'", escape: '\\' };

it.each([
	[
		wrongCountReason(1, 2, QUOTED),
		'1 field instead of 2. Add the missing fields. If a field holds a line break, it must be in quotes.',
	],
	[
		wrongCountReason(0, 1, QUOTED),
		'0 fields instead of 1. Add the missing fields. If a field holds a line break, it must be in quotes.',
	],
	[
		wrongCountReason(3, 2, QUOTED),
		'3 fields instead of 2. Remove what is too much. A field that holds a tab must be in quotes.',
	],
	[
		strayQuoteReason(3, QUOTED),
		"Field 3 has a quote (') where none belongs. Put the whole field into quotes, and write each quote within it as \\'.",
	],
	[
		unclosedQuoteReason(4, 5, QUOTED),
		"The quote (') that opens at line 4, character 5, is not closed; the reading went on with the next line. Close it, or, if it is part of the text, put the field into quotes and write it as \\'.",
	],
	[
		tooLongReason(1_000_000),
		'The record is longer than 1,000,000 bytes. Shorten it, or raise "Max Record Size" in the options.',
	],
	[
		nulReason(2),
		'Field 2 holds a NUL character (a zero byte), which text does not have: the file is damaged, or it is UTF-16 read as something else. Export it anew, or choose another "Encoding" under "Format".',
	],
	[
		notOfEncodingReason('iso-8859-15'),
		'It holds bytes that are no characters in ISO-8859-15. Choose the encoding in which the file was written as "Encoding" under "Format", or export it anew.',
	],
	[unreadableReason('oops'), 'The record cannot be read: oops. Correct it in the file.'],
	[
		tooManyColumns(1_200, 1_000).message,
		'The table has 1,200 columns, more than 1,000. Raise "Max Columns" in the options, or choose another delimiter.',
	],
])('%s', (reason, sentence) => {
	expect(reason).toBe(sentence);
});

it('says that there are too many records, and what to do', async () => {
	const limits = { ...DEFAULT_LIMITS, records: 1_000 };
	await expect(readText('a\n'.repeat(1_001), tableOf(1), { limits, firstNumber: 500 })).rejects.toThrow(
		'There are more than 1,000 records. Raise "Max Rows" in the options, or read the file in slices, which the operation "Split" plans.',
	);
	expect((await readText('a\n'.repeat(1_000), tableOf(1), { limits, firstNumber: 500 })).numbers.at(-1)).toBe(1_499);
});

it('limits what nobody expects: records of a megabyte, a thousand columns, a million records', () => {
	expect(DEFAULT_LIMITS).toEqual({ recordBytes: 1_000_000, columns: 1_000, records: 1_000_000 });
});

it('takes as many columns as the limit allows', async () => {
	const limits = { ...DEFAULT_LIMITS, columns: 2 };
	expect((await readText('a,b\n', tableOf(2), { limits })).records).toEqual([['a', 'b']]);
});

it('counts on from batch to batch', async () => {
	const { records, numbers, lines, bad } = await readText('a\nb,c\n\nd\ne\n', tableOf(1), { blockBytes: 1 });
	expect([records, numbers, lines]).toEqual([
		[['a'], ['d'], ['e']],
		[1, 3, 4],
		[1, 4, 5],
	]);
	expect(bad).toMatchObject([{ number: 2, line: 2, raw: 'b,c', code: 'ROW_BROKEN' }]);
});

describe('what is shown of a bad record', () => {
	it.each([
		['a,b\r\n\r\n\n', 'a,b'],
		['"a\nb"\r\nc', '"a\nb"\r\nc'],
		['x'.repeat(2_000), 'x'.repeat(2_000)],
		['x'.repeat(2_001), `${'x'.repeat(2_000)}…`],
		[`${'x'.repeat(1_999)}😀y`, `${'x'.repeat(1_999)}…`],
		[`${'x'.repeat(1_998)}😀y`, `${'x'.repeat(1_998)}😀…`],
		[`${'x'.repeat(1_998)}\uFFFD\uFFFDy`, `${'x'.repeat(1_998)}…`],
		['€'.repeat(3_000), `${'€'.repeat(2_000)}…`],
	])('is its text, at most two thousand characters of it (%#)', (text, shown) => {
		expect(rawText(Buffer.from(text), 'utf-8')).toBe(shown);
	});

	it('ends in a sign that more is known to follow, and not in half a character', () => {
		expect(rawBeginning(Buffer.from('ab\n'), 'utf-8')).toBe('ab\n…');
		expect(rawBeginning(Buffer.from('ab€').subarray(0, 4), 'utf-8')).toBe('ab…');
		expect(rawBeginning(Buffer.from('x'.repeat(9_000)), 'utf-8')).toBe(`${'x'.repeat(2_000)}…`);
	});
});

describe('the place of an open quote', () => {
	it.each([
		['"a\r\nb\rc\nd","e\nf\n', 'line 4, character 4'],
		['"a\nb","c\nd\n', 'line 2, character 4'],
		['a,"b\n', 'line 1, character 3'],
		['"b\n', 'line 1, character 1'],
		['äöü,"b\n', 'line 1, character 5'],
	])('is told by line and character: %j', async (text, place) => {
		for (const encoding of ['utf-8', 'utf-16le', 'utf-16be'] as const) {
			const { bad } = await readText(text, tableOf(2, { encoding }));
			expect(bad[0].reason).toContain(`opens at ${place}, is not closed`);
		}
	});
});

describe('the first of several faults', () => {
	it('is that the bytes are no text, also where quotes or fields are wrong', async () => {
		const wrong = async (latin1: string) =>
			(await readAll(pieces(Buffer.from(latin1, 'latin1')), planFor(tableOf(2)))).bad.map(({ reason }) => reason);
		expect(await wrong('a,b\xFF"c\n')).toEqual([notOfEncodingReason('utf-8')]);
		expect(await wrong('a,b,\xFF\n')).toEqual([notOfEncodingReason('utf-8')]);
		expect(await wrong('a,\xFF\nb,c,d\n')).toEqual([notOfEncodingReason('utf-8'), expect.stringMatching(/^3 fields/)]);
	});

	it('is the first NUL character', async () => {
		const { bad } = await readText('a,\0,\0\n', tableOf(3));
		expect(bad[0].reason).toMatch(/^Field 2 holds a NUL/);
	});
});
