import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { ConnectionSettings } from '../connection';
import { optionsField, readConnectionSettings } from './connectionFields';
import { additionalJsonField, channelField, contactField } from './contactFields';
import { leadField, leadSourceField } from './leadSourceFields';

const channelVariableField: INodeProperties = {
	displayName: 'Channel Variable',
	name: 'channelVariable',
	type: 'string',
	required: true,
	default: 'channel',
	placeholder: 'e.g. channel',
	description:
		'The variable that carries the channel ID; its name differs from platform to platform: ask Oplead for yours',
};

export const encodingOption: INodeProperties = {
	displayName: 'Send As',
	name: 'encoding',
	type: 'options',
	default: 'json',
	options: [
		{ name: 'Form', value: 'form' },
		{ name: 'JSON', value: 'json' },
		{ name: 'Multipart Form', value: 'multipart' },
	],
};

export const importFields: INodeProperties[] = [
	leadSourceField,
	leadField,
	contactField,
	{ ...channelField, required: true },
	channelVariableField,
	{ ...additionalJsonField, placeholder: 'e.g. {"ctc_company": "Example"}' },
	optionsField(['importLead'], [encodingOption]),
];

/** How the user wants to be connected, and a lead to be sent: as JSON unless a form is chosen. */
export function readImportSettings(context: IExecuteFunctions): ConnectionSettings {
	const settings = readConnectionSettings(context);
	const chosen = context.getNodeParameter('options.encoding', 0, 'json');
	const encoding = chosen === 'form' || chosen === 'multipart' ? chosen : undefined;
	return { ...settings, overrides: { importLead: { ...settings.overrides.importLead, encoding } } };
}
