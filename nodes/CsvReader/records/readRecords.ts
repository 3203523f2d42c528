import { parserFor } from './parseRecords';
import { LIMIT_NAMES, TableTooLarge, type ReadPlan } from './readPlan';
import type { RecordBatch } from './record';
import { recordBatch } from './recordBatch';
import { recordBlocks } from './recordBlocks';

/**
 * Reads the records of a table, or of a slice of it, batch by batch. What cannot be read is told in each batch, and never
 * stops the rest. Holds no more than a batch and a record of the allowed size.
 * @param bytes from the first record (behind the header, see `readHeader`) up to the footer, or those of a slice
 * @throws {TableTooLarge} where the table has more columns or more records than the limits allow
 */
export async function* readRecords(bytes: AsyncIterable<Buffer>, plan: ReadPlan): AsyncGenerator<RecordBatch> {
	const { table, limits, firstNumber, blockBytes } = plan;
	if (table.fieldCount > limits.columns) throw tooManyColumns(table.fieldCount, limits.columns);
	const parser = parserFor(plan);
	let number = firstNumber;
	const blockPlan = { dialect: table.dialect, recordBytes: limits.recordBytes, blockBytes };
	for await (const block of recordBlocks(bytes, blockPlan)) {
		const batch = recordBatch(block, number, plan, parser);
		number += block.starts.length;
		if (number - firstNumber > limits.records) throw tooManyRecords(limits.records);
		yield batch;
	}
}

function tooManyRecords(limit: number): TableTooLarge {
	return new TableTooLarge(
		`There are more than ${limit.toLocaleString('en')} records. Raise "${LIMIT_NAMES.records}" in the options, ` +
			'or read the file in slices, which the operation "Split" plans.',
	);
}

/** That a table has more columns than the limit allows. */
export function tooManyColumns(count: number, limit: number): TableTooLarge {
	return new TableTooLarge(
		`The table has ${count.toLocaleString('en')} columns, more than ${limit.toLocaleString('en')}. ` +
			`Raise "${LIMIT_NAMES.columns}" in the options, or choose another delimiter.`,
	);
}
