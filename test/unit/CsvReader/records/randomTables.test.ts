import { parse } from 'csv-parse/sync';
import fc from 'fast-check';

import type { Dialect } from '../../../../nodes/CsvReader/dialect/table';
import { DEFAULT_LIMITS } from '../../../../nodes/CsvReader/records/readPlan';
import { disorder, writtenTables } from './randomTables';
import { pieces, planFor, readAll, tableOf } from './reading';

// Thousands of tables take their time on a busy machine.
jest.setTimeout(60_000);

const pieceSizes = fc.integer({ min: 1, max: 100 });

it('reads the same cells from any table, in any dialect, encoding and pieces, and tells their lines', async () => {
	await fc.assert(
		fc.asyncProperty(writtenTables, pieceSizes, async ({ dialect, records, bytes, lines }, pieceSize) => {
			const plan = planFor(tableOf(records[0].length, dialect), { blockBytes: pieceSize });
			const numbers = records.map((_row, index) => index + 1);
			expect(await readAll(pieces(bytes, pieceSize), plan)).toEqual({ records, lines, numbers, bad: [] });
		}),
		{ numRuns: 1_000 },
	);
});

it.each(['reject', 'keep'] as const)(
	'reads what csv-parse reads as a whole, with stray quotes: %s',
	async (strayQuotes) => {
		let agreed = 0;
		await fc.assert(
			fc.asyncProperty(disorder, fc.integer({ min: 1, max: 3 }), async ({ dialect, text, bytes }, fieldCount) => {
				fc.pre(!text.includes('\0'));
				const whole = parsedAsWhole(text, dialect, strayQuotes === 'keep');
				if (whole === undefined) return;
				const plan = planFor(tableOf(fieldCount, dialect), { strayQuotes });
				const { records, bad } = await readAll(pieces(bytes), plan);
				// Where quotes are to be kept, csv-parse lets one that is not closed run over any number of lines.
				if (strayQuotes === 'keep' && bad.some(({ reason }) => reason.includes('is not closed'))) return;
				agreed++;
				expect(records).toEqual(whole.filter(({ length }) => length === fieldCount));
				expect(records.length + bad.length).toBe(whole.length);
			}),
			{ numRuns: 3_000 },
		);
		expect(agreed).toBeGreaterThan(100);
	},
);

/** What csv-parse makes of a text at once; undefined where it refuses it. */
function parsedAsWhole(text: string, { delimiter, quote, escape }: Dialect, relax_quotes: boolean) {
	const options = { delimiter, quote, escape, relax_quotes, record_delimiter: ['\r\n', '\n', '\r'] };
	try {
		return parse(text, { ...options, skip_empty_lines: true, relax_column_count: true });
	} catch {
		return undefined;
	}
}

it('tells the same of any bytes, however they come in pieces, and leaves nothing out', async () => {
	await fc.assert(
		fc.asyncProperty(
			disorder,
			pieceSizes,
			fc.integer({ min: 1, max: 60 }),
			async ({ dialect, bytes }, size, recordBytes) => {
				const limits = { ...DEFAULT_LIMITS, recordBytes };
				const plan = planFor(tableOf(2, dialect), { limits });
				const whole = await readAll(pieces(bytes), plan);
				expect(await readAll(pieces(bytes, size), { ...plan, blockBytes: 1 })).toEqual(whole);
				const numbers = [...whole.numbers, ...whole.bad.map(({ number }) => number)].sort((one, other) => one - other);
				expect(numbers).toEqual(numbers.map((_number, index) => index + 1));
			},
		),
		{ numRuns: 3_000 },
	);
});
