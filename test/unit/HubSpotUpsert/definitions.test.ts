import { setTimeout as sleep } from 'node:timers/promises';

import type { HubSpotClient } from '../../../nodes/HubSpotUpsert/api/client';
import { HubSpotError } from '../../../nodes/HubSpotUpsert/api/errors';
import { ensureOptions, type PropertyContext } from '../../../nodes/HubSpotUpsert/write/options';
import { ensureProperty } from '../../../nodes/HubSpotUpsert/write/definitions';
import type { OptionWish, PropertyWish } from '../../../nodes/HubSpotUpsert/plan/wish';
import { ensureAll, expectAll } from '../../../nodes/HubSpotUpsert/write/ensureAll';
import type { Fault, FaultAct } from '../../../sandbox/faults.ts';
import { startSandbox, type Sandbox } from '../../../sandbox/sandbox.ts';
import { sandboxClient } from './sandboxClient';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

const CONTACTS = '0-1';
const CATEGORY = 'kontaktkategorie';

/** The node's waits are ten times as long. */
const hurried = async (ms: number) => await sleep(ms / 10);

const place = (settings: Partial<PropertyContext> = {}): PropertyContext => ({
	client: sandboxClient(sandbox),
	objectType: 'contacts',
	account: 'test',
	wait: hurried,
	...settings,
});

const option = (label: string, value = label): OptionWish => ({ label, value });

const wish = (settings: Partial<PropertyWish> = {}): PropertyWish => {
	return { name: 'hobby', label: 'Hobby', type: 'string', fieldType: 'text', options: [], ...settings };
};

const choice = (settings: Partial<PropertyWish> = {}) =>
	wish({ type: 'enumeration', fieldType: 'select', ...settings });

const held = (name: string, typeId = CONTACTS) => {
	const definition = sandbox.hubspot.portal.properties.live(typeId, name);
	if (!definition) throw new Error(`The portal has no property ${name}`);
	return definition;
};
const values = (name = CATEGORY) => held(name).options.map(({ value }) => value);

/** Changes the portal behind everybody's back. */
const change = (name: string, changes: object) => {
	sandbox.hubspot.portal.properties.put(CONTACTS, { ...held(name), ...changes });
};

const calls = (method: string) => sandbox.calls.list('hubspot').filter((call) => call.method === method).length;

const delay = (method: string, ms: number, fault: Partial<Fault> = {}) =>
	sandbox.faults.plan({ method, path: CATEGORY, act: { kind: 'delay', ms }, ...fault });

describe('ensureOptions', () => {
	it('adds what is missing after the others, and keeps everything about these', async () => {
		const [first, ...others] = held(CATEGORY).options;
		const before = [{ ...first, description: 'In Schorndorf', hidden: true, displayOrder: 40 }, ...others];
		change(CATEGORY, { options: before });
		const { definition, added } = await ensureOptions(place(), CATEGORY, [option('Cuisine'), option('Bois', 'bois')]);
		expect(added).toEqual([option('Cuisine'), option('Bois', 'bois')]);
		expect(held(CATEGORY).options).toEqual([
			...before,
			{ label: 'Cuisine', value: 'Cuisine', description: '', displayOrder: 41, hidden: false },
			{ label: 'Bois', value: 'bois', description: '', displayOrder: 42, hidden: false },
		]);
		expect(definition.options).toHaveLength(before.length + 2);
	});

	it('stays behind options that stand after all others', async () => {
		change(CATEGORY, { options: held(CATEGORY).options.map((one) => ({ ...one, displayOrder: -1 })) });
		await ensureOptions(place(), CATEGORY, [option('Cuisine')]);
		expect(held(CATEGORY).options.at(-1)).toMatchObject({ value: 'Cuisine', displayOrder: -1 });
	});

	it.each([
		['its internal value', option('Anything', 'formation_sante')],
		['its internal value in capitals', option('Anything', 'Formation_SANTE')],
		['its label', option('Formation Santé', 'sante')],
		['its label without accents', option('formation  sante', 'sante')],
	])('finds an option by %s, and writes nothing', async (_, wanted) => {
		const { added } = await ensureOptions(place(), CATEGORY, [wanted]);
		expect([added, calls('PATCH'), calls('GET')]).toEqual([[], 0, 1]);
	});

	it('leaves a hidden option hidden', async () => {
		change(CATEGORY, { options: held(CATEGORY).options.map((one) => ({ ...one, hidden: true })) });
		expect((await ensureOptions(place(), CATEGORY, [option('McArena Aspach')])).added).toEqual([]);
		expect(held(CATEGORY).options.every(({ hidden }) => hidden)).toBe(true);
	});

	it.each([
		['takes no options', 'city', 'The property "City" takes no options: it is Single-Line Text.'],
		['is a yes or no', 'newsletter', 'The property "Newsletter" takes no options: it is Yes or No.'],
		['keeps them elsewhere', 'hubspot_owner_id', 'The options of "Contact owner" come from elsewhere'],
		['does not let them be changed', 'lifecyclestage', 'does not let anybody add options to "Lifecycle Stage"'],
	])('says that a property %s', async (_, name, message) => {
		await expect(ensureOptions(place(), name, [option('New one')])).rejects.toThrow(message);
		expect(calls('PATCH')).toBe(0);
	});

	it('refuses two options with one label', async () => {
		const wanted = [option('Web', 'a'), option('WEB', 'b')];
		await expect(ensureOptions(place(), CATEGORY, wanted)).rejects.toThrow('Two options have the label "WEB"');
	});

	it('names the scope that is missing', async () => {
		const client = sandboxClient(sandbox, { token: 'sandbox-hubspot-read-only' });
		const refused = ensureOptions(place({ client }), CATEGORY, [option('Cuisine')]);
		await expect(refused).rejects.toThrow('crm.schemas.contacts.write');
		await expect(refused).rejects.toBeInstanceOf(HubSpotError);
		expect(calls('PATCH')).toBe(1);
	});

	it.each<FaultAct>([
		{ kind: 'status', status: 503 },
		{ kind: 'reset', when: 'before' },
		{ kind: 'reset', when: 'after' },
		{ kind: 'malformed' },
	])('adds the option once although a call ends with $kind', async (act) => {
		for (const method of ['GET', 'PATCH']) sandbox.faults.plan({ method, path: CATEGORY, act });
		const { added } = await ensureOptions(place(), CATEGORY, [option('Cuisine')]);
		expect(added).toEqual([option('Cuisine')]);
		expect(values().filter((value) => value === 'Cuisine')).toHaveLength(1);
	});

	it('does not send a list again that was refused for the moment: it may be out of date', async () => {
		const client = sandboxClient(sandbox);
		let isFirst = true;
		const replaceOptions: HubSpotClient['replaceOptions'] = async (...parameters) => {
			if (!isFirst) return await client.replaceOptions(...parameters);
			isFirst = false;
			await ensureOptions(place({ account: 'other' }), CATEGORY, [option('Bois')]);
			throw new HubSpotError('Too many calls', { status: 429, policy: 'SECONDLY' });
		};
		await ensureOptions(place({ client: { ...client, replaceOptions } }), CATEGORY, [option('Cuisine')]);
		expect(values().slice(-2)).toEqual(['Bois', 'Cuisine']);
	});

	it('gives up when the list is changed again and again', async () => {
		const before = held(CATEGORY).options;
		const spoil = async () => change(CATEGORY, { options: before });
		const refused = ensureOptions(place({ wait: spoil }), CATEGORY, [option('Cuisine')]);
		await expect(refused).rejects.toThrow('are being changed by somebody else again and again');
		expect(calls('PATCH')).toBe(6);
	});

	it('does not bring an option back whose label another one has taken', async () => {
		const renamed = async () => {
			change(CATEGORY, { options: held(CATEGORY).options.map((one) => ({ ...one, value: `${one.value}_new` })) });
		};
		await ensureOptions(place({ wait: renamed }), CATEGORY, [option('Cuisine')]);
		expect(values()).toHaveLength(9);
		expect(calls('PATCH')).toBe(1);
	});

	it('restores what an out-of-date list of somebody else has taken out', async () => {
		const before = held(CATEGORY).options;
		await ensureOptions(place(), CATEGORY, [option('Bois')]);
		let isFirst = true;
		const wait = async () => {
			if (isFirst) change(CATEGORY, { options: [...before, { ...before[0], label: 'Fer', value: 'fer' }] });
			isFirst = false;
		};
		await ensureOptions(place({ wait }), CATEGORY, [option('Cuisine')]);
		expect(values().slice(before.length).sort()).toEqual(['Bois', 'Cuisine', 'fer']);
	});
});

interface OtherProcess {
	ensureOptions: typeof ensureOptions;
	place: PropertyContext;
}

/** Modules of its own, as another worker process has them: it shares no turns with the others. */
function otherProcess(): OtherProcess {
	let loaded: OtherProcess | undefined;
	jest.isolateModules(() => {
		/* eslint-disable @typescript-eslint/no-require-imports */
		const own = require('../../../nodes/HubSpotUpsert/write/options') as Pick<OtherProcess, 'ensureOptions'>;
		const clients = require('./sandboxClient') as { sandboxClient: typeof sandboxClient };
		/* eslint-enable @typescript-eslint/no-require-imports */
		loaded = { ensureOptions: own.ensureOptions, place: place({ client: clients.sandboxClient(sandbox) }) };
	});
	if (!loaded) throw new Error('The modules were not loaded');
	return loaded;
}

/** A moment that can be waited for. */
function moment() {
	let come = () => {};
	const reached = new Promise<void>((resolve) => (come = resolve));
	return { come, reached };
}

/**
 * Two places of which both read before either writes; the first writes over what the second has written, and the second
 * does not look again before that.
 */
function overwriting(first: PropertyContext, second: PropertyContext): [PropertyContext, PropertyContext] {
	const [bothHaveRead, firstHasWritten, secondHasWritten] = [moment(), moment(), moment()];
	let readers = 0;
	const reading: (client: HubSpotClient) => HubSpotClient['property'] = (client) => async (objectType, name) => {
		const definition = await client.property(objectType, name);
		if (++readers === 2) bothHaveRead.come();
		await bothHaveRead.reached;
		return definition;
	};
	const writing = (client: HubSpotClient, before: Promise<void>, after: () => void) => {
		return async (...parameters: Parameters<HubSpotClient['replaceOptions']>) => {
			await before;
			const definition = await client.replaceOptions(...parameters);
			after();
			return definition;
		};
	};
	const last = writing(first.client, secondHasWritten.reached, firstHasWritten.come);
	const early = writing(second.client, Promise.resolve(), secondHasWritten.come);
	return [
		{ ...first, client: { ...first.client, property: reading(first.client), replaceOptions: last } },
		{
			...second,
			client: { ...second.client, property: reading(second.client), replaceOptions: early },
			wait: async () => await firstHasWritten.reached,
		},
	];
}

/** Adds an option each in two processes. */
async function addInTwoProcesses(
	firstPlace: PropertyContext,
	{ ensureOptions: ensureThere, place: secondPlace }: OtherProcess,
) {
	const before = values();
	const ends = await Promise.all([
		ensureOptions(firstPlace, CATEGORY, [option('First')]),
		ensureThere(secondPlace, CATEGORY, [option('Second')]),
	]);
	expect(ends.map(({ added }) => added)).toEqual([[option('First')], [option('Second')]]);
	expect([...values()].sort()).toEqual([...before, 'First', 'Second'].sort());
}

describe('two executions that add different options to one property at once', () => {
	it('keep both in two processes of which the first writes over what the second has written', async () => {
		const other = otherProcess();
		const [first, second] = overwriting(place(), other.place);
		await addInTwoProcesses(first, { ...other, place: second });
		expect(calls('PATCH')).toBe(3);
	});

	it('keep both in two processes of which the second writes over what the first has written', async () => {
		const other = otherProcess();
		const [second, first] = overwriting(other.place, place());
		await addInTwoProcesses(first, { ...other, place: second });
		expect(calls('PATCH')).toBe(3);
	});

	it('keep both in two processes whose calls are all slow', async () => {
		delay('GET', 30, { times: 50 });
		delay('PATCH', 60, { times: 50 });
		await addInTwoProcesses(place(), otherProcess());
	});

	it('keep both in one process, one after the other', async () => {
		delay('PATCH', 100);
		const before = values();
		const client = sandboxClient(sandbox);
		await Promise.all(['First', 'Second'].map((label) => ensureOptions(place({ client }), CATEGORY, [option(label)])));
		expect(values()).toEqual([...before, 'First', 'Second']);
		expect(calls('PATCH')).toBe(2);
	});

	it('keep all of ten executions', async () => {
		const labels = Array.from({ length: 10 }, (_, index) => `Option ${index}`);
		const other = otherProcess();
		await Promise.all(
			labels.map(async (label, index) =>
				index % 2
					? await other.ensureOptions(other.place, CATEGORY, [option(label)])
					: await ensureOptions(place(), CATEGORY, [option(label)]),
			),
		);
		expect(values()).toEqual(expect.arrayContaining(labels));
		expect(values()).toHaveLength(18);
	});
});

describe('ensureProperty', () => {
	it('creates what is missing, in the group of the record id', async () => {
		const { result, definition, addedOptions } = await ensureProperty(place(), wish({ description: 'For fun' }));
		expect([result, addedOptions]).toEqual(['created', []]);
		expect(held('hobby')).toMatchObject({ label: 'Hobby', description: 'For fun', hasUniqueValue: false });
		expect([definition.groupName, held('hobby').groupName]).toEqual(['contactinformation', 'contactinformation']);
	});

	it('does not look the group up where it is known', async () => {
		await ensureProperty(place({ usualGroup: 'lead_relay' }), wish());
		expect([held('hobby').groupName, calls('GET')]).toEqual(['lead_relay', 1]);
	});

	it('says that there is no group', async () => {
		const client = { ...sandboxClient(sandbox), properties: async () => [] };
		await expect(ensureProperty(place({ client }), wish())).rejects.toThrow('Fill in the Group');
	});

	it('creates options, unique values and a group of one’s own', async () => {
		const options = [option('Chess', 'chess'), option('Go')];
		const { addedOptions } = await ensureProperty(place(), choice({ options, groupName: 'lead_relay' }));
		expect(addedOptions).toEqual(['Chess', 'Go']);
		expect(held('hobby')).toMatchObject({
			groupName: 'lead_relay',
			options: [{ displayOrder: 0 }, { displayOrder: 1 }],
		});
		await ensureProperty(place(), wish({ name: 'member_number', hasUniqueValue: true }));
		expect(held('member_number').hasUniqueValue).toBe(true);
	});

	it.each([
		['string', 'text'],
		['string', 'textarea'],
		['string', 'phonenumber'],
		['number', 'number'],
		['date', 'date'],
		['datetime', 'date'],
		['bool', 'booleancheckbox'],
		['enumeration', 'select'],
		['enumeration', 'radio'],
		['enumeration', 'checkbox'],
	])('creates, and recognises afterwards, a property of type %s and field type %s', async (type, fieldType) => {
		const wanted = wish({ type, fieldType, options: type === 'enumeration' ? [option('One')] : [] });
		expect(await ensureProperty(place(), wanted)).toMatchObject({ result: 'created', differences: [] });
		expect(await ensureProperty(place(), wanted)).toMatchObject({ result: 'unchanged', differences: [] });
	});

	it.each(['companies', 'deals', 'tickets', 'notes'])('creates in %s, too', async (objectType) => {
		expect(await ensureProperty(place({ objectType }), wish())).toMatchObject({ result: 'created' });
	});

	it('adds the missing options of a property that exists, and changes nothing else', async () => {
		const before = held(CATEGORY);
		const options = [option('McArena Aspach'), option('Cuisine')];
		const wanted = choice({
			name: CATEGORY,
			label: 'Other',
			fieldType: 'checkbox',
			options,
			groupName: 'companyinformation',
		});
		const { result, addedOptions } = await ensureProperty(place(), wanted);
		expect([result, addedOptions]).toEqual(['optionsAdded', ['Cuisine']]);
		const { options: now, updatedAt } = held(CATEGORY);
		expect(held(CATEGORY)).toEqual({ ...before, options: now, updatedAt });
		expect(now.slice(0, -1)).toEqual(before.options);
	});

	it('reports a property of another kind, and touches neither it nor its options', async () => {
		const before = held(CATEGORY);
		const { result, differences } = await ensureProperty(
			place(),
			choice({ name: CATEGORY, options: [option('Cuisine')] }),
		);
		expect([result, differences]).toEqual(['differs', ['exists as Multiple Checkboxes, not as Dropdown']]);
		expect(held(CATEGORY)).toEqual(before);
	});

	it('reports a property that does not keep values unique', async () => {
		const { result, differences } = await ensureProperty(place(), wish({ name: 'city', hasUniqueValue: true }));
		expect(result).toBe('differs');
		expect(differences[0]).toContain('without unique values');
		expect(await ensureProperty(place(), wish({ name: 'lead_key' }))).toMatchObject({ result: 'unchanged' });
	});

	it('compares and merges what comes back from the archive', async () => {
		change('lead_source', { archived: true });
		const wanted = choice({ name: 'lead_source', options: [option('Oplead'), option('Radio')] });
		expect(await ensureProperty(place(), wanted)).toMatchObject({
			result: 'created',
			addedOptions: ['Radio'],
			differences: ['came back from HubSpot’s archive as it was'],
		});
		expect(values('lead_source')).toEqual(['ici_formation', 'mcarena', 'oplead', 'Radio']);
		change('lead_source', { archived: true });
		expect(await ensureProperty(place(), wish({ name: 'lead_source' }))).toMatchObject({
			result: 'differs',
			differences: ['exists as Dropdown, not as Single-Line Text'],
		});
	});

	it('says where a name belongs to the archive, should HubSpot not restore it', async () => {
		const taken = { status: 409, body: { category: 'OBJECT_ALREADY_EXISTS', message: 'taken' } };
		sandbox.faults.plan({ method: 'POST', act: { kind: 'status', ...taken } });
		await expect(ensureProperty(place(), wish())).rejects.toThrow(
			'The name "hobby" belongs to a property in HubSpot\'s archive',
		);
	});

	it('completes a property that another execution creates at the same moment', async () => {
		const wanted = ['A', 'B', 'C'].map((label) => choice({ options: [option(label)] }));
		const ends = await Promise.all(wanted.map(async (each) => await ensureProperty(place(), each)));
		expect(ends.map(({ result }) => result).sort()).toEqual(['created', 'optionsAdded', 'optionsAdded']);
		expect([...values('hobby')].sort()).toEqual(['A', 'B', 'C']);
	});

	it.each<FaultAct>([
		{ kind: 'reset', when: 'after' },
		{ kind: 'malformed' },
		{ kind: 'malformed', body: '{"entity":{}}' },
	])('finds the property although the answer to its creation was lost', async (act) => {
		sandbox.faults.plan({ method: 'POST', act });
		const { definition } = await ensureProperty(place(), choice({ options: [option('Chess')] }));
		expect(definition).toMatchObject({ name: 'hobby', options: [{ label: 'Chess' }] });
	});

	it('does not ask HubSpot for a choice without options', async () => {
		await expect(ensureProperty(place(), choice())).rejects.toThrow('is to be created as Dropdown, but has no options');
		expect(calls('POST')).toBe(0);
	});

	it('names the scope that is missing', async () => {
		const client = sandboxClient(sandbox, { token: 'sandbox-hubspot-read-only' });
		await expect(ensureProperty(place({ client }), wish())).rejects.toThrow('crm.schemas.contacts.write');
	});
});

describe('ensureAll', () => {
	const existing = async () => {
		const properties = await sandboxClient(sandbox).properties('contacts');
		return new Map(properties.map((property) => [property.name, property]));
	};

	it('does what it expected to do', async () => {
		const wishes = [
			wish(),
			choice({ name: CATEGORY, fieldType: 'checkbox', options: [option('Cuisine')] }),
			wish({ name: 'city' }),
			choice({ name: 'lastname', options: [option('Doe')] }),
			choice({ name: 'lifecyclestage', fieldType: 'radio', options: [option('Cuisine')] }),
		];
		const expected = expectAll(wishes, await existing());
		const before = values();
		expect([...expected.values()]).toEqual([
			{
				kind: 'ensured',
				result: 'created',
				label: 'Hobby',
				type: 'Single-Line Text',
				addedOptions: [],
				differences: [],
			},
			expect.objectContaining({ result: 'optionsAdded', label: 'Kontaktkategorie', addedOptions: ['Cuisine'] }),
			expect.objectContaining({ result: 'unchanged', label: 'City', type: 'Single-Line Text' }),
			{
				kind: 'rejected',
				code: 'PROPERTY_UNWRITABLE',
				reason:
					'The property "lastname" exists as Single-Line Text, not as Dropdown. Change it in HubSpot, or choose another name.',
			},
			{
				kind: 'rejected',
				code: 'PROPERTY_UNWRITABLE',
				reason: expect.stringContaining('does not let anybody add options') as string,
			},
		]);
		expect(values()).toEqual(before);
		expect([...(await ensureAll(expected, place()))]).toEqual([...expected]);
		expect(values()).toEqual([...before, 'Cuisine']);
	});

	it('tries no other property after a refusal that meets every call', async () => {
		const client = sandboxClient(sandbox, { token: 'sandbox-hubspot-read-only' });
		const wishes = ['a', 'b', 'c'].map((name) => wish({ name }));
		const results = await ensureAll(
			expectAll([...wishes, wish({ name: 'city' })], await existing()),
			place({ client }),
		);
		expect(calls('POST')).toBe(1);
		const reason = expect.stringContaining('crm.schemas.contacts.write') as string;
		expect([...results.values()].slice(0, 3)).toEqual(
			wishes.map(() => ({ kind: 'rejected', code: 'SCOPE_MISSING', reason })),
		);
		expect([...results.values()][3]).toMatchObject({ result: 'unchanged' });
	});

	it('tries the others where one is refused', async () => {
		const wishes = [wish({ groupName: 'nowhere' }), wish({ name: 'other' })];
		const results = await ensureAll(expectAll(wishes, await existing()), place());
		expect([...results.values()]).toEqual([
			{
				kind: 'rejected',
				code: 'REFUSED',
				reason:
					'HubSpot refused this: Property group nowhere does not exist. Create the group in HubSpot, or choose another one.',
			},
			expect.objectContaining({ result: 'created' }),
		]);
	});
});
