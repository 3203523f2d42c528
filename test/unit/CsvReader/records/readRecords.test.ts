import { ENCODINGS } from '../../../../nodes/CsvReader/bytes/encoding';
import { DEFAULT_LIMITS, TableTooLarge } from '../../../../nodes/CsvReader/records/readPlan';
import { collectGarbage } from '../../../collectGarbage';
import { planFor, readAll, readText, tableOf } from './reading';

describe('records', () => {
	it('are told by line and number, whatever ends a line, and whatever lies between', async () => {
		const text = 'a,b\r\n\r\nc,"d\r\ne"\n\n\nf,g\rh,"i\rj\nk"\r\r\nl,m';
		const { records, lines, numbers, bad } = await readText(text, tableOf(2));
		expect(records).toEqual([
			['a', 'b'],
			['c', 'd\r\ne'],
			['f', 'g'],
			['h', 'i\rj\nk'],
			['l', 'm'],
		]);
		expect(lines).toEqual([1, 3, 7, 8, 12]);
		expect(numbers).toEqual([1, 2, 3, 4, 5]);
		expect(bad).toEqual([]);
	});

	it('count on from the line and the number that they begin with', async () => {
		const { lines, numbers } = await readText('a\nb', tableOf(1), { firstLine: 100, firstNumber: 50 });
		expect([lines, numbers]).toEqual([
			[100, 101],
			[50, 51],
		]);
	});

	it('keep empty fields, blanks, and quotes that are escaped', async () => {
		const { records } = await readText('"",, x ,"say ""hi"""\n,,,\n', tableOf(4));
		expect(records).toEqual([
			['', '', ' x ', 'say "hi"'],
			['', '', '', ''],
		]);
	});

	it('may have quotes that are escaped by a backslash', async () => {
		const text = '"a\\"b,\n\\\\","c"\n"d","e"';
		const { records, bad } = await readText(text, tableOf(2, { escape: '\\' }));
		expect(records).toEqual([
			['a"b,\n\\', 'c'],
			['d', 'e'],
		]);
		expect(bad).toEqual([]);
	});

	it('may be without quotes: then a quote is a character as any other', async () => {
		const { records } = await readText('"a;3" pipe\nb;"', tableOf(2, { delimiter: ';', quote: '', escape: '' }));
		expect(records).toEqual([
			['"a', '3" pipe'],
			['b', '"'],
		]);
	});

	it.each(ENCODINGS)('may be written in %s', async (encoding) => {
		const text = 'Müller;"Straße; ß"\r\nŠkoda;"5 €\r\n"\r\n';
		const { records, lines } = await readText(text, tableOf(2, { encoding, delimiter: ';' }));
		expect(records).toEqual([
			['Müller', 'Straße; ß'],
			['Škoda', '5 €\r\n'],
		]);
		expect(lines).toEqual([1, 2]);
	});

	it.each(['utf-8', 'windows-1252', 'utf-16be'] as const)(
		'may have delimiters beyond ASCII in %s',
		async (encoding) => {
			const { records, bad } = await readText(
				'«a§b«§c\n«d\n«§e\n',
				tableOf(2, { encoding, delimiter: '§', quote: '«', escape: '«' }),
			);
			expect(records).toEqual([
				['a§b', 'c'],
				['d\n', 'e'],
			]);
			expect(bad).toEqual([]);
		},
	);
});

/** In bytes, after a collection. */
function memoryInBuffers(): number {
	collectGarbage();
	return process.memoryUsage().arrayBuffers;
}

describe('limits', () => {
	it('end the reading where there are more records than allowed, and name the option', async () => {
		const limits = { ...DEFAULT_LIMITS, records: 2 };
		expect((await readText('a\nb\n', tableOf(1), { limits })).records).toHaveLength(2);
		const tooMany = readText('a\nb\nc\n', tableOf(1), { limits });
		await expect(tooMany).rejects.toThrow(TableTooLarge);
		await expect(tooMany).rejects.toThrow(/more than 2 records\. Raise "Max Rows"/);
	});

	it('end the reading where there are more columns than allowed', async () => {
		const limits = { ...DEFAULT_LIMITS, columns: 2 };
		await expect(readText('a,b,c\n', tableOf(3), { limits })).rejects.toThrow(/3 columns, more than 2.*"Max Columns"/);
	});

	it.each([
		['quoted', '"'],
		['not quoted', ''],
	])('reject a record with 10 MB in one cell, %s, hold little of it, and read on', async (_name, quote) => {
		const megabyte = Buffer.alloc(1_000_000, 'x');
		let held = 0;
		async function* bytes() {
			yield Buffer.from(`a,b\n1,${quote}`);
			for (let count = 0; count < 10; count++) {
				yield megabyte;
				held = Math.max(held, memoryInBuffers());
			}
			yield Buffer.from(`${quote}\r\nc,d\n`);
		}
		const before = memoryInBuffers();
		const { records, lines, numbers, bad } = await readAll(bytes(), planFor(tableOf(2)));
		expect(records).toEqual([
			['a', 'b'],
			['c', 'd'],
		]);
		expect([lines, numbers]).toEqual([
			[1, 3],
			[1, 3],
		]);
		expect(bad).toEqual([
			{
				line: 2,
				number: 2,
				code: 'ROW_BROKEN',
				raw: `${`1,${quote}`.padEnd(2_000, 'x')}…`,
				reason: 'The record is longer than 1,000,000 bytes. Shorten it, or raise "Max Record Size" in the options.',
			},
		]);
		expect(held - before).toBeLessThan(5_000_000);
	});

	it('take a record of exactly the allowed length, and not one byte more', async () => {
		const limits = { ...DEFAULT_LIMITS, recordBytes: 10 };
		const { records, bad } = await readText('1234567890\n12345678901\n"34567890"\n"345678901"\r\nend', tableOf(1), {
			limits,
		});
		expect(records).toEqual([['1234567890'], ['34567890'], ['end']]);
		expect(bad.map(({ line, number, raw }) => [line, number, raw])).toEqual([
			[2, 2, '1234567890…'],
			[4, 4, '"345678901…'],
		]);
	});
});
