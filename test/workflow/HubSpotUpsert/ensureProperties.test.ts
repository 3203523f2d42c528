import type { IDataObject, INode } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../../sandbox/sandbox.ts';
import { loadPackage, runNode, type CredentialData, type NodeRun, type TestNode } from '../engine';

let sandbox: Sandbox;
beforeAll(async () => {
	await loadPackage();
	sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

const credentials = (token = 'sandbox-hubspot-token'): CredentialData => ({
	leadRelayHubSpotApi: { token, baseUrl: `${sandbox.url}/hubspot` },
});

interface Settings {
	onError?: INode['onError'];
	parameters?: INode['parameters'];
}

function ensure(property: IDataObject[], { onError = 'continueErrorOutput', parameters }: Settings = {}): TestNode {
	return {
		type: 'hubSpotUpsert',
		onError,
		parameters: {
			authentication: 'leadRelayHubSpotApi',
			resource: 'contact',
			operation: 'ensureProperties',
			properties: { property },
			...parameters,
		} as INode['parameters'],
	};
}

/** What source document 000 asks for: the fields that Ici Formation transmits beyond the usual ones. */
const SET_UP: IDataObject[] = [
	{ name: 'nom_formation', label: 'Nom de la formation' },
	{ name: 'preference_rappel', label: 'Préférence de rappel', type: 'select', options: 'Matin\nMidi\nsoir=Le soir' },
	{ name: 'civilite', type: 'radio', options: 'Madame;Monsieur' },
	{ name: 'city', label: 'Ville' },
	{ name: 'kontaktkategorie', type: 'checkbox', options: 'Formation Langues;Formation Cuisine' },
];

const DIFFERS =
	'The property "lastname" exists as Single-Line Text, not as Number. Change it in HubSpot, or choose another name.';

const portal = () => sandbox.hubspot.portal.properties;
const held = (name: string, typeId = '0-1') => portal().live(typeId, name);
const snapshot = () => JSON.stringify(portal().all('0-1'));
/** The input items that the node's output items are linked to. */
const linked = ({ run }: NodeRun) =>
	run.data.resultData.runData.Node[0].data?.main[0]?.map(({ pairedItem }) => pairedItem);
const calls = (method: string) => sandbox.calls.list('hubspot').filter((call) => call.method === method).length;

it('sets an account up: creates what is missing, adds missing options, and tells of each', async () => {
	const node = await runNode(ensure(SET_UP), [{}], credentials());
	const { done, errors, hints } = node;
	expect(errors).toEqual([]);
	const [training, , title] = done;
	expect(training.json).toEqual({
		property: 'nom_formation',
		outcome: 'created',
		label: 'Nom de la formation',
		type: 'Single-Line Text',
		addedOptions: [],
		differences: [],
	});
	expect(title.json).toMatchObject({ label: 'Civilite', type: 'Radio Buttons', addedOptions: ['Madame', 'Monsieur'] });
	expect(done.map(({ json }) => json.outcome)).toEqual(['created', 'created', 'created', 'unchanged', 'optionsAdded']);
	expect(linked(node)).toEqual(done.map(() => ({ item: 0 })));
	expect(done[4].json.addedOptions).toEqual(['Formation Cuisine']);
	expect(held('preference_rappel')?.options).toMatchObject([{ value: 'Matin' }, { value: 'Midi' }, { value: 'soir' }]);
	expect(held('kontaktkategorie')?.options).toHaveLength(9);
	expect(held('nom_formation')?.groupName).toBe('contactinformation');
	expect([calls('GET'), calls('POST'), calls('PATCH')]).toEqual([1 + 3 + 1 + 2, 3, 1]);
	expect(hints).toEqual(['Properties: 3 created, 1 given options, 1 unchanged, 0 rejected']);
});

it('does not put the properties of one item into the object of another', async () => {
	const customObject = { __rl: true, mode: 'id', value: '={{ $json.type }}' };
	const node = ensure([{ name: '={{ $json.name }}' }], { parameters: { resource: 'customObject', customObject } });
	const items = [
		{ type: 'contacts', name: 'first_name_2' },
		{ type: 'companies', name: 'second_name' },
	];
	const { done, errors } = await runNode(node, items, credentials());
	expect(done.map(({ json }) => json.property)).toEqual(['first_name_2']);
	expect(errors.map(({ json }) => json.error)).toEqual([
		expect.stringMatching(/^"Custom Object" holds for all items of a run, but its expression gives something else/),
	]);
	expect([held('second_name'), held('second_name', '0-2')]).toEqual([undefined, undefined]);
});

it('finds everything as wished the second time, with one call', async () => {
	await runNode(ensure(SET_UP), [{}], credentials());
	sandbox.calls.clear();
	const before = snapshot();
	const { done, hints } = await runNode(ensure(SET_UP), [{}], credentials());
	expect(done.map(({ json }) => json.outcome)).toEqual(SET_UP.map(() => 'unchanged'));
	expect(hints).toEqual(['Properties: 0 created, 0 given options, 5 unchanged, 0 rejected']);
	expect([calls('GET'), calls('POST'), calls('PATCH'), snapshot()]).toEqual([1, 0, 0, before]);
});

it('takes the list from the items: a property each, done once, and with the options of all', async () => {
	const fields = { name: '={{ $json.name }}', type: '={{ $json.kind }}', options: '={{ $json.choices }}' };
	const items = [
		{ name: 'a', kind: 'Dropdown', choices: ['One', 'Two'] },
		{ name: 'b', kind: 'Number' },
		{ name: 'a', kind: 'select', choices: 'Two;three=Three' },
		{ name: 'B b', kind: 'Number' },
	];
	const node = await runNode(ensure([fields]), items, credentials());
	const { done, errors, hints } = node;
	expect(done.map(({ json }) => json.property)).toEqual(['a', 'b', 'a']);
	expect(linked(node)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
	expect(done[0].json).toEqual(done[2].json);
	expect(held('a')?.options.map(({ value }) => value)).toEqual(['One', 'Two', 'three']);
	expect(held('b')).toMatchObject({ type: 'number', label: 'B' });
	expect(errors.map(({ json }) => json)).toEqual([
		{
			name: 'B b',
			kind: 'Number',
			error: expect.stringContaining('Write "b_b".') as string,
			details: { code: 'SETTING_INVALID' },
		},
	]);
	expect(calls('POST')).toBe(2);
	expect(hints).toEqual(['Properties: 2 created, 0 given options, 0 unchanged, 1 rejected']);
});

it('sends what exists as another type to the error output, and leaves it alone', async () => {
	const before = snapshot();
	const list = [
		{ name: 'lastname', type: 'number' },
		{ name: 'city', unique: true },
		{ name: 'twice', type: 'date' },
		{ name: 'twice', type: 'number' },
	];
	const { done, errors } = await runNode(ensure(list), [{ from: 'me' }], credentials());
	expect(done).toEqual([]);
	const contradiction = 'The property "twice" is asked for twice, as Date and as Number. Decide for one.';
	expect(errors.map(({ json }) => json)).toEqual([
		{ from: 'me', error: DIFFERS, details: { code: 'PROPERTY_UNWRITABLE' } },
		{
			from: 'me',
			error: expect.stringContaining('exists without unique values') as string,
			details: { code: 'PROPERTY_UNWRITABLE' },
		},
		{ from: 'me', error: contradiction, details: { code: 'SETTING_INVALID' } },
		{ from: 'me', error: contradiction, details: { code: 'SETTING_INVALID' } },
	]);
	expect(snapshot()).toBe(before);
});

it('does everything first, and then fails with a summary, when On Error is to stop', async () => {
	const list = [{ name: 'lastname', type: 'number' }, { name: 'hobby' }, { name: 'club' }];
	const { error } = await runNode(ensure(list, { onError: 'stopWorkflow' }), [{}], credentials());
	expect(error?.message).toBe('1 of 3 properties could not be written');
	expect(error?.description).toContain(DIFFERS);
	expect([held('hobby'), held('club')]).toMatchObject([{ label: 'Hobby' }, { label: 'Club' }]);
});

it('reports in a dry run what would be done, and does nothing', async () => {
	const before = snapshot();
	const list = [...SET_UP, { name: 'lastname', type: 'number' }];
	const parameters = { options: { dryRun: true } };
	const { done, errors, hints } = await runNode(ensure(list, { parameters }), [{}], credentials());
	expect(done.map(({ json }) => [json.outcome, json.dryRun])).toEqual(
		['created', 'created', 'created', 'unchanged', 'optionsAdded'].map((outcome) => [outcome, true]),
	);
	expect(done[4].json.addedOptions).toEqual(['Formation Cuisine']);
	expect(errors.map(({ json }) => json.error)).toEqual([DIFFERS]);
	expect([snapshot(), calls('GET'), calls('POST')]).toEqual([before, 1, 0]);
	expect(hints[0]).toContain('Dry run');
});

it('shows in a dry run which property would be rejected, where there is no error output', async () => {
	const list = [{ name: 'lastname', type: 'number' }, { name: 'B b' }];
	const node = ensure(list, { onError: 'stopWorkflow', parameters: { options: { dryRun: true } } });
	const { done, error } = await runNode(node, [{}], credentials());
	expect(error).toBeUndefined();
	expect(done.map(({ json }) => json)).toEqual([
		{
			property: 'lastname',
			outcome: 'rejected',
			error: DIFFERS,
			details: { code: 'PROPERTY_UNWRITABLE' },
			dryRun: true,
		},
		{
			outcome: 'rejected',
			error: expect.stringContaining('Write "b_b".') as string,
			details: { code: 'SETTING_INVALID' },
			dryRun: true,
		},
	]);
});

it('names the scope that the token lacks, and does not try the other properties', async () => {
	const { done, errors } = await runNode(ensure(SET_UP), [{}], credentials('sandbox-hubspot-read-only'));
	expect(done.map(({ json }) => json.property)).toEqual(['city']);
	expect(errors).toHaveLength(4);
	for (const { json } of errors) expect(json.error).toContain('it lacks crm.schemas.contacts.write. Add the scope');
	expect(calls('POST') + calls('PATCH')).toBe(1);
});

it('keeps every item when there is no access at all', async () => {
	const { done, errors } = await runNode(ensure(SET_UP), [{}, {}], credentials('revoked-token-value'));
	expect([done.length, errors.length]).toEqual([0, 10]);
	expect(errors[9].json.error).toContain('did not accept the token');
	expect((await runNode(ensure(SET_UP), [{}], {})).errors).toHaveLength(5);
});

it('rejects only the items for which an expression fails, or that list nothing', async () => {
	const name = "={{ $json.name === 5 ? $('Nowhere').item.json.name : $json.name }}";
	const { done, errors } = await runNode(
		ensure([{ name }]),
		[{ name: 'a' }, { name: 5 }, { name: 'b' }],
		credentials(),
	);
	expect(done.map(({ json }) => json.property)).toEqual(['a', 'b']);
	expect(errors.map(({ json }) => json.error)).toEqual([expect.stringContaining('cannot be read')]);
	const { errors: nothing } = await runNode(ensure([]), [{}], credentials());
	expect(nothing.map(({ json }) => json.error)).toEqual(['No property is listed. Add one under "Properties".']);
});

it.each([
	['company', '0-2', {}],
	['deal', '0-3', {}],
	['note', '0-46', {}],
	['ticket', '0-5', {}],
	['customObject', '2-3453932', { customObject: { __rl: true, mode: 'id', value: '2-3453932' } }],
])('creates properties of a %s', async (resource, typeId, more) => {
	const parameters = { resource, ...more } as INode['parameters'];
	const { done, errors } = await runNode(ensure([{ name: 'hobby' }], { parameters }), [{}], credentials());
	expect([done.length, errors]).toEqual([1, []]);
	expect(held('hobby', typeId)).toMatchObject({ label: 'Hobby' });
});

it('keeps the options of two executions that add different ones at once', async () => {
	sandbox.faults.plan({ method: 'PATCH', path: 'kontaktkategorie', act: { kind: 'delay', ms: 100 } });
	const lists = ['Cuisine', 'Bois'].map((options) => [{ name: 'kontaktkategorie', type: 'checkbox', options }]);
	const runs = await Promise.all(lists.map(async (list) => await runNode(ensure(list), [{}], credentials())));
	expect(runs.map(({ done }) => done[0].json.outcome)).toEqual(['optionsAdded', 'optionsAdded']);
	const values = held('kontaktkategorie')?.options.map(({ value }) => value) ?? [];
	expect(values.slice(8).sort()).toEqual(['Bois', 'Cuisine']);
}, 15_000);

it('lets the next upsert see what was created', async () => {
	const upsert: TestNode = {
		type: 'hubSpotUpsert',
		onError: 'continueErrorOutput',
		parameters: {
			authentication: 'leadRelayHubSpotApi',
			resource: 'contact',
			operation: 'upsert',
			fields: { mappingMode: 'autoMapInputData', value: null, matchingColumns: ['email'], schema: [] },
		},
	};
	const lead = [{ email: 'a@example.com', hobby: 'Chess' }];
	await runNode(upsert, lead, credentials());
	await runNode(ensure([{ name: 'hobby' }]), [{}], credentials());
	const { done } = await runNode(upsert, lead, credentials());
	expect(done[0].json.properties).toMatchObject({ hobby: 'Chess' });
});
