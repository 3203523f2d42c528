import { createHubSpotClient } from '../../../nodes/HubSpotUpsert/api/client';
import { refusalOf } from '../../../nodes/HubSpotUpsert/api/errors';
import { settle } from '../../../nodes/HubSpotUpsert/plan/settle';
import { soon } from '../../../nodes/HubSpotUpsert/soon';
import { writeAll } from '../../../nodes/HubSpotUpsert/write/batches';
import type { ReadyWrite } from '../../../nodes/HubSpotUpsert/write/writing';
import type { Transport } from '../../../nodes/shared/vendor/transport';
import { CONTACT_DEFINITIONS, draft, EMAIL, planOf } from './planning';

const json = (body: unknown, status = 200) => ({
	status,
	headers: { 'content-type': 'application/json' },
	body: JSON.stringify(body),
});

const clientOver = (transport: Transport) => {
	const connection = { transport, unrepeatable: transport, single: transport, hurried: transport };
	return createHubSpotClient({ baseUrl: 'https://hubspot.example', version: '2026-03', ...connection });
};

describe.each(['constructor', 'tostring', '__proto__', 'hasOwnProperty', 'toString'])('a property named %s', (name) => {
	const [definition] = CONTACT_DEFINITIONS.values();
	const text = { ...definition, name, type: 'string', fieldType: 'text', options: [] };
	const definitions = new Map([...CONTACT_DEFINITIONS, [name, text]]);
	const properties = Object.fromEntries([
		['email', 'a@example.com'],
		[name, 'x'],
	]);

	it('is planned and joined like any other', () => {
		const { writes, rejected } = planOf([draft(properties), draft(properties)], { definitions, keys: [EMAIL] });
		expect([...rejected]).toEqual([]);
		expect(Object.entries(writes[0].properties)).toEqual(Object.entries(properties));
	});

	it('is written where the record has nothing in it', () => {
		const [write] = planOf([draft(properties)], { definitions, keys: [EMAIL] }).writes;
		const found = { kind: 'found' as const, record: { id: '1', properties: { email: 'a@example.com' } } };
		const settled = settle(write, found, { existingValues: 'keep', singular: 'contact' });
		expect('properties' in settled && Object.keys(settled.properties)).toEqual(['email', name]);
	});

	it('does not hide whose record is whose, without an echo', async () => {
		const contents = [
			{ lastname: 'A' },
			Object.fromEntries([
				['lastname', 'B'],
				[name, 'x'],
			]),
		];
		const writes = contents.map((each): ReadyWrite => ({ destination: { method: 'create' }, properties: each }));
		const results = [
			{ id: '2', properties: contents[1] },
			{ id: '1', properties: contents[0] },
		];
		const client = clientOver(async () => await Promise.resolve(json({ results }, 201)));
		const target = { client, objectType: 'contacts', singular: 'contact', wait: async () => await Promise.resolve() };
		expect(await writeAll(writes, target)).toMatchObject([{ id: '1' }, { id: '2' }]);
	});
});

it.each([
	{ message: null, errors: null, context: null },
	{ message: 'No.', errors: null },
	{ message: 'No.', errors: [null, { message: null, context: null }] },
	{ errors: { message: 'No.' }, context: [] },
])('reads the error %j', (body) => {
	expect(refusalOf(json(body, 400)).message).toContain('HubSpot refused this: ');
	expect(refusalOf(json(body, 403)).message).toContain('does not let this token do that');
});

it('reads the owners once, though a page names itself as the next', async () => {
	let asked = 0;
	const client = clientOver(async () => {
		if (++asked > 5) throw new Error('Asked again and again');
		return await Promise.resolve(json({ results: [{ id: String(asked) }], paging: { next: { after: '7' } } }));
	});
	expect((await client.owners()).map(({ id }) => id)).toEqual(['1', '2']);
});

it('does not wait long for what is only nice to have', async () => {
	expect(await soon(Promise.resolve('it'), 'nothing')).toBe('it');
	const began = Date.now();
	expect(await soon(new Promise<string>(() => {}), 'nothing')).toBe('nothing');
	expect(Date.now() - began).toBeLessThan(15_000);
});
