import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { readRequired } from './parameters';

export const leadIdField: INodeProperties = {
	displayName: 'Lead ID',
	name: 'leadId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 5f1c2d7e',
	description: 'Oplead’s identifier of the lead: what Create answers, and what the Oplead Trigger gives',
};

/** Throws an error for the user where there is none. */
export function readLeadId(context: IExecuteFunctions, item: number): string {
	return readRequired(context, { name: 'leadId', label: 'Lead ID' }, item);
}
