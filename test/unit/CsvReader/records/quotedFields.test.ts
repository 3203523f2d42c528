import { detectTable } from '../../../../nodes/CsvReader/dialect/detectTable';
import { planSlices } from '../../../../nodes/CsvReader/slices/planSlices';
import { DEFAULT_LIMITS } from '../../../../nodes/CsvReader/records/readPlan';
import { memorySource } from './memorySource';
import { pieces, planFor, readAll, readText, tableOf } from './reading';

describe('blanks around quoted fields', () => {
	it('are no part of them, and do not keep them from holding delimiters and line breaks', async () => {
		const { records, bad, lines } = await readText('1, "a, b"\n  "c" ,"d\ne"  \nf , g\n', tableOf(2));
		expect(bad).toEqual([]);
		expect(records).toEqual([
			['1', 'a, b'],
			['c', 'd\ne'],
			['f ', ' g'],
		]);
		expect(lines).toEqual([1, 2, 4]);
	});

	it('may come in pieces of any size, and between slices', async () => {
		const bytes = Buffer.from('1,   "a, b"\n2, "c\nd"   \n3, "e"\n');
		const whole = await readAll(pieces(bytes), planFor(tableOf(2)));
		for (const size of [1, 2, 3, 5, 7]) {
			expect(await readAll(pieces(bytes, size), planFor(tableOf(2), { blockBytes: 1 }))).toEqual(whole);
		}
		const plan = { recordsPerSlice: 1, limits: DEFAULT_LIMITS };
		const starts: number[] = [];
		for await (const { start } of planSlices(memorySource(bytes), tableOf(2), plan)) starts.push(start);
		expect(starts).toEqual([0, 12, 24]);
	});

	it('are read where a backslash escapes quotes, too', async () => {
		const table = tableOf(2, { escape: '\\' });
		const { records, bad } = await readText('1, "a \\"b\\", c\\\\"\n2,"d\\\\e"\n', table);
		expect([records, bad]).toEqual([
			[
				['1', 'a "b", c\\'],
				['2', 'd\\e'],
			],
			[],
		]);
	});

	it('are accepted by the reading where the detection accepts them', async () => {
		const text = 'no, name, city\n1, "Roth, Ann", Bonn\n2, "Lang, Bob", Ulm\n3, "Groß, Cem", Trier\n';
		const head = Buffer.from(text);
		const table = detectTable({ head, sizeBytes: head.length }, {});
		expect((await readText(text, table)).bad).toEqual([]);
	});

	it('make no quoted field of one with text behind its quote', async () => {
		const { bad } = await readText('1, "a" b\n2, c\n', tableOf(2));
		expect(bad.map(({ line, reason }) => [line, reason.slice(0, 18)])).toEqual([[1, 'Field 2 has a quot']]);
	});
});

describe("Excel's way to keep a text as it is", () => {
	it.each([
		['beside quoted cells', '"Ann";="00123";="0711; 22"\n"Bob";="0815";"x"\n'],
		['beside bare cells', 'Ann;="00123";="0711; 22"\nBob;="0815";x\n'],
		['within quotes', '"Ann";"=""00123""";"=""0711; 22"""\n"Bob";"=""0815""";"x"\n'],
	])('is the text inside, %s', async (_, text) => {
		const { records, bad } = await readText(text, tableOf(3, { delimiter: ';' }));
		expect(bad).toEqual([]);
		expect(records).toEqual([
			['Ann', '00123', '0711; 22'],
			['Bob', '0815', 'x'],
		]);
	});

	it('is the text inside where fields are never quoted, and in UTF-16', async () => {
		for (const dialect of [{ quote: '' }, { encoding: 'utf-16be' }] as const) {
			const { records } = await readText('a,="00123"\n', tableOf(2, dialect));
			expect(records).toEqual([['a', '00123']]);
		}
	});

	it('leaves other formulas and quotes as they are', async () => {
		const { records } = await readText('"=SUM(A1)","=""a""&""b""",="x ""y"""\n', tableOf(3));
		expect(records).toEqual([['=SUM(A1)', '="a"&"b"', 'x "y"']]);
	});

	it('is read as it is detected', async () => {
		const text = '"Name";"PLZ";"Tel"\n"Roth; Ann";="01067";="0711 22"\n"Lang; Bob";="04109";="0341 55"\n';
		const head = Buffer.from(text);
		const table = detectTable({ head, sizeBytes: head.length }, {});
		expect(table).toMatchObject({ dialect: { delimiter: ';', quote: '"' }, hasHeader: true, fieldCount: 3 });
		expect((await readText(text, table)).bad).toEqual([]);
	});
});

it.each([';', ',', '\t'])('apostrophes before texts leave the delimiter as it is (%j)', (delimiter) => {
	const rows = [
		'Nr,PLZ,Tel,Ort',
		"'00123,'01067,'0711 22,Bonn",
		"'00124,'04109,'0341 55,Ulm",
		"'00125,'50667,'0221 9,Köln",
	];
	const head = Buffer.from(rows.join('\n').replaceAll(',', delimiter) + '\n');
	expect(detectTable({ head, sizeBytes: head.length }, {})).toMatchObject({
		dialect: { delimiter, quote: '"' },
		fieldCount: 4,
		hasHeader: true,
	});
});

it('apostrophes before all texts do not make a delimiter of the spaces in them', () => {
	const rows = [
		"'Müller AG;'Köln;'39",
		"'Dubois SARL;'Bad Homburg;'38",
		"'Roth GmbH;'Trier;'30",
		"'Petit Fils;'Bonn;'4",
	];
	const head = Buffer.from(`Company;City;Personen\n${rows.join('\n')}\n`);
	expect(detectTable({ head, sizeBytes: head.length }, {})).toMatchObject({ dialect: { delimiter: ';', quote: '"' } });
});
