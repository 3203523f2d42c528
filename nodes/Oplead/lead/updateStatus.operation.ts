import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { STATUS_TARGETS } from '../api/endpoints';
import { optionsField } from '../fields/connectionFields';
import { leadIdField, readLeadId } from '../fields/leadIdField';
import { readRequired } from '../fields/parameters';
import { opening, performForEach, shownFor } from '../operation';
import { outputOf } from '../outcome';
import { leads } from './nouns';

/** Stands for a status that is typed in. */
const OTHER = '';

const [usualStatus] = STATUS_TARGETS;

const statusField: INodeProperties = {
	displayName: 'Status',
	name: 'status',
	type: 'options',
	default: usualStatus,
	description: 'Where to move the lead. Oplead documents these; your account’s Swagger page is the authority.',
	options: [...STATUS_TARGETS.map((status) => ({ name: status, value: status })), { name: 'Other', value: OTHER }],
};

const otherStatusField: INodeProperties = {
	displayName: 'Other Status',
	name: 'otherStatus',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. Rendez-vous',
	description: 'As Oplead writes it, with its capitals and accents',
	displayOptions: { show: { status: [OTHER] } },
};

export const description: INodeProperties[] = shownFor('lead', 'updateStatus', [
	leadIdField,
	statusField,
	otherStatusField,
	optionsField(['updateStatus']),
]);

/** Moves the lead that each input item names to a status. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	return await performForEach(context, {
		noun: leads('moved'),
		open: opening('updateStatus'),
		read: (item) => ({ id: readLeadId(context, item), status: readStatus(context, item) }),
		carryOut: async ({ id, status }, { api }) => {
			const record = await api.updateStatus(id, status);
			return { kind: 'done', word: 'moved', items: [{ status, ...outputOf(record, id) }] };
		},
	});
}

function readStatus(context: IExecuteFunctions, item: number): string {
	const chosen = context.getNodeParameter('status', item, usualStatus);
	if (typeof chosen === 'string' && chosen !== OTHER) return chosen;
	return readRequired(context, { name: 'otherStatus', label: 'Other Status' }, item);
}
