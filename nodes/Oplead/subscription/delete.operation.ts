import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { optionsField } from '../fields/connectionFields';
import { readRequired } from '../fields/parameters';
import { opening, performForEach, shownFor } from '../operation';
import { rejected } from '../outcome';
import { removeSubscription } from '../write/subscriptions';
import { subscriptions } from './output';

const subscriptionIdField: INodeProperties = {
	displayName: 'Subscription ID',
	name: 'subscriptionId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 5f1c2d7e',
	description: 'Get Many lists them',
};

export const description: INodeProperties[] = shownFor('subscription', 'delete', [
	subscriptionIdField,
	optionsField(['deleteSubscription']),
]);

/** Deletes the subscription that each input item names. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	return await performForEach(context, {
		noun: subscriptions('deleted'),
		open: opening('deleteSubscription'),
		read: (item) => readRequired(context, { name: 'subscriptionId', label: 'Subscription ID' }, item),
		carryOut: async (id, connection) => {
			const end = await removeSubscription(id, connection);
			if (end === 'absent') return rejected(`Oplead has no subscription "${id}". Get Many lists those that it has.`);
			return { kind: 'done', word: end, items: [{ id, deleted: true }] };
		},
	});
}
