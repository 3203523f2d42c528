import { parse } from 'csv-parse/sync';
import fc from 'fast-check';

import { DEFAULT_LIMITS } from '../../../../nodes/CsvReader/records/readPlan';
import { disorder, writtenTables } from './randomTables';
import { pieces, planFor, readAll, tableOf } from './reading';

const pieceSizes = fc.integer({ min: 1, max: 100 });

it('reads the same cells from any table, in any dialect, encoding and pieces, and tells their lines', async () => {
	await fc.assert(
		fc.asyncProperty(writtenTables, pieceSizes, async ({ dialect, rows, bytes, lines }, pieceSize) => {
			const plan = planFor(tableOf(rows[0].length, dialect), { blockBytes: pieceSize });
			const numbers = rows.map((_row, index) => index + 1);
			expect(await readAll(pieces(bytes, pieceSize), plan)).toEqual({ rows, lines, numbers, bad: [] });
		}),
		{ numRuns: 1_000 },
	);
});

it('reads whatever csv-parse reads as a whole, and as it does', async () => {
	let agreed = 0;
	await fc.assert(
		fc.asyncProperty(disorder, fc.integer({ min: 1, max: 3 }), async ({ dialect, text, bytes }, fieldCount) => {
			fc.pre(!text.includes('\0'));
			const { delimiter, quote, escape } = dialect;
			const options = { delimiter, quote, escape, record_delimiter: ['\r\n', '\n', '\r'] };
			let whole: string[][];
			try {
				whole = parse(text, { ...options, skip_empty_lines: true, relax_column_count: true });
			} catch {
				return;
			}
			agreed++;
			const { rows, bad } = await readAll(pieces(bytes), planFor(tableOf(fieldCount, dialect)));
			expect(rows).toEqual(whole.filter(({ length }) => length === fieldCount));
			expect(rows.length + bad.length).toBe(whole.length);
		}),
		{ numRuns: 3_000 },
	);
	expect(agreed).toBeGreaterThan(100);
});

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
