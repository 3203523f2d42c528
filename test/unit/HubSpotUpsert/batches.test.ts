import type { HubSpotClient } from '../../../nodes/HubSpotUpsert/api/client';
import { HubSpotError } from '../../../nodes/HubSpotUpsert/api/errors';
import { writeAll } from '../../../nodes/HubSpotUpsert/write/batches';
import type { ReadyWrite, WriteResult } from '../../../nodes/HubSpotUpsert/write/writing';
import { startSandbox, type Sandbox } from '../../../sandbox/sandbox.ts';
import { sandboxClient } from './sandboxClient';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

const emailOf = (index: number) => `lead${index}@example.com`;

const upserts = (count: number, properties: Record<string, string> = {}): ReadyWrite[] =>
	Array.from({ length: count }, (_, index) => {
		return {
			destination: { method: 'upsert', property: 'email', value: emailOf(index) },
			properties: { lastname: `Lead ${index}`, ...properties },
		};
	});

const update = (id: string, properties: Record<string, string>): ReadyWrite => {
	return { destination: { method: 'update', id }, properties };
};

const create = (properties: Record<string, string>): ReadyWrite => {
	return { destination: { method: 'create' }, properties };
};

const write = async (writes: ReadyWrite[], client = sandboxClient(sandbox), objectType = 'contacts') =>
	await writeAll(writes, { client, objectType, singular: 'contact', wait: async () => undefined });

const calls = (path: string) => sandbox.calls.list().filter((call) => call.path.endsWith(path)).length;

const contacts = () => sandbox.hubspot.records('contacts');
const byEmail = () => new Map(contacts().map(({ id, properties }) => [properties.email, { id, properties }]));

const idOf = (outcome: WriteResult) => (outcome.kind === 'written' ? outcome.id : outcome.reason);
const refusedRows = (outcomes: WriteResult[]) =>
	outcomes.flatMap((outcome, index) => (outcome.kind === 'refused' ? [index] : []));

describe('upsert', () => {
	it('writes in batches of 100, and gives each write its own record', async () => {
		const outcomes = await write(upserts(250));
		const records = byEmail();
		expect(calls('/batch/upsert')).toBe(3);
		expect(records.size).toBe(250);
		for (const [index, outcome] of outcomes.entries()) {
			const id = records.get(emailOf(index))?.id;
			expect(outcome).toMatchObject({ kind: 'written', created: true, id });
		}
	});

	it('tells created from updated', async () => {
		await write(upserts(1));
		expect(await write(upserts(2))).toMatchObject([{ created: false }, { created: true }]);
	});

	it('refuses only the writes that HubSpot refuses, with its reason', async () => {
		const writes = upserts(250);
		for (const index of [7, 130, 249]) writes[index].properties.kontaktkategorie = 'no_such_option';
		const outcomes = await write(writes);
		expect(refusedRows(outcomes)).toEqual([7, 130, 249]);
		expect(outcomes[7]).toEqual({
			kind: 'refused',
			code: 'REFUSED',
			reason: expect.stringMatching(
				/^HubSpot refused this: kontaktkategorie: no_such_option was not one of the allowed options: /,
			) as string,
			ofContent: true,
		});
		expect(contacts()).toHaveLength(247);
	});

	it('writes the same record by two unique properties, each in its own call', async () => {
		const [first] = upserts(1, { lead_key: 'k' });
		const byLeadKey: ReadyWrite = {
			destination: { method: 'upsert', property: 'lead_key', value: 'k' },
			properties: { city: 'Paris' },
		};
		const [one, other] = await write([first, byLeadKey]);
		expect(calls('/batch/upsert')).toBe(2);
		expect(idOf(one)).toBe(idOf(other));
		expect(contacts()[0].properties).toMatchObject({ city: 'Paris', lastname: 'Lead 0' });
	});

	it('knows a contact that was found by its second e-mail address, and comes back with its first', async () => {
		const client = sandboxClient(sandbox);
		const inputs: number[] = [];
		const merged: HubSpotClient = {
			...client,
			async upsert(objectType, batch) {
				inputs.push(batch.length);
				const { results, errors } = await client.upsert(objectType, batch);
				const seconds = [emailOf(1), emailOf(3)];
				const asFirst = (email: string | null) => (seconds.includes(email ?? '') ? `first.${email}` : email);
				return {
					results: results.map((each) => {
						return { ...each, properties: { ...each.properties, email: asFirst(each.properties.email) } };
					}),
					errors,
				};
			},
		};
		expect((await write(upserts(3), merged)).map(idOf)).toEqual(
			[0, 1, 2].map((index) => byEmail().get(emailOf(index))?.id),
		);
		expect(inputs).toEqual([3]);
		// Two of them leave a doubt, so each is sent again by itself: that changes nothing.
		inputs.length = 0;
		const outcomes = await write(upserts(5), merged);
		expect(outcomes.map(idOf)).toEqual([0, 1, 2, 3, 4].map((index) => byEmail().get(emailOf(index))?.id));
		expect(inputs).toEqual([5, 1, 1]);
		expect(contacts()).toHaveLength(5);
	});
});

describe('update', () => {
	it('changes the records of these ids, and creates none', async () => {
		await write(upserts(150));
		const ids = contacts().map(({ id }) => id);
		sandbox.calls.clear();
		const outcomes = await write(ids.map((id, index) => update(id, { city: `City ${index}` })));
		expect(outcomes.map(idOf)).toEqual(ids);
		expect(outcomes[0]).toMatchObject({ created: false });
		expect(contacts().map(({ properties }) => properties.city)).toEqual(ids.map((_, index) => `City ${index}`));
		expect(calls('/batch/update')).toBe(2);
	});

	it('refuses only the ids that HubSpot does not have', async () => {
		await write(upserts(1));
		const [{ id }] = contacts();
		const outcomes = await write([update('99', { city: 'Paris' }), update(id, { city: 'Lyon' })]);
		expect(outcomes).toMatchObject([
			{ kind: 'refused', reason: expect.stringContaining('of id 99') as string, ofContent: true },
			{ kind: 'written', id },
		]);
		expect(contacts()).toHaveLength(1);
	});
});

describe('create', () => {
	it.each([true, false])('gives each write its own record, with an echo of the trace ids: %s', async (echo) => {
		sandbox.hubspot.portal.settings.echoTraceIds = echo;
		const writes = Array.from({ length: 120 }, (_, index) => create({ lastname: `Lead ${index}`, city: 'Paris' }));
		const outcomes = await write(writes);
		const ids = new Map(contacts().map(({ id, properties }) => [properties.lastname, id]));
		expect(outcomes.map(idOf)).toEqual(writes.map(({ properties }) => ids.get(properties.lastname)));
		expect(outcomes[0]).toMatchObject({ created: true });
		expect(contacts()).toHaveLength(120);
		expect(calls('/batch/create')).toBe(2);
	});

	it('creates records that hold the same, each of them', async () => {
		const outcomes = await write(Array.from({ length: 5 }, () => create({ lastname: 'Doe' })));
		expect(new Set(outcomes.map(idOf)).size).toBe(5);
		expect(contacts()).toHaveLength(5);
	});

	it('gives each write its own record without an echo, although one holds all that another one has', async () => {
		const drafts: Array<Record<string, string>> = [
			{ lastname: 'Doe' },
			{ lastname: 'Doe', kontaktkategorie: ';mcarena_aspach' },
			{ lastname: 'Doe', kontaktkategorie: ';mcarena_aspach;mcarena_schorndorf' },
			{ lastname: 'Doe', kontaktkategorie: ';mcarena_schorndorf' },
			{ lastname: 'Doe', kontaktkategorie: ';mcarena_schorndorf', city: 'Paris' },
		];
		const outcomes = await write(drafts.map(create));
		const held = new Map(contacts().map(({ id, properties }) => [id, properties]));
		const own = outcomes.map((outcome) => held.get(idOf(outcome)));
		expect(own.map((properties) => [properties?.kontaktkategorie, properties?.city])).toEqual(
			drafts.map(({ kontaktkategorie, city }) => [kontaktkategorie?.slice(1), city]),
		);
	});

	it('refuses only the writes that HubSpot refuses, and knows whose the others are', async () => {
		const writes = [0, 1, 2, 3].map((index) => create({ lastname: `Lead ${index}` }));
		writes[1].properties.bookings_count = 'many';
		const outcomes = await write(writes);
		expect(refusedRows(outcomes)).toEqual([1]);
		expect(outcomes.flatMap((each) => (each.kind === 'written' ? [each.id] : []))).toEqual(
			contacts().map(({ id }) => id),
		);
		expect(contacts().map(({ properties }) => properties.lastname)).toEqual(['Lead 0', 'Lead 2', 'Lead 3']);
	});
});

it('writes to the same record one after another, in order', async () => {
	await write(upserts(1));
	const [{ id }] = contacts();
	const again = (value: string, city: string): ReadyWrite => {
		return { destination: { method: 'upsert', property: 'email', value }, properties: { city } };
	};
	const outcomes = await write([
		again(emailOf(0), 'Paris'),
		again(' LEAD0@example.com'.trim(), 'Lyon'),
		again(emailOf(1), 'Basel'),
		again('Lead0@Example.com', 'Nice'),
		update(id, { zip: '1' }),
		update(id, { zip: '2' }),
	]);
	expect(refusedRows(outcomes)).toEqual([]);
	expect(contacts().map(({ properties }) => properties.city)).toEqual(['Nice', 'Basel']);
	expect(contacts()[0].properties.zip).toBe('2');
	// A batch that names a record twice would have been refused, and sent again in parts.
	expect([calls('/batch/upsert'), calls('/batch/update')]).toEqual([1 + 3, 2]);
});

describe('an answer that leaves a record out', () => {
	const empty = JSON.stringify({ status: 'COMPLETE', startedAt: '', completedAt: '', results: [] });
	const LOOK_IT_UP = 'Look the record up in HubSpot before you send the item again.';
	const unsaid = (hint: string) => {
		return {
			kind: 'refused',
			code: 'MAY_BE_DONE',
			reason: `HubSpot did not say that it wrote this. ${hint}`,
			ofContent: false,
		};
	};

	it('makes the node send what may be sent twice once more, each by itself', async () => {
		sandbox.faults.plan({ path: '/batch/upsert', act: { kind: 'malformed', body: empty } });
		const outcomes = await write(upserts(3));
		expect(outcomes.map(idOf)).toEqual([0, 1, 2].map((index) => byEmail().get(emailOf(index))?.id));
		expect(calls('/batch/upsert')).toBe(4);
		expect(contacts()).toHaveLength(3);
	});

	it('refuses no other write where that fails', async () => {
		const client = sandboxClient(sandbox);
		const failing: HubSpotClient = {
			...client,
			async upsert(objectType, inputs) {
				if (inputs.length === 1) throw new HubSpotError('HubSpot is out of order.', { status: 500 });
				const { results } = await client.upsert(objectType, inputs);
				return { results: results.filter(({ properties }) => properties.email === emailOf(0)), errors: [] };
			},
		};
		const outcomes = await write(upserts(3), failing);
		expect(outcomes[0]).toMatchObject({ kind: 'written' });
		expect(outcomes.slice(1)).toEqual([1, 2].map(() => unsaid('HubSpot is out of order.')));
	});

	it('refuses the write where it is left out again', async () => {
		sandbox.faults.plan({ path: '/batch/upsert', times: 2, act: { kind: 'malformed', body: empty } });
		expect(await write(upserts(1))).toEqual([unsaid(LOOK_IT_UP)]);
	});

	it('does not create a record once more, but tells what HubSpot complained of', async () => {
		const client = sandboxClient(sandbox);
		let sent = 0;
		const silent: HubSpotClient = {
			...client,
			async create(objectType, inputs) {
				sent++;
				const { results } = await client.create(objectType, inputs);
				return {
					results: results.slice(2),
					errors: [{ category: 'OTHER', message: 'Something else.', context: {}, errors: [] }],
				};
			},
		};
		const outcomes = await write(
			[0, 1, 2, 3].map((index) => create({ lastname: `Lead ${index}` })),
			silent,
		);
		expect(refusedRows(outcomes)).toHaveLength(2);
		expect(outcomes).toContainEqual(unsaid(`Something else. ${LOOK_IT_UP}`));
		expect(sent).toBe(1);
	});
});
