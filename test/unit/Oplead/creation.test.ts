import { OpleadError } from '../../../nodes/Oplead/api/errors';
import { paced } from '../../../nodes/Oplead/api/pacing';
import type { Patience } from '../../../nodes/shared/vendor/persistence';
import type { OpleadApi } from '../../../nodes/Oplead/api/client';
import { createLead, type Creation, type CreationPlace } from '../../../nodes/Oplead/write/creation';
import { WaitClock } from '../../../nodes/shared/waitClock';
import type { Fault, FaultAct } from '../../../sandbox/faults.ts';
import { startSandbox, type Sandbox } from '../../../sandbox/sandbox.ts';
import { sandboxApi } from './sandboxApi';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

const draft = (externalId?: string) => ({
	externalId,
	values: { externalID: externalId, lastname: 'Martin', email: 'martin@example.com' },
});

/** A place whose time passes at once; `waits` has the looks after a lost answer, in ms. */
function place({ signal, searchedPages = 10 }: { signal?: AbortSignal; searchedPages?: number } = {}) {
	let time = 0;
	const pass = async (ms: number) => {
		time += ms;
		return await Promise.resolve();
	};
	const patience: Patience = { totalMs: 60_000, outage: {}, signal, now: () => time, wait: pass };
	const waits: number[] = [];
	const wait = async (ms: number) => {
		waits.push(ms);
		return await pass(ms);
	};
	const api = sandboxApi(sandbox.url, { patience });
	return { api, account: 'one', patience, searchedPages, wait, waits } satisfies CreationPlace & { waits: number[] };
}

const creating = (act: FaultAct, more: Partial<Fault> = {}) =>
	sandbox.faults.plan({ vendor: 'oplead', method: 'POST', act, ...more });

const methods = () => sandbox.calls.list('oplead').map(({ method }) => method);

const held = () => sandbox.oplead.leads.map(({ leadData }) => leadData.externalID);

const outcome = (creation: Creation) =>
	creation.kind === 'rejected' ? creation.reason : [creation.kind, creation.record.id];

async function put(api: OpleadApi, externalID: string): Promise<string | undefined> {
	const { id } = await api.createLead(draft(externalID).values);
	sandbox.calls.clear();
	return id;
}

describe('a lead with an external ID', () => {
	it('that is new takes one call', async () => {
		const creation = await createLead(draft('a'), false, place());
		expect(outcome(creation)).toEqual(['created', sandbox.oplead.leads[0].id]);
		expect(methods()).toEqual(['POST']);
	});

	it('that may be there is looked up, and sent only if it is not', async () => {
		const here = place();
		const id = await put(here.api, 'a');
		expect(outcome(await createLead(draft('a'), true, here))).toEqual(['there', id]);
		expect(outcome(await createLead(draft('b'), true, here))).toMatchObject(['created', expect.anything()]);
		expect(methods()).toEqual(['GET', 'GET', 'POST']);
		expect(held()).toEqual(['a', 'b']);
	});

	it('is not sent where nobody can see whether it is there', async () => {
		const here = place({ searchedPages: 1 });
		for (let row = 0; row < 101; row++) await put(here.api, `other-${row}`);
		sandbox.oplead.set({ externalIDFilter: 'ignored' });
		expect(outcome(await createLead(draft('a'), true, here))).toMatch(
			/cannot be searched by external ID; .* It was not sent: perhaps it is there\. Raise Searched Pages/,
		);
		expect(methods()).toEqual(['GET']);
	});

	it.each<[string, FaultAct]>([
		['the connection broke', { kind: 'reset', when: 'after' }],
		['the answer was cut off', { kind: 'truncated' }],
		['the answer made no sense', { kind: 'malformed', body: '<html>' }],
	])('was created, and is found, where %s after it', async (_name, act) => {
		creating(act);
		const here = place();
		expect(outcome(await createLead(draft('a'), false, here))).toEqual(['created', sandbox.oplead.leads[0].id]);
		expect(held()).toEqual(['a']);
		expect(methods()).toEqual(['POST', 'GET']);
		expect(here.waits).toEqual([1_000]);
	});

	it.each<[string, FaultAct]>([
		['the connection broke', { kind: 'reset', when: 'before' }],
		['Oplead was out of order', { kind: 'status', status: 500 }],
	])('is sent again where %s, and it is not there at a second look', async (_name, act) => {
		creating(act);
		const here = place();
		expect(outcome(await createLead(draft('a'), false, here))).toMatchObject(['created', expect.anything()]);
		expect(held()).toEqual(['a']);
		expect(methods()).toEqual(['POST', 'GET', 'GET', 'POST']);
		expect(here.waits).toEqual([1_000, 3_000]);
	});

	it('is rejected where the answer was lost and the look up fails, too', async () => {
		creating({ kind: 'reset', when: 'after' });
		sandbox.faults.plan({ method: 'GET', act: { kind: 'status', status: 403, body: { message: 'No.' } } });
		expect(outcome(await createLead(draft('a'), false, place()))).toBe(
			'Oplead did not answer. Perhaps the lead is there all the same: look it up before you send it again.',
		);
		expect(held()).toEqual(['a']);
	});

	it('is given up at the end of the time, with the doubt that is left', async () => {
		creating({ kind: 'status', status: 503 }, { times: 1_000 });
		const thrown = await createLead(draft('a'), false, place()).catch((error: unknown) => error);
		expect(thrown).toBeInstanceOf(OpleadError);
		expect(thrown).toMatchObject({
			exhausted: true,
			message:
				'Oplead is out of order (503). Perhaps the lead is there all the same: look it up before you send it again.',
		});
		expect(methods().filter((method) => method === 'POST').length).toBeGreaterThan(3);
	});

	it('is refused in Oplead’s words, without a look', async () => {
		const values = { ...draft('a').values, email: 'nobody' };
		await expect(createLead({ externalId: 'a', values }, false, place())).rejects.toThrow(
			'This is not an e-mail address',
		);
		expect(methods()).toEqual(['POST']);
	});

	it('is found where Oplead refuses a second one, and refused where it is not there', async () => {
		const here = place();
		const id = await put(here.api, 'a');
		sandbox.oplead.set({ sameExternalID: 'refused' });
		expect(outcome(await createLead(draft('a'), false, here))).toEqual(['there', id]);
		creating({ kind: 'status', status: 409, body: { message: 'Something else.' } });
		await expect(createLead(draft('b'), false, here)).rejects.toThrow('Oplead refused this: Something else.');
	});

	it('is created once by two at the same time', async () => {
		creating({ kind: 'delay', ms: 100 });
		const ends = await Promise.all(
			[false, true].map(async (isLookedUp) => await createLead(draft('a'), isLookedUp, place())),
		);
		expect(ends.map(({ kind }) => kind)).toEqual(['created', 'there']);
		expect(held()).toEqual(['a']);
	});

	it('is not sent again, nor looked up, after a cancellation', async () => {
		const controller = new AbortController();
		creating({ kind: 'reset', when: 'before' });
		const here = place({ signal: controller.signal });
		const wait = async () => await Promise.resolve(controller.abort());
		expect(outcome(await createLead(draft('a'), false, { ...here, wait }))).toMatch(/^Oplead did not answer\. Perhaps/);
		expect(methods()).toEqual(['POST']);
	});

	it('is not sent where the execution is cancelled before its turn', async () => {
		creating({ kind: 'delay', ms: 100 });
		const controller = new AbortController();
		const first = createLead(draft('a'), false, place());
		const second = createLead(draft('a'), true, place({ signal: controller.signal }));
		controller.abort();
		await expect(second).rejects.toMatchObject({ message: 'The execution was cancelled.', final: true });
		expect((await first).kind).toBe('created');
		expect(methods()).toEqual(['POST']);
	});
});

describe('a lead without an external ID', () => {
	it.each(['before', 'after'] as const)('is not sent again after an answer that was lost %s', async (when) => {
		creating({ kind: 'reset', when });
		expect(outcome(await createLead(draft(), false, place()))).toBe(
			'Oplead did not answer. Perhaps the lead is there all the same: look it up before you send it again.',
		);
		expect(methods()).toEqual(['POST']);
	});

	it('is sent again where Oplead had not begun', async () => {
		creating({ kind: 'status', status: 429, headers: { 'retry-after': '0' } }, { times: 2 });
		const pace = { account: 'refused at first', patienceMs: 60_000, waited: new WaitClock() };
		const api = sandboxApi(sandbox.url, { wrap: (transport) => paced(transport, pace) });
		expect((await createLead(draft(), false, { ...place(), api })).kind).toBe('created');
		expect(methods()).toEqual(['POST', 'POST', 'POST']);
	});
});
