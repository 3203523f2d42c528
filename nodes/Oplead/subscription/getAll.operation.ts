import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { optionsField } from '../fields/connectionFields';
import { readMost, returnAllFields } from '../fields/listFields';
import { opening, performForEach, shownFor } from '../operation';
import { listSubscriptions } from '../write/subscriptions';
import { outputOfSubscription } from './output';

export const description: INodeProperties[] = shownFor('subscription', 'getAll', [
	...returnAllFields,
	optionsField(['listSubscriptions']),
]);

/** Lists the subscriptions for each input item. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	return await performForEach(context, {
		noun: { singular: 'list', plural: 'lists', done: 'read' },
		open: opening('listSubscriptions'),
		read: (item) => readMost(context, item),
		carryOut: async (most, connection) => {
			const subscriptions = await listSubscriptions(connection);
			return { kind: 'done', word: 'read', items: subscriptions.slice(0, most).map(outputOfSubscription) };
		},
	});
}
