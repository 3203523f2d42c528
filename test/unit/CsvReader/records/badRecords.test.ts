import { DEFAULT_LIMITS } from '../../../../nodes/CsvReader/records/readPlan';
import { pieces, planFor, readAll, readText, tableOf } from './reading';

/** Of each bad record what is told, but its reason. */
const places = (bad: { line: number; number: number; raw: string }[]) =>
	bad.map(({ line, number, raw }) => [line, number, raw]);

it('tells records with another number of fields, and how to mend them', async () => {
	const { records, bad } = await readText('a;b;c\n1;2\n"x;y";2;3;4\nd;e;f\n', tableOf(3, { delimiter: ';' }));
	expect(records).toEqual([
		['a', 'b', 'c'],
		['d', 'e', 'f'],
	]);
	expect(places(bad)).toEqual([
		[2, 2, '1;2'],
		[3, 3, '"x;y";2;3;4'],
	]);
	expect(bad[0].reason).toBe(
		'2 fields instead of 3. Add the missing fields. If a field holds a line break, it must be in quotes.',
	);
	expect(bad[1].reason).toBe(
		'4 fields instead of 3. Remove what is too much. A field that holds a semicolon must be in quotes.',
	);
});

it('says of a last record that has too few fields and no line end that the file was cut off', async () => {
	const { bad } = await readText('a;b;c\n1;2\nd', tableOf(3, { delimiter: ';' }));
	expect(bad.map(({ reason }) => reason)).toEqual([
		expect.stringMatching(/^2 fields instead of 3\. Add/),
		expect.stringMatching(
			/^1 field instead of 3, and the file ends here without a line end: it was probably cut off\./,
		),
	]);
});

it('rejects a record with a quote in the middle of a field, and no other', async () => {
	const { records, bad } = await readText('a,b\n1,3" pipe\n"x"y,2\n"c","d"\n', tableOf(2));
	expect(records).toEqual([
		['a', 'b'],
		['c', 'd'],
	]);
	expect(places(bad)).toEqual([
		[2, 2, '1,3" pipe'],
		[3, 3, '"x"y,2'],
	]);
	expect(bad[0].reason).toBe(
		'Field 2 has a quote (") where none belongs. Put the whole field into quotes, and write each quote within it as "".',
	);
	expect(bad[1].reason).toMatch(/^Field 1 has a quote/);
});

it('keeps such a quote as text if that is wanted', async () => {
	const { records, bad } = await readText('1,3" pipe\n"x"y,2\n"c, ""d""",e\n', tableOf(2), { strayQuotes: 'keep' });
	expect(records).toEqual([
		['1', '3" pipe'],
		['"x"y', '2'],
		['c, "d"', 'e'],
	]);
	expect(bad).toEqual([]);
});

describe('a quote that is not closed', () => {
	it('costs one record, at the end of the file', async () => {
		const { records, bad, lines } = await readText('a,b\n1,"two\nc,d\ne,f\n', tableOf(2));
		expect(records).toEqual([
			['a', 'b'],
			['c', 'd'],
			['e', 'f'],
		]);
		expect(lines).toEqual([1, 3, 4]);
		expect(places(bad)).toEqual([[2, 2, '1,"two']]);
		expect(bad[0].reason).toMatch(/^The quote \("\) that opens at line 2, character 3, is not closed; .* Close it, or/);
	});

	it('costs one record, where a field with quotes follows', async () => {
		const { records, bad } = await readText('1,"two\nc,d\ne,"f,g"\nh,"i"\n', tableOf(2));
		expect(records).toEqual([
			['c', 'd'],
			['e', 'f,g'],
			['h', 'i'],
		]);
		expect(places(bad)).toEqual([[1, 1, '1,"two']]);
	});

	it('costs one record, where more follows than a record may hold', async () => {
		const limits = { ...DEFAULT_LIMITS, recordBytes: 100 };
		const others = 'c,d\n'.repeat(1_000);
		const { records, bad } = await readText(`1,"two\r\n${others}`, tableOf(2), { limits });
		expect(records).toHaveLength(1_000);
		expect(places(bad)).toEqual([[1, 1, '1,"two']]);
	});

	it('is told by its own line, where the record has begun on an earlier one', async () => {
		const { records, bad } = await readText('"a\nb","c\nd,e\n', tableOf(2));
		expect(records).toEqual([['d', 'e']]);
		expect(places(bad)).toEqual([[1, 1, '"a\nb","c']]);
		expect(bad[0].reason).toContain('line 2, character 4');
	});

	it('may be on the last line', async () => {
		const { records, bad } = await readText('a,b\nc,"d', tableOf(2));
		expect(records).toEqual([['a', 'b']]);
		expect(places(bad)).toEqual([[2, 2, 'c,"d']]);
	});
});

it('rejects a record with a NUL character', async () => {
	const { records, bad } = await readText('a,b\nc,\0d\n', tableOf(2));
	expect(records).toEqual([['a', 'b']]);
	expect(bad).toHaveLength(1);
	expect(bad[0]).toMatchObject({ line: 2, raw: 'c,\0d' });
	expect(bad[0].reason).toMatch(/^Field 2 holds a NUL character .* "Encoding" under "Format"/);
});

it('says in which field the NUL character is, the first one included', async () => {
	const { bad } = await readText('a,b\n\0c,d\n', tableOf(2));
	expect(bad).toHaveLength(1);
	expect(bad[0].reason).toMatch(/^Field 1 holds a NUL character/);
});

it.each([
	['utf-8', Buffer.from('a,b\nM\xFCller,c\nd,e\n', 'latin1')],
	['windows-1252', Buffer.from('a,b\nM\x81ller,c\nd,e\n', 'latin1')],
	['utf-16le', Buffer.from('a,b\nM\uDC00ller,c\nd,e\n', 'utf16le')],
] as const)('rejects a record with bytes that are not of %s', async (encoding, bytes) => {
	const { records, bad } = await readAll(pieces(bytes), planFor(tableOf(2, { encoding })));
	expect(records).toEqual([
		['a', 'b'],
		['d', 'e'],
	]);
	expect(bad).toHaveLength(1);
	expect(bad[0]).toMatchObject({ line: 2, number: 2 });
	expect(bad[0].reason).toMatch(
		/^It holds bytes that are no characters in (UTF-8|Windows-1252|UTF-16 .*)\. Choose the encoding/,
	);
});

it('takes a replacement character that is in the file', async () => {
	expect((await readText('M\uFFFDller\n', tableOf(1))).records).toEqual([['M\uFFFDller']]);
	expect((await readText('M\uFFFDller\n', tableOf(1, { encoding: 'utf-16be' }))).records).toEqual([['M\uFFFDller']]);
});

it('rejects a last record that ends in half a character', async () => {
	const bytes = Buffer.from('a\nb\n', 'utf16le').subarray(0, -1);
	const { records, bad } = await readAll(pieces(bytes), planFor(tableOf(1, { encoding: 'utf-16le' })));
	expect(records).toEqual([['a']]);
	expect(bad).toHaveLength(1);
});

it('cuts the raw text of a long record', async () => {
	const { bad } = await readText(`a,b,${'x'.repeat(5_000)}`, tableOf(2));
	expect(bad[0].raw).toBe(`${'a,b,'.padEnd(2_000, 'x')}…`);
});

it('finds every bad record among very many good ones', async () => {
	const lines = Array.from({ length: 20_000 }, (_, index) => (index % 997 === 0 ? `${index},3" x` : `${index},"x"`));
	const { records, bad, numbers } = await readText(lines.join('\n'), tableOf(2));
	expect(bad.map(({ number }) => number - 1)).toEqual(
		lines.flatMap((line, index) => (line.includes('3"') ? [index] : [])),
	);
	expect(records.map(([first]) => Number(first) + 1)).toEqual(numbers);
	expect(records.length + bad.length).toBe(lines.length);
});
