import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { OpleadError } from '../../../nodes/Oplead/api/errors';
import type { OpleadApi } from '../../../nodes/Oplead/api/client';
import { lookFor } from '../../../nodes/Oplead/write/lookUp';
import { startSandbox, type Sandbox } from '../../../sandbox/sandbox.ts';
import { sandboxApi } from './sandboxApi';

const look = async (api: OpleadApi, externalId: string, searchedPages = 10) =>
	await lookFor(externalId, { api, searchedPages });

describe('in the sandbox', () => {
	let sandbox: Sandbox;
	let api: OpleadApi;
	beforeAll(async () => {
		sandbox = await startSandbox();
		api = sandboxApi(sandbox.url);
		for (let row = 0; row < 230; row++) {
			await api.createLead({ externalID: `key-${row}`, lastname: `Lead ${row}`, email: 'a@example.com' });
		}
	}, 30_000);
	beforeEach(() => {
		sandbox.calls.clear();
		sandbox.oplead.set({ externalIDFilter: 'works', leadList: 'paged', leadAnswer: 'bare' });
	});
	afterAll(async () => await sandbox.close());

	const calls = () => sandbox.calls.list('oplead').length;

	it('asks once where the list is filtered', async () => {
		expect(await look(api, 'key-229')).toMatchObject({ kind: 'found', record: { fields: { externalID: 'key-229' } } });
		expect(await look(api, 'key-230')).toEqual({ kind: 'absent' });
		expect(calls()).toBe(2);
	});

	it.each(['paged', 'array'] as const)('looks through a list that is not filtered, and comes %s', async (leadList) => {
		sandbox.oplead.set({ externalIDFilter: 'ignored', leadList });
		const { id } = sandbox.oplead.leads[205];
		expect(await look(api, 'key-205')).toMatchObject({ kind: 'found', record: { id } });
		expect(calls()).toBe(3);
		expect(await look(api, 'key-230')).toEqual({ kind: 'absent' });
	});

	it('is not sure where it may not look through all of it', async () => {
		sandbox.oplead.set({ externalIDFilter: 'ignored' });
		expect(await look(api, 'key-205', 2)).toEqual({
			kind: 'unclear',
			reason: 'Oplead’s list cannot be searched by external ID; of the leads in it, 200 were looked through.',
		});
		expect(await look(api, 'key-150', 2)).toMatchObject({ kind: 'found' });
	});

	it('takes only the very same ID', async () => {
		sandbox.oplead.set({ externalIDFilter: 'ignored' });
		expect(await look(api, 'KEY-1')).toEqual({ kind: 'absent' });
		expect(await look(api, 'key-')).toEqual({ kind: 'absent' });
	});

	it('throws where Oplead does not answer: that is no absence', async () => {
		sandbox.faults.plan({ act: { kind: 'status', status: 500 } });
		await expect(look(api, 'key-1')).rejects.toThrow(OpleadError);
		sandbox.faults.plan({ act: { kind: 'status', status: 200, body: { status: 'ok' } } });
		await expect(look(api, 'key-1')).rejects.toThrow('an answer that cannot be read');
	});
});

/** Accounts that answer as the sandbox does not. */
describe('in an account', () => {
	let server: Server;
	let answer: (page: number) => unknown;
	let pages: number[];
	beforeAll(async () => {
		server = createServer(({ url = '' }, response) => {
			const page = Number(new URL(url, 'http://localhost').searchParams.get('page'));
			pages.push(page);
			response.end(JSON.stringify(answer(page)));
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	});
	beforeEach(() => {
		pages = [];
	});
	afterAll(async () => {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	});

	const lookHere = async (externalId: string) =>
		await look(sandboxApi(`http://127.0.0.1:${(server.address() as AddressInfo).port}`), externalId);

	const leads = (count: number, from = 0) =>
		Array.from({ length: count }, (_, row) => ({ id: from + row, leadData: { externalID: `key-${from + row}` } }));

	it('that sends the same short page again, nobody knows what follows it', async () => {
		answer = () => leads(50);
		expect(await lookHere('key-99')).toMatchObject({
			kind: 'unclear',
			reason: expect.stringContaining('50 were') as unknown,
		});
		expect(pages).toEqual([1, 2]);
		expect(await lookHere('key-49')).toMatchObject({ kind: 'found', record: { id: '49' } });
	});

	it('that sends all of a long list each time, it is seen whole', async () => {
		answer = () => leads(150);
		expect(await lookHere('key-150')).toEqual({ kind: 'absent' });
	});

	it('that tells a total, a lead is absent as soon as that many were seen', async () => {
		answer = () => ({ data: leads(50), total: 50 });
		expect(await lookHere('key-50')).toEqual({ kind: 'absent' });
		expect(pages).toEqual([1]);
	});

	it('that tells no external IDs, only an empty list is clear', async () => {
		answer = (page) => (page === 1 ? [{ id: 1, lastname: 'Martin' }] : []);
		expect(await lookHere('key-1')).toEqual({
			kind: 'unclear',
			reason: 'Oplead’s list of leads tells no external IDs, so that nobody can see in it whether the lead is there.',
		});
		answer = () => [];
		expect(await lookHere('key-1')).toEqual({ kind: 'absent' });
	});
});
