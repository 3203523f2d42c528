import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { doubt, OpleadError } from '../api/errors';
import { refusedByImport } from '../api/importErrors';
import { reasonIn } from '../api/reasons';
import { connectImport, type ConnectionSettings } from '../connection';
import { optionsField, readConnectionSettings } from '../fields/connectionFields';
import { additionalJsonField, channelField, contactField } from '../fields/contactFields';
import { leadField, leadSourceField } from '../fields/leadSourceFields';
import { readImport } from '../fields/readDraft';
import { performForEach, shownFor } from '../operation';
import { outputOf, rejected } from '../outcome';
import { missingForImport, refusesImport } from '../plan/imported';
import { leads } from './nouns';

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

const encodingOption: INodeProperties = {
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

export const description: INodeProperties[] = shownFor('lead', 'import', [
	leadSourceField,
	leadField,
	contactField,
	{ ...channelField, required: true },
	channelVariableField,
	{ ...additionalJsonField, placeholder: 'e.g. {"ctc_company": "Example"}' },
	optionsField(['importLead'], [encodingOption]),
]);

/** Sends each input item as a lead over the import API. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	return await performForEach(context, {
		noun: leads('imported'),
		open: async (own) => await connectImport(own, withEncoding(own)),
		read: (item) => readImport(context, item),
		carryOut: async ({ values, additional }, { api, form, token }) => {
			const missing = missingForImport(values);
			if (missing.length > 0) {
				return rejected(`Oplead’s import needs ${missing.join(', ')}, and the item has none. Fill them in.`);
			}
			try {
				const record = await api.importLead({ ...values, form, token }, additional);
				if (refusesImport(record.fields)) return rejected(importRefusal(record.fields));
				return { kind: 'done', word: 'imported', items: [{ outcome: 'imported', ...outputOf(record) }] };
			} catch (error) {
				if (!(error instanceof OpleadError)) throw error;
				if (!error.mayHaveBeenDone) throw refusedByImport(error);
				return rejected(doubt(error, 'lead'));
			}
		},
	});
}

function importRefusal(fields: Record<string, unknown>): string {
	const said = typeof fields.answer === 'string' ? fields.answer : JSON.stringify(fields);
	return `Oplead refused this: ${reasonIn(said) ?? 'Oplead gave no reason.'}`;
}

function withEncoding(context: IExecuteFunctions): ConnectionSettings {
	const settings = readConnectionSettings(context);
	const chosen = context.getNodeParameter('options.encoding', 0, 'json');
	const encoding = chosen === 'form' || chosen === 'multipart' ? chosen : undefined;
	return { ...settings, overrides: { importLead: { ...settings.overrides.importLead, encoding } } };
}
