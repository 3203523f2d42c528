import type { INodeProperties } from 'n8n-workflow';

export const leadSourceField: INodeProperties = {
	displayName: 'Lead Source',
	name: 'leadSource',
	type: 'options',
	default: 'fields',
	options: [
		{ name: 'Fields Below', value: 'fields', description: 'You fill in each field' },
		{
			name: 'Normalised Lead From Ici Formation',
			value: 'lead',
			description: 'The item of an Ici Formation node, as it is',
		},
	],
};

export const leadField: INodeProperties = {
	displayName: 'Lead',
	name: 'lead',
	type: 'json',
	default: '={{ $json }}',
	required: true,
	description: 'The whole item of the Ici Formation Trigger',
	displayOptions: { show: { leadSource: ['lead'] } },
};
