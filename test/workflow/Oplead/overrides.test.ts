import type { INodeParameters } from 'n8n-workflow';

import { ENDPOINTS } from '../../../nodes/Oplead/api/endpoints';
import type { Call } from '../../../sandbox/callLog.ts';
import { FILES, type TestFile } from '../engine';
import { useAccount } from './account';

const account = useAccount();

const PDF: TestFile = { fileName: 'devis.pdf', base64: Buffer.from('%PDF').toString('base64') };

/** How the node is set so that it makes a call, and a value that the call carries. */
const OPERATIONS: Record<keyof typeof ENDPOINTS, INodeParameters> = {
	createLead: { resource: 'lead', operation: 'create', contact: { lastname: 'VALUE' }, externalIdFrom: 'none' },
	getLead: { resource: 'lead', operation: 'get', leadId: 'VALUE' },
	listLeads: { resource: 'lead', operation: 'getAll', filters: { externalID: 'VALUE' } },
	updateStatus: { resource: 'lead', operation: 'updateStatus', leadId: 'VALUE', status: 'Nurserie' },
	addDocument: { resource: 'document', operation: 'add', leadId: 'VALUE', fileName: 'VALUE.pdf' },
	createSubscription: { resource: 'subscription', operation: 'create', url: 'https://example.com/VALUE' },
	listSubscriptions: { resource: 'subscription', operation: 'getAll' },
	deleteSubscription: { resource: 'subscription', operation: 'delete', subscriptionId: 'VALUE' },
	listCountries: { resource: 'configuration', operation: 'getAll', setting: 'listCountries' },
	getCountry: { resource: 'configuration', operation: 'getAll', setting: 'getCountry', code: 'VALUE' },
	listUserProfiles: { resource: 'configuration', operation: 'getAll', setting: 'listUserProfiles' },
	listMarketingChannels: { resource: 'configuration', operation: 'getAll', setting: 'listMarketingChannels' },
	listCustomFields: { resource: 'configuration', operation: 'getAll', setting: 'listCustomFields' },
	importLead: {
		resource: 'lead',
		operation: 'import',
		contact: { lastname: 'VALUE', postcode: '69001', country: 'FR', email: 'a@example.com' },
		channel: 'CNL_1',
	},
};

/** Places of which each call has a value. */
const PLACES: Partial<Record<keyof typeof ENDPOINTS, [path: string, body: string]>> = {
	createLead: ['', '$lastname'],
	getLead: ['/{leadIdentifier}', ''],
	updateStatus: ['/{leadIdentifier}', '$status'],
	addDocument: ['/{leadIdentifier}', '$name'],
	createSubscription: ['', '$url'],
	deleteSubscription: ['/{subscriptionId}', ''],
	getCountry: ['/{code}', ''],
	importLead: ['', '$lastname'],
};

interface Seen {
	method: string;
	url: string;
	header: string | string[] | undefined;
	body: string;
}

/** An address that takes everything, and says what it got. */
async function catchAll(): Promise<{ url: string; seen: Seen[]; close: () => Promise<void> }> {
	const { createServer } = await import('node:http');
	const seen: Seen[] = [];
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const { method = '', url = '', headers } = request;
			seen.push({ method, url, header: headers['x-version'], body: Buffer.concat(chunks).toString() });
			response.setHeader('content-type', 'application/json').end('[]');
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as { port: number };
	const close = async () => await new Promise<void>((resolve) => server.close(() => resolve()));
	return { url: `http://127.0.0.1:${port}`, seen, close };
}

it.each(Object.keys(ENDPOINTS) as Array<keyof typeof ENDPOINTS>)(
	'makes the call %s with another method, path, query, header and body',
	async (name) => {
		const elsewhere = await catchAll();
		const isRead = ENDPOINTS[name].method === 'GET';
		const method = isRead ? 'POST' : 'PATCH';
		const [place, value] = PLACES[name] ?? ['', ''];
		const call = {
			name,
			method,
			path: `/v9/other${place}`,
			query: '{"version": 2}',
			headers: '{"X-Version": "2"}',
			body: JSON.stringify({ mine: value, fixed: 'yes' }),
		};
		const credential = { baseUrl: `${elsewhere.url}/api`, address: `${elsewhere.url}/api` };
		const item = { [FILES]: { data: PDF } as unknown as INodeParameters };
		const run = await account.run(
			[item],
			{ ...OPERATIONS[name], options: { calls: { call: [call] } } },
			{ credential },
		);
		await elsewhere.close();
		expect(run.errors).toEqual([]);
		const made = elsewhere.seen.find(({ url }) => url.startsWith('/api/v9/other'));
		expect(made).toMatchObject({ method, header: '2' });
		expect(made?.url).toBe(`/api/v9/other${place === '' ? '' : '/VALUE'}?version=2`);
		expect(made?.body).toContain('fixed');
		if (value !== '') expect(made?.body).toMatch(value === '$status' ? 'Nurserie' : 'VALUE');
	},
);

it('does not make the call of one item as it differs for another', async () => {
	const path = '/leads/{{ $json.id }}';
	const items = ['LEA_1', 'LEA_2', 'LEA_1'].map((id) => ({ id }));
	const run = await account.run(items, {
		...OPERATIONS.getLead,
		options: { calls: { call: [{ name: 'getLead', path: `=${path}` }] } },
	});
	expect(account.calls('/leads/').map((call) => call.path)).toEqual(['/v1/leads/LEA_1', '/v1/leads/LEA_1']);
	expect(run.errors[1].json).toMatchObject({
		id: 'LEA_2',
		error: expect.stringMatching(
			/^"Calls That Differ" holds for all items of a run, but its expression gives/,
		) as string,
	});
});

describe('an account that differs from the table', () => {
	const calls = (): Array<[string, string]> => account.calls().map(({ method, path }: Call) => [method, path]);

	it('takes a status by another method and under another name', async () => {
		account.oplead.set({ statusMethod: 'POST', statusField: 'state' });
		await account.run([{ name: 'Martin' }], {
			...OPERATIONS.createLead,
			contact: { lastname: 'Martin', email: 'm@example.com' },
		});
		const [{ id }] = account.oplead.leads;
		const run = await account.run([{}], {
			...OPERATIONS.updateStatus,
			leadId: id,
			options: { calls: { call: [{ name: 'updateStatus', method: 'POST', body: '{"state": "$status"}' }] } },
		});
		expect(run.errors).toEqual([]);
		expect(account.oplead.leads[0].status).toBe('Nurserie');
		expect(calls().at(-1)).toEqual(['POST', `/v1/leads/${id}/status`]);
	});

	it('takes subscriptions under another name of the address, and lists them wrapped', async () => {
		account.oplead.set({ subscriptionUrlField: 'callback', subscriptionList: 'wrapped' });
		const create = {
			...OPERATIONS.createSubscription,
			options: {
				calls: { call: [{ name: 'createSubscription', body: '{"event": "$event", "callback": "$url"}' }] },
			},
		};
		const first = await account.run([{}], create);
		const second = await account.run([{}], create);
		expect([first, second].map(({ done }) => done[0].json.outcome)).toEqual(['created', 'present']);
		expect(account.oplead.subscriptions).toMatchObject([{ event: 'lead.assigned', url: 'https://example.com/VALUE' }]);
	});

	it('takes the token in another header, after another prefix', async () => {
		account.oplead.set({ headerName: 'X-Oplead-Key', headerPrefix: '' });
		const credential = { headerName: 'X-Oplead-Key', prefix: '' };
		const run = await account.run([{}], OPERATIONS.listCountries, { credential });
		expect(run.errors).toEqual([]);
		expect(run.done.length).toBeGreaterThan(3);
	});

	it('has leads without the version, by a Base URL without it', async () => {
		account.oplead.set({ leadPaths: 'withoutVersion' });
		const credential = { baseUrl: `${account.sandbox.url}/oplead/` };
		const parameters = { ...OPERATIONS.createLead, contact: { lastname: 'Martin', email: 'm@example.com' } };
		const run = await account.run([{}], parameters, { credential });
		expect(run.errors).toEqual([]);
		expect(account.oplead.leads).toHaveLength(1);
	});

	it.each(['{"state": "$statut"}', '{"lead": ["$leadId"]}', '{"$status": 1, "$etat": 2}'])(
		'sends nothing where %s names what the node does not know',
		async (body) => {
			const options = { calls: { call: [{ name: 'updateStatus', body }] } };
			const run = await account.run([{}], { ...OPERATIONS.updateStatus, options });
			expect(run.errors[0].json.error).toMatch(
				/^The call "Lead: Update Status" that differs has a place "\$\w+", .* It knows \$leadIdentifier, \$status\.$/,
			);
			expect(calls()).toEqual([]);
		},
	);

	it('says what is wrong with a body that is no JSON', async () => {
		const options = { calls: { call: [{ name: 'createLead', body: '{"a":' }] } };
		const run = await account.run([{}], { ...OPERATIONS.createLead, options });
		expect(run.errors[0].json.error).toMatch(/^The body of a call that differs is not valid JSON/);
		expect(calls()).toEqual([]);
	});
});
