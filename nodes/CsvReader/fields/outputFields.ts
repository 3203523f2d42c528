import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { CodedError } from '../../shared/codedError';

const sourceToggle = {
	displayName: 'Include Source',
	name: 'includeSource',
	type: 'boolean',
	default: false,
	description:
		'Whether each item tells in a field "csvSource" which file, line and row it comes from. The operation Archive needs it to know which rows were rejected later in the workflow.',
} satisfies Partial<INodeProperties>;

/** The editor's fields for what comes out. */
export const outputFields: INodeProperties[] = [
	{
		displayName: 'Output',
		name: 'output',
		type: 'options',
		noDataExpression: true,
		default: 'row',
		options: [
			{ name: 'One Item for Each Row', value: 'row' },
			{
				name: 'One Item for Several Rows',
				value: 'batch',
				description: 'Each item holds a list "rows"; takes less memory, if the next node can work with lists',
			},
		],
	},
	{
		displayName: 'Rows per Item',
		name: 'rowsPerItem',
		type: 'number',
		typeOptions: { minValue: 1, numberPrecision: 0 },
		default: 1000,
		description: 'How many rows an item holds at most. Rows of two files never share an item.',
		displayOptions: { show: { output: ['batch'] } },
	},
	{
		...sourceToggle,
		displayOptions: { show: { from: ['binary', 'file'] } },
	},
	{
		...sourceToggle,
		default: true,
		displayOptions: { show: { from: ['folder', 'slice'] } },
	},
];

/** What the items are to look like. */
export interface OutputSettings {
	/** Undefined: one item for each row. */
	rowsPerItem?: number;
	includeSource: boolean;
}

/** Reads the settings, which are the same for all items. Throws where an expression gives something senseless. */
export function readOutput(context: IExecuteFunctions): OutputSettings {
	const includeSource = context.getNodeParameter('includeSource', 0, false) as boolean;
	if (context.getNodeParameter('output', 0, 'row') !== 'batch') return { includeSource };
	const rowsPerItem = Math.floor(Number(context.getNodeParameter('rowsPerItem', 0, 1000)));
	if (!(rowsPerItem >= 1))
		throw new CodedError('SETTING_INVALID', '"Rows per Item" must be a whole number, 1 or more.');
	return { includeSource, rowsPerItem };
}
