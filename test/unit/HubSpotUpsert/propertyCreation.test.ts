import type { HubSpotClient } from '../../../nodes/HubSpotUpsert/api/client';
import type { PropertyDefinition, PropertyDraft } from '../../../nodes/HubSpotUpsert/api/definitions';
import { HubSpotError } from '../../../nodes/HubSpotUpsert/api/errors';
import type { PropertyWish } from '../../../nodes/HubSpotUpsert/plan/wish';
import { ensureProperty } from '../../../nodes/HubSpotUpsert/write/definitions';

const HOUR_MS = 3_600_000;

const wish = (settings: Partial<PropertyWish> = {}): PropertyWish => {
	return { name: 'hobby', label: 'Hobby', type: 'string', fieldType: 'text', options: [], ...settings };
};

const definition = (settings: Partial<PropertyDefinition> = {}) =>
	({ ...wish(), options: [], groupName: 'g', ...settings }) as unknown as PropertyDefinition;

const missing = async () => await Promise.reject(new HubSpotError('Not there.', { status: 404 }));
const holding = (held: PropertyDefinition) => async () => await Promise.resolve(held);

let drafts: PropertyDraft[] = [];
beforeEach(() => (drafts = []));

/** A HubSpot that has no such property, and creates what it is asked for; `calls` replaces some of it. */
const ensure = async (
	wished: PropertyWish,
	calls: Partial<HubSpotClient> = {},
	usualGroup: string | undefined = 'g',
) => {
	const client: Partial<HubSpotClient> = {
		property: missing,
		createProperty: async (_objectType, draft) => {
			drafts.push(draft);
			return await Promise.resolve(definition({ ...(draft as object) }));
		},
		...calls,
	};
	return await ensureProperty(
		{ client: client as HubSpotClient, objectType: 'contacts', account: 'a', usualGroup },
		wished,
	);
};

it('asks HubSpot for exactly what is wished for', async () => {
	const wished = wish({ description: 'What for', hasUniqueValue: true, groupName: 'own' });
	await ensure(wished);
	expect(drafts).toEqual([{ ...wished, options: undefined }]);
});

it('asks for the usual group where none is wished for', async () => {
	await ensure(wish());
	expect(drafts).toMatchObject([{ groupName: 'g' }]);
});

it('asks for options in their order, all to be seen', async () => {
	const options = [
		{ label: 'One', value: '1' },
		{ label: 'Two', value: '2' },
	];
	const { addedOptions, differences, result } = await ensure(
		wish({ type: 'enumeration', fieldType: 'select', options }),
	);
	expect(drafts[0].options).toEqual([
		{ label: 'One', value: '1', displayOrder: 0, hidden: false },
		{ label: 'Two', value: '2', displayOrder: 1, hidden: false },
	]);
	expect({ addedOptions, differences, result }).toEqual({
		addedOptions: ['One', 'Two'],
		differences: [],
		result: 'created',
	});
});

it('asks for the two options of a yes or no', async () => {
	await ensure(wish({ type: 'bool', fieldType: 'booleancheckbox' }));
	expect(drafts[0].options).toEqual([
		{ label: 'Yes', value: 'true', displayOrder: 0, hidden: false },
		{ label: 'No', value: 'false', displayOrder: 1, hidden: false },
	]);
});

it('asks for no options of a kind that it does not know', async () => {
	await ensure(wish({ type: 'odd', fieldType: 'odd' }));
	expect(drafts[0].options).toBeUndefined();
});

it('says what to do where HubSpot names no group', async () => {
	const properties = async () => await Promise.resolve([]);
	await expect(
		ensureProperty(
			{
				client: { property: missing, properties } as Partial<HubSpotClient> as HubSpotClient,
				objectType: 'x',
				account: 'a',
			},
			wish(),
		),
	).rejects.toMatchObject({
		message: 'HubSpot names no group for new properties. Fill in the Group.',
		code: 'SETTING_INVALID',
	});
});

it('creates nothing that has a problem, and says which', async () => {
	await expect(ensure(wish({ type: 'enumeration', fieldType: 'select' }))).rejects.toMatchObject({
		message: 'The property "hobby" is to be created as Dropdown, but has no options. Fill in its Options.',
		code: 'SETTING_INVALID',
	});
	expect(drafts).toEqual([]);
});

it.each([403, 500, undefined])(
	'takes a property for missing only where HubSpot says so, not after %s',
	async (status) => {
		const error = new HubSpotError('No.', { status });
		const property = async () => await Promise.reject(error);
		await expect(ensure(wish(), { property })).rejects.toBe(error);
		expect(drafts).toEqual([]);
	},
);

it('throws what nobody expected as it is', async () => {
	const error = Object.assign(new TypeError('odd'), { status: 404 });
	await expect(ensure(wish(), { property: async () => await Promise.reject(error) })).rejects.toBe(error);
});

describe('HubSpot gives back what was in its archive', () => {
	const ago = (ms: number) => new Date(Date.now() - ms) as unknown as string;

	it.each<[string, object, string[]]>([
		['a moment ago', { createdAt: ago(1_000) }, []],
		['nearly an hour ago', { createdAt: ago(HOUR_MS - 60_000) }, []],
		['at a time that is not told', {}, []],
		['more than an hour ago', { createdAt: ago(HOUR_MS + 1_000) }, ['came back from HubSpot’s archive as it was']],
		[
			'long ago, and hidden',
			{ createdAt: ago(50 * HOUR_MS), hidden: true },
			['came back from HubSpot’s archive as it was', 'is hidden in HubSpot'],
		],
	])('if it was created %s', async (_when, settings, differences) => {
		const createProperty = holding(definition(settings));
		expect(await ensure(wish(), { createProperty })).toMatchObject({
			result: 'created',
			differences,
			addedOptions: [],
		});
	});
});

describe('a creation that HubSpot does not confirm', () => {
	const failing = (refusal: ConstructorParameters<typeof HubSpotError>[1]) => {
		const error = new HubSpotError('No.', refusal);
		return { error, createProperty: async () => await Promise.reject(error) };
	};
	/** Not there at first. */
	const later = (held: PropertyDefinition) => {
		let asked = 0;
		return async () => (asked++ === 0 ? await missing() : await Promise.resolve(held));
	};

	it.each([
		[409, 'unchanged'],
		[500, 'created'],
		[undefined, 'created'],
	])('with %s may have been done, or another was faster: %s', async (status, result) => {
		const { createProperty } = failing({ status });
		expect(await ensure(wish(), { createProperty, property: later(definition()) })).toMatchObject({ result });
	});

	it.each([400, 403])('with %s was refused, and is not looked for', async (status) => {
		const { createProperty, error } = failing({ status });
		let asked = 0;
		const property = async () => {
			asked++;
			return await missing();
		};
		await expect(ensure(wish(), { createProperty, property })).rejects.toBe(error);
		expect(asked).toBe(1);
	});

	it('was not done where the property is not there', async () => {
		const { createProperty, error } = failing({ status: 500 });
		await expect(ensure(wish(), { createProperty })).rejects.toBe(error);
	});

	it('meets a name in the archive where another has it and none is there', async () => {
		const { createProperty, error } = failing({ status: 409, category: 'OBJECT_ALREADY_EXISTS' });
		await expect(ensure(wish(), { createProperty })).rejects.toMatchObject({
			message:
				'The name "hobby" belongs to a property in HubSpot\'s archive. Restore it in HubSpot\'s settings, or choose another name.',
			status: 409,
			category: 'OBJECT_ALREADY_EXISTS',
			code: 'PROPERTY_UNWRITABLE',
			cause: error,
		});
	});

	it('throws what nobody expected', async () => {
		const error = new TypeError('odd');
		await expect(ensure(wish(), { createProperty: async () => await Promise.reject(error) })).rejects.toBe(error);
	});
});

it('reports a property of another kind, and what has come back as another kind', async () => {
	const held = definition({ type: 'number', fieldType: 'number' });
	const differs = { result: 'differs', differences: ['exists as Number, not as Single-Line Text'], addedOptions: [] };
	expect(await ensure(wish(), { property: holding(held) })).toEqual({ ...differs, definition: held });
	expect(await ensure(wish(), { createProperty: holding(held) })).toEqual({ ...differs, definition: held });
});

it('says nothing of options that another execution has added in the meantime', async () => {
	const wished = wish({ type: 'enumeration', fieldType: 'select', options: [{ label: 'One', value: 'One' }] });
	const lacking = definition({ type: 'enumeration', fieldType: 'select' });
	const one = [{ label: 'One', value: 'One', displayOrder: 0, hidden: false }];
	let asked = 0;
	const property = async () =>
		await Promise.resolve(asked++ === 0 ? lacking : definition({ ...(lacking as object), options: one }));
	expect(await ensure(wished, { property })).toMatchObject({ result: 'unchanged', addedOptions: [], differences: [] });
});
