import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Lead } from '../shared/lead';
import { withoutRepeats, type RepeatPolicy } from './repeats';

/** Lets the leads of the webhook through, without repeats and in the form that the user chose. */
export async function letLeadsThrough(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const received = context.getInputData().map(({ json }) => json as unknown as Lead);
	const leads = await freshLeads(context, received);
	const output = context.getNodeParameter('output', 0) as 'lead' | 'original';
	return leads.map((lead) => ({ json: (output === 'original' ? lead.original : lead) as IDataObject }));
}

/** Only leads of production: a test may send the same lead again and again, and a retry must not lose it. */
async function freshLeads(context: IExecuteFunctions, leads: Lead[]): Promise<Lead[]> {
	const policy = context.getNodeParameter('repeats', 0) as RepeatPolicy;
	if (policy === 'never' || context.getMode() !== 'webhook') return leads;
	const rememberedLeads = context.getNodeParameter('options.rememberedLeads', 0, 10_000) as number;
	return await withoutRepeats(context, leads, { policy, rememberedLeads });
}
