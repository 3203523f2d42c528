import type { HubSpotClient } from '../../../nodes/HubSpotUpsert/api/client';
import type { PropertyDefinition, PropertyOption } from '../../../nodes/HubSpotUpsert/api/definitions';
import { HubSpotError } from '../../../nodes/HubSpotUpsert/api/errors';
import type { Definition } from '../../../nodes/HubSpotUpsert/plan/definition';
import { planDrafts } from '../../../nodes/HubSpotUpsert/plan/plan';
import type { PropertyWish } from '../../../nodes/HubSpotUpsert/plan/wish';
import { ensureOptions } from '../../../nodes/HubSpotUpsert/write/options';
import { needsOf, prepare } from '../../../nodes/HubSpotUpsert/write/prepare';
import { draft, SETTINGS } from './planning';

const held = (options: Array<Partial<PropertyOption>>, more: object = {}) =>
	({
		name: 'hobby',
		label: 'Hobby',
		type: 'enumeration',
		fieldType: 'select',
		options,
		...more,
	}) as unknown as PropertyDefinition;

let waits: number[] = [];
let written: PropertyOption[][] = [];
beforeEach(() => {
	waits = [];
	written = [];
});

/** A HubSpot whose nth look shows the nth definition, the last one ever after; each write may fail. */
const add = async (looks: PropertyDefinition[], wanted = ['Go'], failures: Array<HubSpotError | undefined> = []) => {
	let looked = 0;
	const client: Partial<HubSpotClient> = {
		property: async () => await Promise.resolve(looks[Math.min(looked++, looks.length - 1)]),
		replaceOptions: async (objectType, name, options) => {
			expect([objectType, name]).toEqual(['contacts', 'hobby']);
			written.push(options);
			const failure = failures[written.length - 1];
			if (failure) throw failure;
			return await Promise.resolve(held(options));
		},
	};
	return await ensureOptions(
		{
			client: client as HubSpotClient,
			objectType: 'contacts',
			account: 'a',
			wait: async (ms) => await Promise.resolve(waits.push(ms)),
		},
		'hobby',
		wanted.map((label) => ({ label, value: label })),
	);
};

const option = (label: string, displayOrder?: number) => ({ label, value: label, displayOrder, hidden: false });

it.each<[string, Array<Partial<PropertyOption>>, number]>([
	['none', [], 0],
	['one that is first', [option('Chess', 0)], 1],
	['some out of order', [option('Chess', 7), option('Golf', 3)], 8],
	['one that has no order', [option('Chess')], 1],
])('puts a new option behind %s', async (_what, before, displayOrder) => {
	await add([held(before), held([...before, option('Go', displayOrder)])]);
	expect(written).toEqual([[...before, option('Go', displayOrder)]]);
});

it('puts several behind one another, and all at the end where others are', async () => {
	const before = [option('Chess', 4)];
	const after = [...before, option('Go', 5), option('Golf', 6)];
	expect((await add([held(before), held(after)], ['Go', 'Golf'])).added).toEqual([
		{ label: 'Go', value: 'Go' },
		{ label: 'Golf', value: 'Golf' },
	]);
	expect(written).toEqual([after]);
	written = [];
	const last = [option('Chess', -1), option('Tennis', 3)];
	await add([held(last), held([...last, option('Go', -1), option('Golf', -1)])], ['Go', 'Golf']);
	expect(written).toEqual([[...last, option('Go', -1), option('Golf', -1)]]);
});

it('looks again two to three seconds after it has written', async () => {
	const { definition, added } = await add([held([]), held([option('Go', 0)])]);
	expect(definition.options).toEqual([option('Go', 0)]);
	expect(added).toEqual([{ label: 'Go', value: 'Go' }]);
	expect(waits).toHaveLength(1);
	expect(waits[0]).toBeGreaterThanOrEqual(2_000);
	expect(waits[0]).toBeLessThanOrEqual(3_000);
});

it('puts back what was taken out in the meantime, once each', async () => {
	const chess = option('Chess', 0);
	await add([held([chess]), held([option('Go', 0)]), held([chess, option('Go', 0)])]);
	expect(written).toEqual([
		[chess, option('Go', 1)],
		[option('Go', 0), chess],
	]);
});

it('gives up after six writes, and says what is the matter', async () => {
	await expect(add([held([])])).rejects.toMatchObject({
		message: 'The options of "hobby" are being changed by somebody else again and again. Run the workflow again later.',
		code: 'VENDOR_BUSY',
	});
	expect(written).toHaveLength(6);
	expect(waits).toHaveLength(6);
});

it('is content where the last look shows what is wanted', async () => {
	const looks = [...Array.from({ length: 6 }, () => held([])), held([option('Go', 0)])];
	expect((await add(looks)).added).toEqual([{ label: 'Go', value: 'Go' }]);
});

it('says of six writes that fail what HubSpot said last, but not of one that failed before another went well', async () => {
	const away = new HubSpotError('HubSpot is away.', { status: 503 });
	await expect(
		add(
			[held([])],
			['Go'],
			Array.from({ length: 6 }, () => away),
		),
	).rejects.toBe(away);
	expect(written).toHaveLength(6);
	await expect(add([held([])], ['Go'], [away])).rejects.toThrow('again and again');
});

it.each([
	['a refusal', 400],
	['a property that is gone', 404],
	['a token that may not', 403],
])('does not try again after %s', async (_what, status) => {
	const error = new HubSpotError('No.', { status });
	await expect(add([held([])], ['Go'], [error])).rejects.toBe(error);
	expect(written).toHaveLength(1);
});

it('throws what nobody expected', async () => {
	const error = new TypeError('odd') as unknown as HubSpotError;
	await expect(add([held([])], ['Go'], [error])).rejects.toBe(error);
});

it('tells a property that takes no options by its code', async () => {
	await expect(add([held([], { fieldType: 'text', type: 'string' })])).rejects.toMatchObject({
		code: 'PROPERTY_UNWRITABLE',
		message: 'The property "Hobby" takes no options: it is Single-Line Text.',
	});
});

it('tells two options that cannot stand side by side by their code', async () => {
	await expect(
		ensureOptions({ client: {} as HubSpotClient, objectType: 'contacts', account: 'a' }, 'hobby', [
			{ label: 'Go', value: 'a' },
			{ label: 'Go', value: 'b' },
		]),
	).rejects.toMatchObject({ code: 'SETTING_INVALID' });
});

describe('what is prepared', () => {
	const wish: PropertyWish = { name: 'hobby', label: 'Hobby', type: 'string', fieldType: 'text', options: [] };
	const context = (calls: Partial<HubSpotClient>) => {
		return { client: calls as HubSpotClient, objectType: 'contacts', account: 'a', usualGroup: 'g' };
	};

	it('has a problem where a property is of another kind', async () => {
		const property = async () => await Promise.resolve(held([]));
		const problems = await prepare({ properties: [wish], options: new Map() }, context({ property }));
		expect([...problems]).toEqual([
			[
				'hobby',
				{
					code: 'PROPERTY_UNWRITABLE',
					reason:
						'The property "hobby" exists as Dropdown, not as Single-Line Text. Change it in HubSpot, or choose another name.',
				},
			],
		]);
	});

	it('has a problem where HubSpot refuses a property, and none where it is there', async () => {
		const property: HubSpotClient['property'] = async (_type, name) => {
			if (name === 'bad') throw new HubSpotError('HubSpot is away.', { status: 503 });
			return await Promise.resolve(held([], { type: 'string', fieldType: 'text' }));
		};
		const properties = [wish, { ...wish, name: 'bad' }];
		expect([...(await prepare({ properties, options: new Map() }, context({ property })))]).toEqual([
			['bad', { code: 'VENDOR_FAILED', reason: 'HubSpot is away.' }],
		]);
	});

	it('is only what drafts need', () => {
		const definitions = new Map<string, Definition>([
			...SETTINGS.definitions,
			['hobby', { ...(held([]) as unknown as Definition), type: 'string', fieldType: 'text', isNew: true }],
		]);
		const { drafts } = planDrafts(
			[
				draft({ email: 'a@x.com', hobby: 'Go', kontaktkategorie: 'New one' }),
				draft({ email: 'b@x.com', kontaktkategorie: 'NEW ONE' }),
				draft({ email: 'c@x.com', kontaktkategorie: 'Newer' }),
			],
			{ ...SETTINGS, definitions, unknownOption: 'add' },
		);
		const needs = needsOf(drafts, [wish, { ...wish, name: 'unused' }]);
		expect(needs.properties).toEqual([wish]);
		expect([...needs.options].map(([name, labels]) => [name, [...labels]])).toEqual([
			['kontaktkategorie', ['New one', 'Newer']],
		]);
	});
});
