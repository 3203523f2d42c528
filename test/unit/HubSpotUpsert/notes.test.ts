import { setTimeout as sleep } from 'node:timers/promises';

import type { HubSpotClient } from '../../../nodes/HubSpotUpsert/api/client';
import { HubSpotError } from '../../../nodes/HubSpotUpsert/api/errors';
import type { Transport } from '../../../nodes/shared/vendor/transport';
import { markedBody, markOf, marksIn } from '../../../nodes/HubSpotUpsert/write/noteBody';
import { addNotes, type NoteContext, type PlannedNote } from '../../../nodes/HubSpotUpsert/write/notes';
import type { FaultAct } from '../../../sandbox/faults.ts';
import { startSandbox, type Sandbox } from '../../../sandbox/sandbox.ts';
import { sandboxClient } from './sandboxClient';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

const CREATE = '/notes/batch/create';

/** Creates contacts or other records; answers their ids. */
async function create(count: number, objectType = 'contacts', properties: Record<string, string> = { phone: '1' }) {
	const inputs = Array.from({ length: count }, (_, index) => ({ properties, objectWriteTraceId: String(index) }));
	for (let start = 0; start < count; start += 100) {
		await sandboxClient(sandbox).create(objectType, inputs.slice(start, start + 100));
	}
	sandbox.calls.clear();
	return sandbox.hubspot
		.records(objectType)
		.slice(-count)
		.map(({ id }) => id);
}

const note = (recordId: string, leadKey = 'a lead', body = 'Wants to learn Excel'): PlannedNote => {
	return { recordId, wish: { body, leadKey, timestamp: '2026-10-01T08:00:00.000Z' } };
};

let waits: number[] = [];
beforeEach(() => (waits = []));

const add = async (planned: PlannedNote[], place: Partial<NoteContext> = {}) =>
	await addNotes(planned, {
		client: sandboxClient(sandbox),
		objectType: 'contacts',
		account: 'account',
		wait: async (ms) => await Promise.resolve(waits.push(ms)),
		...place,
	});

const notes = () => sandbox.hubspot.records('notes');

/** The ids of the notes on a record. */
const notesOn = (id: string, typeId = '0-1') =>
	sandbox.hubspot.portal.associations.of({ typeId, id }, '0-46').map((link) => link.id);

const calls = (path: string) => sandbox.calls.list().filter((call) => call.path.endsWith(path)).length;

const reasonWith = (text: string) => ({ kind: 'failed', reason: expect.stringContaining(text) as string });

it('adds a note to the timeline, once for each lead key', async () => {
	const [id] = await create(1);
	const [first] = await add([note(id)]);
	expect(first).toEqual({ kind: 'added', id: notes()[0].id });
	expect(notes()[0].properties).toMatchObject({
		hs_timestamp: '2026-10-01T08:00:00.000Z',
		hs_note_body: `Wants to learn Excel<p><small>Lead Relay: ${markOf('a lead')}</small></p>`,
	});
	expect(notesOn(id)).toEqual([notes()[0].id]);

	expect(await add([note(id, 'a lead', 'The same lead in other words')])).toEqual([{ ...first, kind: 'present' }]);
	expect(await add([note(id, 'another lead')])).toMatchObject([{ kind: 'added' }]);
	expect(notesOn(id)).toHaveLength(2);
});

it.each([true, false])('tells each record its own note (trace ids echoed: %s)', async (echoTraceIds) => {
	sandbox.hubspot.portal.settings.echoTraceIds = echoTraceIds;
	const ids = await create(250);
	const planned = ids.flatMap((id, index) => [note(id, `lead ${index}`), note(id, 'for all')]);
	const outcomes = await add(planned);
	expect(notes()).toHaveLength(500);
	for (const [index, outcome] of outcomes.entries()) {
		const onRecord = notesOn(planned[index].recordId);
		expect(outcome.kind).toBe('added');
		expect(onRecord).toContain('id' in outcome && outcome.id);
	}
	expect(new Set(outcomes.map((outcome) => 'id' in outcome && outcome.id)).size).toBe(500);
	expect(calls(CREATE)).toBe(5);
	expect(waits).toHaveLength(echoTraceIds ? 0 : 1);

	const again = await add(planned);
	expect(again).toEqual(outcomes.map((outcome) => ({ ...outcome, kind: 'present' })));
	expect(notes()).toHaveLength(500);
});

it('adds one note for the same record and lead key, and names it in both outcomes', async () => {
	const [id] = await create(1);
	const [first, second] = await add([note(id), note(id, 'a lead', 'Again')]);
	expect(first).toEqual({ kind: 'added', id: notes()[0].id });
	expect(second).toEqual(first);
	expect(notes()).toHaveLength(1);
});

it('adds one note when two executions add it at once', async () => {
	const ids = await create(3);
	const planned = ids.map((id) => note(id));
	const [one, other] = await Promise.all([add(planned), add(planned)]);
	expect(notes()).toHaveLength(3);
	expect(one.map(({ kind }) => kind)).toEqual(['added', 'added', 'added']);
	expect(other).toEqual(one.map((outcome) => ({ ...outcome, kind: 'present' })));
});

it('adds notes to records of other objects, and says where HubSpot has no such association', async () => {
	const [company] = await create(1, 'companies', { name: 'Company' });
	const client = sandboxClient(sandbox);
	const labels: HubSpotClient['labels'] = async (ends) => [
		{ associationCategory: 'USER_DEFINED', associationTypeId: 77, label: 'Protocol' },
		...(await client.labels(ends)),
	];
	const place = { objectType: 'companies', client: { ...client, labels } };
	expect(await add([note(company)], place)).toMatchObject([{ kind: 'added' }]);
	expect(notesOn(company, '0-2')).toHaveLength(1);
	const [session] = await create(1, '2-3453932', { session_name: 'Excel' });
	expect(await add([note(session)], { objectType: '2-3453932' })).toEqual([reasonWith('notes with 2-3453932')]);
	expect(notes()).toHaveLength(1);
});

describe('adds no note twice after', () => {
	const LOST: Array<[string, FaultAct]> = [
		['an answer that is lost', { kind: 'reset', when: 'after' }],
		['a call that does not arrive', { kind: 'reset', when: 'before' }],
		['an answer that is cut', { kind: 'truncated' }],
		['an answer that is no JSON', { kind: 'malformed' }],
		['an answer that is something else', { kind: 'malformed', body: '"hello"' }],
		['an answer that names nothing', { kind: 'malformed', body: '{"status":"COMPLETE","results":[]}' }],
		['a 408', { kind: 'status', status: 408 }],
		['a 500', { kind: 'status', status: 500 }],
		['a 502 as a page', { kind: 'status', status: 502, body: '<html>Bad Gateway</html>' }],
		['a 504', { kind: 'status', status: 504 }],
		['a 429', { kind: 'status', status: 429, body: { status: 'error', policyName: 'TEN_SECONDLY_ROLLING' } }],
		['a 423', { kind: 'status', status: 423 }],
	];

	it.each(LOST)('%s', async (_name, act) => {
		const ids = await create(150);
		const planned = ids.map((id) => note(id));
		sandbox.faults.plan({ path: CREATE, times: 2, act });
		const outcomes = await add(planned);
		expect(notes()).toHaveLength(150);
		for (const [index, id] of ids.entries()) expect(outcomes[index]).toEqual({ kind: 'added', id: notesOn(id)[0] });
		const [again] = await add([note(ids[0])]);
		expect(again.kind).toBe('present');
	});

	it('an answer that takes too long', async () => {
		const [id] = await create(1);
		sandbox.faults.plan({ path: CREATE, act: { kind: 'delay', ms: 5_500 } });
		const outcomes = await add([note(id)], { wait: async () => await sleep(100) });
		expect(outcomes).toEqual([{ kind: 'added', id: notes()[0].id }]);
		expect(notes()).toHaveLength(1);
	});
});

it('gives up in the end, says that there is a doubt, and adds nothing twice later', async () => {
	const [id] = await create(1);
	sandbox.faults.plan({ path: CREATE, times: 1000, act: { kind: 'status', status: 500 } });
	expect(await add([note(id)])).toEqual([reasonWith('out of order (500)')]);
	expect(await add([note(id)])).toEqual([reasonWith('only where it is missing')]);
	expect(calls(CREATE)).toBe(6);
	expect(waits.slice(0, 3)).toEqual([1_000, 4_000, 10_000]);
	sandbox.faults.clear();
	expect(await add([note(id)])).toMatchObject([{ kind: 'added' }]);
	expect(notes()).toHaveLength(1);
});

it('says that there is a doubt when it cannot look after a lost answer, and does not add blindly', async () => {
	const [id] = await create(1);
	sandbox.faults.plan({ path: CREATE, act: { kind: 'reset', when: 'after' } });
	sandbox.faults.plan({ path: '/notes/batch/read', skip: 1, times: 1000, act: { kind: 'status', status: 500 } });
	expect(await add([note(id)])).toEqual([reasonWith('may be there or not')]);
	expect(calls(CREATE)).toBe(1);
	sandbox.faults.clear();
	expect(await add([note(id)])).toMatchObject([{ kind: 'present' }]);
});

it('adds no note where the timeline cannot be read', async () => {
	const [one, other] = await create(2);
	await add([note(one, 'an older lead')]);
	sandbox.faults.plan({ path: '/objects/2026-03/notes/batch/read', times: 1000, act: { kind: 'status', status: 500 } });
	expect(await add([note(one), note(other)])).toEqual([
		reasonWith('could not be read'),
		{ kind: 'added', id: notesOn(other)[0] },
	]);
	expect(notes()).toHaveLength(2);
});

it('does not take an error for a timeline without notes', async () => {
	const [id] = await create(1);
	await add([note(id)]);
	const error = {
		status: 'error',
		category: 'INTERNAL_ERROR',
		message: 'Try later.',
		context: {},
		errors: [],
		links: {},
	};
	const body = JSON.stringify({ status: 'COMPLETE', results: [], numErrors: 1, errors: [error] });
	const wrap =
		(transport: Transport): Transport =>
		async (request) => {
			const answer = await transport(request);
			return request.url.includes('/contacts/notes/') ? { ...answer, status: 207, body } : answer;
		};
	expect(await add([note(id)], { client: sandboxClient(sandbox, { wrap }) })).toEqual([reasonWith('Try later.')]);
	expect(notes()).toHaveLength(1);
});

it('finds its note on a later page of a long timeline', async () => {
	const [id] = await create(1);
	for (let lead = 0; lead < 5; lead++) await add([note(id, `lead ${lead}`)]);
	const paging =
		(transport: Transport): Transport =>
		async (request) => {
			const answer = await transport(request);
			if (!request.url.includes('/contacts/notes/')) return answer;
			const { inputs } = JSON.parse((request.body as string) ?? '') as { inputs: Array<{ after?: string }> };
			const body = JSON.parse(answer.body) as { results: Array<{ to: unknown[]; paging?: unknown }> };
			const [row] = body.results;
			const start = Number(inputs[0].after ?? 0);
			if (start + 2 < row.to.length) row.paging = { next: { after: String(start + 2) } };
			row.to = row.to.slice(start, start + 2);
			return { ...answer, body: JSON.stringify(body) };
		};
	const outcomes = await add([note(id, 'lead 4')], { client: sandboxClient(sandbox, { wrap: paging }) });
	expect(outcomes).toEqual([{ kind: 'present', id: notes()[4].id }]);
});

it('adds the other notes when HubSpot refuses one', async () => {
	const [one, other] = await create(2);
	const outcomes = await add([note(one), note('999'), note(other)]);
	expect(outcomes).toEqual([
		{ kind: 'added', id: notesOn(one)[0] },
		reasonWith('HubSpot refused this: CONTACT=999 is not valid'),
		{ kind: 'added', id: notesOn(other)[0] },
	]);
	expect(calls(CREATE)).toBe(1);
});

it('finds the note for which a whole batch is refused', async () => {
	const ids = await create(40);
	const client = sandboxClient(sandbox);
	const touchy: HubSpotClient = {
		...client,
		async create(objectType, inputs) {
			const isRefused = inputs.some(({ associations }) => associations?.[0].to.id === ids[17]);
			if (isRefused) throw new HubSpotError('HubSpot refused this: odd', { status: 400 });
			return await client.create(objectType, inputs);
		},
	};
	const outcomes = await add(
		ids.map((id) => note(id)),
		{ client: touchy },
	);
	expect(outcomes.flatMap(({ kind }, index) => (kind === 'failed' ? [index] : []))).toEqual([17]);
	expect(outcomes[17]).toEqual({ kind: 'failed', reason: 'HubSpot refused this: odd' });
	expect(notes()).toHaveLength(39);
});

it.each([
	['a revoked token', 'unknown-token', 'did not accept the token', 1],
	['a token that may only read', 'sandbox-hubspot-read-only', 'crm.objects.contacts.write', 2],
])('asks no more than it must with %s', async (_name, token, reason, most) => {
	const ids = await create(250);
	const outcomes = await add(
		ids.map((id) => note(id)),
		{ client: sandboxClient(sandbox, { token }) },
	);
	expect(outcomes).toHaveLength(250);
	for (const outcome of outcomes) expect(outcome).toEqual(reasonWith(reason));
	expect(sandbox.calls.list()).toHaveLength(most);
	expect(waits).toEqual([]);
});

it('sends no more notes in one call than a call should hold', async () => {
	const ids = await create(40);
	const lengths: number[] = [];
	const wrap =
		(transport: Transport): Transport =>
		async (request) => {
			if (request.url.endsWith(CREATE)) lengths.push(request.body?.length ?? 0);
			return await transport(request);
		};
	const long = 'x'.repeat(70_000);
	await add(
		ids.map((id) => note(id, 'a lead', long)),
		{ client: sandboxClient(sandbox, { wrap }) },
	);
	expect(notes()).toHaveLength(40);
	expect(Math.max(...lengths)).toBeLessThan(1_100_000);
});

describe('the body of a note', () => {
	const MARK = markOf('a lead');
	const ENDING = `<p><small>Lead Relay: ${MARK}</small></p>`;

	it.each([
		['text', 'One\nTwo\r\nThree', 'One<br>Two<br>Three'],
		['text with signs', 'Max <max@example.com> & 3 < 5', 'Max &lt;max@example.com&gt; &amp; 3 &lt; 5'],
		['HTML', '<p class="a">One &amp; <b>two</b></p>\n', '<p class="a">One &amp; <b>two</b></p>\n'],
		['nothing', '', ''],
	])('is %s', (_name, text, html) => {
		expect(markedBody(text, MARK)).toBe(html + ENDING);
	});

	it('bears its mark whatever HubSpot’s cleaning makes of it', () => {
		const body = markedBody('text', MARK);
		for (const cleaned of [
			body,
			body.replaceAll(/<\/?small>/g, ''),
			body.replaceAll('Relay: ', 'Relay:&nbsp;'),
			body.replace('Relay: ', 'Relay:\n<span>'),
			`<div>${body}</div><p>Called back.</p>`,
		]) {
			expect(marksIn(cleaned)).toEqual([MARK]);
		}
		expect(marksIn('Lead Relay: nothing')).toEqual([]);
	});

	it.each([
		['a', 'x'],
		['an entity', '&'],
		['a line break', '\n'],
		['a character of two', '😀'],
		['a tag', '<b class="bold">x</b>'],
	])('is cut where it is too long, but not within %s', (_name, piece) => {
		for (const start of ['', 'y', 'yy', 'yyy']) {
			const body = markedBody(start + piece.repeat(70_000), MARK);
			expect(body.length).toBeLessThanOrEqual(65_536);
			expect(body.length).toBeGreaterThan(65_400);
			expect(body.endsWith(`…${ENDING}`)).toBe(true);
			expect(body.isWellFormed()).toBe(true);
			expect(body).not.toMatch(/(<[^<>]*|&[#\w]*)…/);
		}
	});
});
