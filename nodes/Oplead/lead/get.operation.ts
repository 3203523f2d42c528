import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { optionsField } from '../fields/connectionFields';
import { leadIdField, readLeadId } from '../fields/leadIdField';
import { opening, performForEach, shownFor } from '../operation';
import { outputOf } from '../outcome';
import { leads } from './nouns';

export const description: INodeProperties[] = shownFor('lead', 'get', [leadIdField, optionsField(['getLead'])]);

/** Reads the lead that each input item names. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	return await performForEach(context, {
		noun: leads('read'),
		open: opening('getLead'),
		read: (item) => readLeadId(context, item),
		carryOut: async (id, { api }) => ({ kind: 'done', word: 'read', items: [outputOf(await api.getLead(id), id)] }),
	});
}
