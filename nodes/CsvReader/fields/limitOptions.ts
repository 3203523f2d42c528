import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { DEFAULT_LIMITS, LIMIT_NAMES, type RecordLimits } from '../records/readPlan';
import { CodedError } from '../../shared/codedError';

const KB = 1000;

const limit = { type: 'number', typeOptions: { minValue: 1, numberPrecision: 0 } } satisfies Partial<INodeProperties>;

/** What keeps a file from taking more memory than somebody has foreseen; among the operation's options. */
export const limitOptions: INodeProperties[] = [
	{
		...limit,
		displayName: LIMIT_NAMES.columns,
		name: 'maxColumns',
		default: DEFAULT_LIMITS.columns,
		description: 'A file with more columns is not read',
	},
	{
		...limit,
		displayName: `${LIMIT_NAMES.recordBytes} (KB)`,
		name: 'maxRecordKb',
		default: DEFAULT_LIMITS.recordBytes / KB,
		description: 'A longer row is rejected, for instance where a quote is not closed',
	},
];

/** How many rows of a file are read at most; among the options of the operation Read. */
export const rowLimitOption: INodeProperties = {
	...limit,
	displayName: LIMIT_NAMES.records,
	name: 'maxRows',
	default: DEFAULT_LIMITS.records,
	description: 'A file with more rows is not read; the operation Split cuts it into slices',
};

/** Reads the limits. Throws where one is no number. */
export function readLimits(context: IExecuteFunctions): RecordLimits {
	const read = (name: string, standard: number, label: string) => {
		const value = Math.floor(Number(context.getNodeParameter(`options.${name}`, 0, standard)));
		if (!(value >= 1)) throw new CodedError('SETTING_INVALID', `"${label}" must be a whole number, 1 or more.`);
		return value;
	};
	return {
		columns: read('maxColumns', DEFAULT_LIMITS.columns, LIMIT_NAMES.columns),
		recordBytes: read('maxRecordKb', DEFAULT_LIMITS.recordBytes / KB, LIMIT_NAMES.recordBytes) * KB,
		records: read('maxRows', DEFAULT_LIMITS.records, LIMIT_NAMES.records),
	};
}
