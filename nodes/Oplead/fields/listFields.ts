import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

const LIMIT = 50;

export const returnAllFields: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
		displayOptions: { show: { returnAll: [false] } },
	},
];

/** How many are wanted at most; infinitely many for all. */
export function readMost(context: IExecuteFunctions, item: number): number {
	if (context.getNodeParameter('returnAll', item, false) === true) return Infinity;
	return Math.max(1, Math.floor(Number(context.getNodeParameter('limit', item, LIMIT))) || LIMIT);
}
