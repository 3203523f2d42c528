import fc from 'fast-check';
import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { useAccount } from '../account';
import { expectedOf, PROPERTIES, type Choices, type End, type Item } from './model';
import type { ModelRecord } from './modelHubSpot';
import { choices, item, parametersFor, scene } from './scenes';

const account = useAccount();

/** Empties the account; its limits would have the node wait. */
function beginAnew(held: readonly ModelRecord[] = []): void {
	account.sandbox.reset();
	account.takeToken(account.tokenOf());
	account.settings.quota = { burst: 1_000_000, intervalMs: 10_000, daily: 1_000_000_000 };
	const { portal } = account.sandbox.hubspot;
	const at = new Date(portal.now()).toISOString();
	for (const each of held) {
		const id = portal.records.nextId();
		const properties = { ...Object.fromEntries(each), hs_object_id: id };
		const record = { id, objectType: 'contacts', properties, createdAt: at, updatedAt: at, archived: false };
		portal.records.put(record, portal.properties.uniqueNames('0-1'));
	}
}

/** Runs the node; checks that there is one item for each, in order and linked. Answers how each row ended. */
async function run(items: unknown[], parameters: INodeParameters): Promise<End[]> {
	if (items.length === 0) return [];
	const { run: engineRun } = await account.upsert(items as IDataObject[], parameters);
	const { data, error } = engineRun.data.resultData.runData.Node[0];
	expect(error).toBeUndefined();
	const [done, errors] = (data?.main ?? []).map((output) => output ?? []);
	const linked = (output: INodeExecutionData[]) =>
		output.map(({ pairedItem }) => (pairedItem as { item: number } | undefined)?.item ?? NaN);
	for (const output of [done, errors]) expect(linked(output)).toEqual(linked(output).sort((one, other) => one - other));
	expect([...linked(done), ...linked(errors)].sort((one, other) => one - other)).toEqual([...items.keys()]);
	const ends: End[] = items.map(() => 'rejected');
	for (const { json, pairedItem } of done) {
		ends[(pairedItem as { item: number }).item] = json.outcome === 'skipped' ? 'skipped' : 'written';
	}
	for (const { json } of errors) expect(json.error).toMatch(/^[A-Z"].{20,}/s);
	return ends;
}

/** The records of the sandbox as the model keeps them, in an order that says nothing. */
function inOrder(records: readonly ModelRecord[]): string[] {
	return records.map((record) => JSON.stringify(PROPERTIES.map((name) => record.get(name) ?? ''))).sort();
}

function held(): ModelRecord[] {
	return account.held('contacts').map((properties) => {
		const sorted = properties.kontaktkategorie?.split(';').sort().join(';');
		const named = PROPERTIES.map((name): [string, string] => [name, properties[name] ?? '']);
		return new Map([...named, ['kontaktkategorie', sorted ?? '']]);
	});
}

it('gives each item one end, and leaves HubSpot as a simple model says', async () => {
	await fc.assert(
		fc.asyncProperty(scene, async ({ held: before, items, choices: chosen }) => {
			beginAnew(before);
			const ends = await run(items, parametersFor(chosen));
			const expected = expectedOf(items, before, chosen);
			expect(ends).toEqual(expected.ends);
			expect(inOrder(held())).toEqual(inOrder(expected.records));
		}),
		{ numRuns: 400 },
	);
}, 60_000);

it('does so for hundreds of items, too, whose texts are as long as they like', async () => {
	// Batches that are under way at once would meet in the second key: here there is none.
	const crowd = fc.array(
		item.map((one): Item => ({ ...one, lead_key: undefined })),
		{ minLength: 250, maxLength: 400 },
	);
	const addresses = fc.array(fc.nat(300), { minLength: 400, maxLength: 400 });
	await fc.assert(
		fc.asyncProperty(crowd, addresses, choices, async (items, indices, chosen) => {
			const all = items.map((one, index) => ({ ...one, email: one.email && `Lead${indices[index]}@X.fr` }));
			const settings: Choices = { ...chosen, keys: ['email'] };
			beginAnew();
			const ends = await run(all, parametersFor(settings));
			const expected = expectedOf(all, [], settings);
			expect(ends).toEqual(expected.ends);
			expect(inOrder(held())).toEqual(inOrder(expected.records));
		}),
		{ numRuns: 10 },
	);
}, 60_000);

it('takes whatever JSON can hold', async () => {
	const anything = fc.dictionary(
		fc.oneof(fc.constantFrom(...PROPERTIES, '__proto__', 'constructor'), fc.string()),
		fc.oneof(fc.jsonValue(), fc.constantFrom('a@x.fr', 'k')),
		{ noNullPrototype: true },
	);
	await fc.assert(
		fc.asyncProperty(fc.array(anything, { maxLength: 20 }), choices, async (items, chosen) => {
			beginAnew();
			const ends = await run(items, parametersFor(chosen));
			const written = ends.filter((end) => end !== 'rejected');
			expect(held().length).toBeLessThanOrEqual(written.length);
			expect(held().length > 0).toBe(written.length > 0);
		}),
		{ numRuns: 100 },
	);
}, 60_000);
