import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { columnFields, emptyCellsOption } from './columnFields';
import { formatField } from './formatFields';
import { limitOptions, rowLimitOption } from './limitOptions';
import { shownFor } from './shownFor';
import { outputFields } from './outputFields';
import { folderOptions, sourceFields } from './sourceFields';
import type { ReadPlan } from '../records/readPlan';

export const strayQuotesOption: INodeProperties = {
	displayName: 'Stray Quotes',
	name: 'strayQuotes',
	type: 'options',
	default: 'reject',
	description: 'What to do with a row that has a quote in the middle of a field, as in 3" pipe',
	options: [
		{ name: 'Keep Them as Text', value: 'keep' },
		{ name: 'Reject the Row', value: 'reject' },
	],
};

const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [emptyCellsOption, ...limitOptions, rowLimitOption, ...folderOptions, strayQuotesOption].sort((one, other) =>
		one.displayName.localeCompare(other.displayName, 'en'),
	),
};

/** Of a slice, Split has found out how it is written. */
const wholeFilesFormat: INodeProperties = { ...formatField, displayOptions: { hide: { from: ['slice'] } } };

/** The editor's fields of the operation. */
export const description: INodeProperties[] = [
	...sourceFields,
	...[...columnFields, ...outputFields, wholeFilesFormat, options].map(shownFor('read')),
];

export function readStrayQuotes(context: IExecuteFunctions): ReadPlan['strayQuotes'] {
	return context.getNodeParameter('options.strayQuotes', 0, 'reject') === 'keep' ? 'keep' : 'reject';
}
