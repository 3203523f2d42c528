import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { externalIdOf, type OpleadRecord } from '../api/answers';
import { optionsField } from '../fields/connectionFields';
import { readMost, returnAllFields } from '../fields/listFields';
import { readTexts } from '../fields/parameters';
import { opening, performForEach, shownFor } from '../operation';
import { outputOf } from '../outcome';
import type { LeadFilter, OpleadApi } from '../api/client';

const filtersField: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	options: [
		{
			displayName: 'External ID',
			name: 'externalID',
			type: 'string',
			default: '',
			placeholder: 'e.g. {{ $json.leadKey }}',
			description: 'Only the leads that Oplead knows by it',
		},
		{
			displayName: 'Status',
			name: 'status',
			type: 'string',
			default: '',
			placeholder: 'e.g. En cours',
			description: 'Only the leads with this status, as Oplead writes it',
		},
	],
};

export const description: INodeProperties[] = shownFor('lead', 'getAll', [
	...returnAllFields,
	filtersField,
	optionsField(['listLeads']),
]);

/** As many as a page may hold (assumed). */
const LARGEST_PAGE = 100;

/** Lists leads for each input item. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	return await performForEach(context, {
		noun: { singular: 'list', plural: 'lists', done: 'read' },
		open: opening('listLeads'),
		read: (item) => ({ most: readMost(context, item), filter: readTexts(context, 'filters', item) }),
		carryOut: async ({ most, filter }, { api }) => {
			const leads = await listLeads(api, filter, most);
			return { kind: 'done', word: 'read', items: leads.map((lead) => outputOf(lead)) };
		},
	});
}

async function listLeads(api: OpleadApi, filter: LeadFilter, most: number): Promise<OpleadRecord[]> {
	const leads: OpleadRecord[] = [];
	for await (const { records } of api.leadPages(filter, Math.min(most, LARGEST_PAGE))) {
		leads.push(...records.filter((record) => fits(record, filter)));
		if (leads.length >= most) return leads.slice(0, most);
	}
	return leads;
}

/** Oplead may not mind a filter; what it does not tell of a lead cannot be compared. */
function fits(record: OpleadRecord, { externalID, status }: LeadFilter): boolean {
	const told = [externalIdOf(record), record.fields.status];
	return [externalID, status].every((wanted, index) => {
		return wanted === undefined || typeof told[index] !== 'string' || told[index] === wanted;
	});
}
