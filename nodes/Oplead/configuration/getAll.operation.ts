import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { elementsIn } from '../api/answers';
import type { CallName } from '../api/endpoints';
import { optionsField } from '../fields/connectionFields';
import { readMost, returnAllFields } from '../fields/listFields';
import { readRequired } from '../fields/parameters';
import { opening, performForEach, shownFor } from '../operation';
import { itemsOf } from '../outcome';

/** Stands for a path that is typed in. */
const OTHER = 'other';

const CALLS: readonly CallName[] = [
	'listCountries',
	'getCountry',
	'listCustomFields',
	'listMarketingChannels',
	'listUserProfiles',
];

const settingField: INodeProperties = {
	displayName: 'Setting',
	name: 'setting',
	type: 'options',
	default: 'listCountries',
	description: 'What to read of the account’s configuration',
	options: [
		{ name: 'Countries', value: 'listCountries' },
		{ name: 'Country by Its Code', value: 'getCountry' },
		{ name: 'Custom Fields', value: 'listCustomFields', description: 'Their path is assumed' },
		{ name: 'Marketing Channels', value: 'listMarketingChannels', description: 'Their path is assumed' },
		{ name: 'Other Path', value: OTHER, description: 'Any other list, by its path' },
		{ name: 'User Profiles', value: 'listUserProfiles' },
	],
};

const codeField: INodeProperties = {
	displayName: 'Country Code',
	name: 'code',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. FR',
	displayOptions: { show: { setting: ['getCountry'] } },
};

const pathField: INodeProperties = {
	displayName: 'Path',
	name: 'path',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. /settings/teams',
	description: 'Below the Base URL of the credential',
	displayOptions: { show: { setting: [OTHER] } },
};

export const description: INodeProperties[] = shownFor('configuration', 'getAll', [
	settingField,
	codeField,
	pathField,
	...returnAllFields,
	optionsField(CALLS),
]);

/** Reads a list of the account's configuration for each input item. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	return await performForEach(context, {
		noun: { singular: 'list', plural: 'lists', done: 'read' },
		open: opening('listCountries'),
		read: (item) => ({ setting: readSetting(context, item), most: readMost(context, item) }),
		carryOut: async ({ setting, most }, { api }) => {
			const answer =
				setting.call === undefined
					? await api.freeCall({ method: 'GET', path: setting.path })
					: await api.configuration(setting.call, setting.values);
			return { kind: 'done', word: 'read', items: itemsOf(elementsIn(answer) ?? answer).slice(0, most) };
		},
	});
}

type Setting = { call: CallName; values: Record<string, unknown> } | { call: undefined; path: string };

function readSetting(context: IExecuteFunctions, item: number): Setting {
	const setting = context.getNodeParameter('setting', item, 'listCountries') as string;
	if (setting === OTHER) return { call: undefined, path: readRequired(context, { name: 'path', label: 'Path' }, item) };
	const call = CALLS.find((name) => name === setting);
	if (call === undefined) throw new Error(`"${setting}" is no setting that the node knows`);
	if (call !== 'getCountry') return { call, values: {} };
	return { call, values: { code: readRequired(context, { name: 'code', label: 'Country Code' }, item) } };
}
