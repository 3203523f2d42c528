import fc from 'fast-check';
import type { INodeParameters } from 'n8n-workflow';

import { AUTOMATIC, mapped } from '../account';
import { CATEGORIES, PROPERTIES, type Choices, type FieldValue, type Item } from './model';
import type { ModelRecord } from './modelHubSpot';

/** What is in HubSpot before, what comes in, and how the node is set. */
export interface Scene {
	held: ModelRecord[];
	items: Item[];
	choices: Choices;
}

/** Names that every JavaScript object has, among others. */
const STRANGE_FIELDS = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', '', 'Shoe size', '=name'];

const NOTHING: FieldValue[] = ['', '   ', null, undefined];

const ODD_TEXTS = [
	'Ann',
	'  Ann  ',
	'Zoë',
	'Zoë',
	'مرحبا بالعالم',
	'🧑‍🚀🇨🇭',
	'a\ud800b',
	'\udfff',
	'={{ 1 + 1 }}',
	'{{ $json.email }}',
	'__proto__',
	'constructor',
	'null',
	'<b>&amp;</b>',
	'"\\\u0000\n\t;',
	'0791234567',
];

const text: fc.Arbitrary<FieldValue> = fc.oneof(
	{
		weight: 8,
		arbitrary: fc.constantFrom<FieldValue>(...ODD_TEXTS, ...NOTHING, 0, -1.5, true, false, ['a', ' ', 'b']),
	},
	{ weight: 4, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }) },
	{ weight: 1, arbitrary: fc.nat(100_000).map((length) => '🧵é'.repeat(length / 3)) },
);

/** Some name the same contact, some none, and some HubSpot does not take for an address. */
const EMAILS: FieldValue[] = ['a@x.fr', 'A@X.fr', ' a@x.fr', 'b@x.fr', 'B@x.FR\n', 'émile@x.fr', 'constructor@x.fr'];
const email = fc.constantFrom<FieldValue>(...EMAILS, ...EMAILS, ...NOTHING, 'no address', 12);

const LEAD_KEYS: FieldValue[] = [
	'k',
	' K',
	'ключ',
	'КЛЮЧ',
	'🔑',
	'k\ud800',
	'__proto__',
	'constructor',
	'toString',
	7,
	'7',
];
const leadKey = fc.constantFrom<FieldValue>(...LEAD_KEYS, ...NOTHING);

const city = fc.constantFrom<FieldValue>('Paris', 'Lyon ', ...NOTHING);

const count = fc.oneof(
	{ weight: 9, arbitrary: fc.constantFrom<FieldValue>(12, '7', ...NOTHING) },
	{ weight: 1, arbitrary: fc.constant<FieldValue>('many') },
);

const category = fc.oneof(
	{ weight: 3, arbitrary: fc.constantFrom<FieldValue>(...CATEGORIES.keys(), ...NOTHING, ';mcarena_aspach') },
	{ weight: 1, arbitrary: fc.subarray([...CATEGORIES.keys(), 'Zumba']) },
	{ weight: 1, arbitrary: fc.subarray([...CATEGORIES.values(), 'Zumba']).map((all) => all.join(';')) },
);

const strange = fc.array(fc.tuple(fc.constantFrom(...STRANGE_FIELDS), text), { maxLength: 2 });

export const item: fc.Arbitrary<Item> = fc
	.tuple(
		fc.record(
			{ email, lead_key: leadKey, firstname: text, city, bookings_count: count, kontaktkategorie: category },
			{ requiredKeys: [] },
		),
		fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: strange }),
	)
	.map(([fields, more]) => ({ ...fields, ...Object.fromEntries(more) }));

/** New records without any key travel beside those with one: which are first is not told where there are two keys. */
const keys = fc.constantFrom<Pick<Choices, 'keys' | 'emptyKey'>>(
	{ keys: ['email'], emptyKey: 'reject' },
	{ keys: ['email'], emptyKey: 'create' },
	{ keys: ['lead_key'], emptyKey: 'reject' },
	{ keys: ['lead_key'], emptyKey: 'create' },
	{ keys: ['email', 'lead_key'], emptyKey: 'reject' },
);

export const choices: fc.Arbitrary<Choices> = fc
	.tuple(
		keys,
		fc.record({
			mapping: fc.constantFrom('automatic', 'manual'),
			duplicates: fc.constantFrom('merge', 'firstWins', 'lastWins', 'reject'),
			emptyValues: fc.constantFrom('leave', 'clear'),
			existingValues: fc.constantFrom('overwrite', 'keep'),
			checkboxes: fc.constantFrom('replace', 'append'),
			unknownOption: fc.constantFrom('reject', 'drop'),
			unknownProperty: fc.constantFrom(undefined, 'reject', 'drop'),
		} as const),
	)
	.map(([chosenKeys, others]) => ({ ...chosenKeys, ...others }));

const HELD = [
	{ email: 'a@x.fr', firstname: 'Old', kontaktkategorie: 'autre_formation' },
	{ email: 'b@x.fr', lead_key: 'k', city: 'Bern' },
	{ lead_key: 'Constructor', bookings_count: '3' },
	{ firstname: 'Nobody' },
];

export const scene: fc.Arbitrary<Scene> = fc.record({
	held: fc.subarray(HELD).map((all) => all.map((record) => new Map(Object.entries(record)))),
	items: fc.array(item, { maxLength: 14 }),
	choices,
});

/** The node's settings as the editor stores them. */
export function parametersFor({
	mapping,
	keys: [first, second],
	unknownProperty,
	...others
}: Choices): INodeParameters {
	const value = Object.fromEntries(PROPERTIES.map((name) => [name, `={{ $json.${name} }}`]));
	return {
		resource: 'contact',
		matchBy: 'uniqueProperty',
		keyProperty: first,
		...(mapping === 'automatic' ? AUTOMATIC : mapped(value)),
		options: { ...others, ...(second && { secondKeyProperty: second }), ...(unknownProperty && { unknownProperty }) },
	};
}
