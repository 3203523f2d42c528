import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { formatField } from './formatFields';
import { limitOptions } from './limitOptions';
import { shownFor } from './shownFor';
import { folderOptions } from './sourceFields';
import { CodedError } from '../../shared/codedError';

const RECORDS_PER_SLICE = 10_000;

export const recordsPerSliceField: INodeProperties = {
	displayName: 'Rows per Slice',
	name: 'recordsPerSlice',
	type: 'number',
	typeOptions: { minValue: 1, numberPrecision: 0 },
	default: RECORDS_PER_SLICE,
	description: 'How many rows a sub-workflow holds in memory at a time',
};

const fields: INodeProperties[] = [
	recordsPerSliceField,
	formatField,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [...limitOptions, ...folderOptions].sort((one, other) =>
			one.displayName.localeCompare(other.displayName, 'en'),
		),
	},
];

/** The editor's fields of the operation; those for where the files come from are among the fields of Read. */
export const description: INodeProperties[] = fields.map(shownFor('split'));

/** Reads how large slices are. Throws where it is no number. */
export function readRecordsPerSlice(context: IExecuteFunctions): number {
	const count = Math.floor(Number(context.getNodeParameter('recordsPerSlice', 0, RECORDS_PER_SLICE)));
	if (!(count >= 1)) throw new CodedError('SETTING_INVALID', '"Rows per Slice" must be a whole number, 1 or more.');
	return count;
}
