// What the benches know of the parameters of the CSV Reader. When they change, only this file follows.
import type { JsonObject } from '../../host/n8nTypes.ts';

/** The name of the node within the package. */
export const CSV_READER = 'csvReader';

/** Plans the slices of a file. */
export function splitParameters(file: string, recordsPerSlice: number): JsonObject {
	return { operation: 'split', from: 'file', filePath: file, recordsPerSlice, options: {} };
}

/** Reads the slice that the input item holds: one item for each row, all columns, as text. */
export const readSliceParameters: JsonObject = {
	operation: 'read',
	from: 'slice',
	output: 'row',
	includeSource: false,
	options: {},
};
