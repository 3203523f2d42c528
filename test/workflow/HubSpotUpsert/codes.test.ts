import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { Fault } from '../../../sandbox/faults.ts';
import type { ReasonCode } from '../../../nodes/shared/reasonCodes';
import { AUTOMATIC, mapped, useAccount, type RunSettings } from './account';

const account = useAccount();

const LEAD = { email: 'a@example.com' };

const BY_RECORD_ID = { ...mapped({ city: 'Paris' }), matchBy: 'recordId', recordId: '={{ $json.id }}' };

const category = (settings: INodeParameters): INodeParameters => ({
	...AUTOMATIC,
	categoryMappings: {
		mappings: [
			{
				property: 'kontaktkategorie',
				sourceValue: '={{ $json.training }}',
				rules: {},
				fallback: 'sourceValue',
				existingValues: 'append',
				missingOption: 'reject',
				...settings,
			},
		],
	},
});

const association = (settings: INodeParameters): INodeParameters => ({
	...AUTOMATIC,
	associations: {
		association: [
			{ toObjectType: 'companies', findBy: 'search', property: 'domain', value: 'example.com', label: '', ...settings },
		],
	},
});

const options = (values: INodeParameters): INodeParameters => ({ ...AUTOMATIC, options: values });

const always =
	(act: Fault['act'], path = '/batch/') =>
	() =>
		account.sandbox.faults.plan({ path, times: 1_000, act });

const AT_ONCE = options({ retryTime: 0 });

interface Case {
	items?: IDataObject[];
	parameters?: INodeParameters;
	run?: RunSettings;
	before?: () => unknown;
}

const CASES: Array<[what: string, code: ReasonCode, rejected: Case]> = [
	['an empty key', 'KEY_EMPTY', { items: [{ lastname: 'Doe' }] }],
	['a record id that is none', 'KEY_INVALID', { items: [{ id: 'abc' }], parameters: BY_RECORD_ID }],
	[
		'a key that several records have',
		'KEY_AMBIGUOUS',
		{
			items: [{ domain: 'example.com', name: 'Example' }],
			parameters: { ...AUTOMATIC, resource: 'company', matchBy: 'otherProperty', searchProperty: 'domain' },
			before: async () => {
				for (const name of ['One', 'Two']) await account.create('companies', { name, domain: 'example.com' });
			},
		},
	],
	[
		'a key that several items have',
		'KEY_REPEATED',
		{ items: [LEAD, LEAD], parameters: options({ duplicates: 'reject' }) },
	],
	['an item without values', 'VALUE_MISSING', { items: [{ city: '' }], parameters: options({ emptyKey: 'create' }) }],
	['a value of another type', 'VALUE_INVALID', { items: [{ ...LEAD, last_booking: 'soon' }] }],
	[
		'a time of a note that is none',
		'VALUE_INVALID',
		{ parameters: { ...AUTOMATIC, note: { values: { body: 'Hi', leadKey: '', timestamp: 'soon' } } } },
	],
	['an unknown option', 'OPTION_UNKNOWN', { items: [{ ...LEAD, kontaktkategorie: 'Bois' }] }],
	['an unknown owner', 'OPTION_UNKNOWN', { items: [{ ...LEAD, hubspot_owner_id: 'Nobody' }] }],
	['an unknown property', 'PROPERTY_UNKNOWN', { parameters: mapped({ email: 'a@example.com', shoe_size: '42' }) }],
	['an unknown key', 'PROPERTY_UNKNOWN', { parameters: { ...AUTOMATIC, keyProperty: 'shoe_size' } }],
	['a key that is not unique', 'SETTING_INVALID', { parameters: { ...AUTOMATIC, keyProperty: 'city' } }],
	[
		'a property that HubSpot keeps',
		'PROPERTY_UNWRITABLE',
		{ parameters: mapped({ email: 'a@example.com', createdate: '2026-01-01' }) },
	],
	[
		'a category that no rule finds',
		'CATEGORY_UNKNOWN',
		{ items: [{ ...LEAD, training: 'x' }], parameters: category({ fallback: 'reject' }) },
	],
	[
		'a category that HubSpot lacks',
		'CATEGORY_UNKNOWN',
		{ items: [{ ...LEAD, training: 'Bois' }], parameters: category({}) },
	],
	['a category mapping without a property', 'SETTING_INVALID', { parameters: category({ property: '' }) }],
	['an association without an object', 'SETTING_INVALID', { parameters: association({ toObjectType: '' }) }],
	[
		'an expression that fails',
		'EXPRESSION_FAILED',
		{ parameters: mapped({ email: "={{ $('Nowhere').item.json.email }}" }) },
	],
	[
		'a setting that differs',
		'SETTING_DIFFERS',
		{
			items: [LEAD, { email: 'b@example.com', dry: true }],
			parameters: options({ dryRun: '={{ $json.dry === true }}' }),
		},
	],
	['what HubSpot refuses', 'REFUSED', { items: [{ email: 'a(at)example.com' }] }],
	['a token that is not accepted', 'TOKEN_REFUSED', { run: { token: 'unknown-token' } }],
	['a missing scope', 'SCOPE_MISSING', { run: { token: 'sandbox-hubspot-read-only' } }],
	[
		'a HubSpot that is out of order',
		'VENDOR_FAILED',
		{ parameters: AT_ONCE, before: always({ kind: 'status', status: 500 }) },
	],
	['too many calls', 'VENDOR_BUSY', { parameters: AT_ONCE, before: always({ kind: 'status', status: 429 }) }],
	[
		'a day without calls left',
		'DAILY_LIMIT',
		{ before: () => (account.settings.quota = { burst: 100, intervalMs: 10_000, daily: 0 }) },
	],
	['no answer', 'NO_ANSWER', { parameters: AT_ONCE, before: always({ kind: 'reset', when: 'before' }) }],
	[
		'an answer that cannot be read',
		'ANSWER_UNREADABLE',
		{ parameters: AT_ONCE, before: always({ kind: 'malformed' }) },
	],
	[
		'a creation whose answer is lost',
		'MAY_BE_DONE',
		{
			items: [{ lastname: 'Doe' }],
			parameters: options({ emptyKey: 'create' }),
			before: always({ kind: 'reset', when: 'after' }, '/batch/create'),
		},
	],
	['an association that fails', 'PARTLY_DONE', { parameters: association({}) }],
];

it.each(CASES)(
	'tells %s by its code: %s',
	async (_what, code, { items = [LEAD], parameters = AUTOMATIC, run, before }) => {
		await before?.();
		const { errors } = await account.upsert(items, parameters, run);
		expect(errors.at(-1)?.json).toMatchObject({ error: expect.any(String) as string, details: { code } });
	},
);
