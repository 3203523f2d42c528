import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { OpleadError } from '../api/errors';
import type { Method } from '../../shared/vendor/transport';
import { METHODS } from '../fields/callFields';
import { retryTimeOption, readPatienceMs, readTimeoutMs, timeoutOption } from '../fields/connectionFields';
import { parsedJson, readObject, readRequired } from '../fields/parameters';
import { opening, performForEach, shownFor } from '../operation';
import { itemsOf, mayBeDone } from '../outcome';

const fields: INodeProperties[] = [
	{
		displayName: 'Method',
		name: 'method',
		type: 'options',
		default: 'GET',
		options: METHODS.map((method) => ({ name: method, value: method })),
	},
	{
		displayName: 'Path',
		name: 'path',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. /users/A-17',
		description: 'Below the Base URL of the credential. Other addresses are refused: the token is for this one only.',
	},
	{
		displayName: 'Query (JSON)',
		name: 'query',
		type: 'json',
		default: '',
		placeholder: 'e.g. {"test": true}',
	},
	{
		displayName: 'Body (JSON)',
		name: 'body',
		type: 'json',
		default: '',
		placeholder: 'e.g. {"name": "value"}',
		displayOptions: { hide: { method: ['GET'] } },
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [timeoutOption, retryTimeOption],
	},
];

export const description: INodeProperties[] = shownFor('customCall', 'send', fields);

/** Makes a call below the base URL for each input item. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	return await performForEach(context, {
		noun: { singular: 'call', plural: 'calls', done: 'made' },
		open: opening('listCountries', (own) => ({
			patienceMs: readPatienceMs(own),
			timeoutMs: readTimeoutMs(own),
			overrides: {},
		})),
		read: (item) => ({
			method: context.getNodeParameter('method', item, 'GET') as Method,
			path: readRequired(context, { name: 'path', label: 'Path' }, item),
			query: readObject(context, { name: 'query', label: 'Query' }, item),
			body: parsedJson(context.getNodeParameter('body', item, ''), 'Body'),
		}),
		carryOut: async (call, { api }) => {
			try {
				return { kind: 'done', word: 'answered', items: itemsOf(await api.freeCall(call)) };
			} catch (error) {
				if (!(error instanceof OpleadError) || !error.mayHaveBeenDone || call.method === 'GET') throw error;
				return mayBeDone(error, 'change');
			}
		},
	});
}
