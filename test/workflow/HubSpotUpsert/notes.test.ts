import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { FaultAct } from '../../../sandbox/faults.ts';
import { AUTOMATIC, idIn, reasons, useAccount } from './account';

const account = useAccount();

const NOTE = { body: '={{ $json.text }}', leadKey: '={{ $json.lead }}', timestamp: '={{ $json.time }}' };

const withNote = (change: IDataObject = {}): INodeParameters => ({
	...AUTOMATIC,
	note: { values: { ...NOTE, ...change } },
});

const lead = { email: 'a@example.com', text: 'Asked for a course', lead: 'L-1', time: '31.12.2025 14:30' };

const bodies = () => account.held('notes').map((note) => note.hs_note_body);

/** The note without the mark by which the node finds it again. */
const text = (body: string) => body.replace(/<p><small>Lead Relay: [0-9a-f]{16}<\/small><\/p>$/, '');

/** HubSpot does what it is asked, and its answer does not arrive. */
const LOST: FaultAct[] = [{ kind: 'reset', when: 'after' }, { kind: 'truncated' }, { kind: 'malformed' }];

it('stands on the timeline of the record, with its time', async () => {
	const workflow = { timezone: 'Europe/Berlin' };
	const { done } = await account.upsert([lead], withNote(), { workflow });
	const [note] = account.sandbox.hubspot.records('notes');
	expect(done[0].json).toMatchObject({ outcome: 'created', note: 'added' });
	expect(text(note.properties.hs_note_body)).toBe('Asked for a course');
	expect(note.properties.hs_timestamp).toBe('2025-12-31T13:30:00.000Z');
	expect(account.associated('contacts', idIn(done[0]), 'notes')).toMatchObject([{ id: note.id }]);
});

it('has the time of the run where none is given', async () => {
	const start = Date.now();
	await account.upsert([{ ...lead, time: '' }], withNote());
	const time = Date.parse(account.held('notes')[0].hs_timestamp);
	expect(time).toBeGreaterThanOrEqual(start);
	expect(time).toBeLessThanOrEqual(Date.now());
});

it('shows plain text as it is, and leaves HTML to HubSpot', async () => {
	const items = ['a < b & Max <max@example.com>\nzwei', '<b>Hello</b> <script>alert(1)</script>'].map(
		(body, index) => ({
			...lead,
			email: `${index}@example.com`,
			text: body,
		}),
	);
	await account.upsert(items, withNote());
	expect(bodies().map(text)).toEqual([
		'a &lt; b &amp; Max &lt;max@example.com&gt;<br>zwei',
		'<b>Hello</b> <script>alert(1)</script>',
	]);
});

it('is none for an item without a text, and rejects one whose time cannot be read', async () => {
	const items = [
		{ ...lead, text: ' ' },
		{ ...lead, email: 'b@example.com', time: 'gestern' },
	];
	const run = await account.upsert(items, withNote());
	expect(run.done.map(({ json }) => json.note)).toEqual([undefined]);
	expect(reasons(run)).toEqual([
		'A parameter of the node cannot be read: "gestern" does not fit the time of the note. Expected: a date and time such as 2025-12-31T14:30 or 31.12.2025 14:30. Correct it at the source, or leave it empty.',
	]);
	expect(account.held('contacts')).toHaveLength(1);
	expect(bodies()).toEqual([]);
});

it('is cut where it is longer than HubSpot takes', async () => {
	await account.upsert([{ ...lead, text: 'ä&'.repeat(60_000) }], withNote());
	expect(bodies()[0].length).toBeLessThanOrEqual(65_536);
	expect(bodies()[0]).toMatch(/…<p><small>Lead Relay/);
});

it('is one for each lead, however often it is sent, and one more for another lead', async () => {
	const items = [lead, { ...lead, text: 'Asked again' }];
	const first = await account.upsert(items, withNote());
	const second = await account.upsert(items, withNote());
	expect(first.done.map(({ json }) => json.note)).toEqual(['added', 'added']);
	expect(second.done.map(({ json }) => json.note)).toEqual(['present', 'present']);
	expect(bodies()).toHaveLength(1);
	await account.upsert([{ ...lead, lead: 'L-2' }], withNote());
	expect(bodies()).toHaveLength(2);
});

it('is one for each text where there is no lead key', async () => {
	const change = { leadKey: '' };
	await account.upsert([lead, lead, { ...lead, text: 'Other' }], withNote(change));
	await account.upsert([lead], withNote(change));
	expect(bodies().map(text)).toEqual(['Asked for a course', 'Other']);
});

it('is one for each record of the same lead', async () => {
	await account.upsert([lead, { ...lead, email: 'b@example.com' }], withNote());
	await account.upsert([lead, { ...lead, email: 'b@example.com' }], withNote());
	expect(bodies()).toHaveLength(2);
});

it.each(LOST)(
	'is not doubled when the answer of its creation is lost: %j',
	async (act) => {
		account.sandbox.faults.plan({ path: '/notes/batch/create', act });
		const items = Array.from({ length: 3 }, (_, index) => ({ ...lead, email: `${index}@example.com` }));
		const run = await account.upsert([...items, items[0]], withNote());
		expect(reasons(run)).toEqual([]);
		expect(run.done.map(({ json }) => json.note)).toEqual(['added', 'added', 'added', 'added']);
		expect(bodies()).toHaveLength(3);
		await account.upsert(items, withNote());
		expect(bodies()).toHaveLength(3);
	},
	15_000,
);

it('is added in a second attempt where HubSpot was down for the first', async () => {
	account.sandbox.faults.plan({ path: '/notes/batch/create', act: { kind: 'reset', when: 'before' } });
	const { done } = await account.upsert([lead], withNote());
	expect(done[0].json.note).toBe('added');
	expect(bodies()).toHaveLength(1);
}, 15_000);

it('is one, too, when n8n runs the workflow again because it failed half-way', async () => {
	account.sandbox.faults.plan({ path: '/notes/batch/create', times: 9, act: { kind: 'status', status: 400 } });
	const failed = await account.upsert([lead], withNote());
	expect(reasons(failed)).toEqual([
		expect.stringContaining('The contact was created, but not everything could be done.'),
	]);
	account.sandbox.faults.clear();
	expect((await account.upsert([lead], withNote())).done[0].json).toMatchObject({ outcome: 'updated', note: 'added' });
	expect(bodies()).toHaveLength(1);
});

it('is one when two executions have the same lead at once', async () => {
	account.sandbox.faults.plan({ path: '/notes/batch/create', times: 2, act: { kind: 'delay', ms: 300 } });
	const runs = await Promise.all([account.upsert([lead], withNote()), account.upsert([lead], withNote())]);
	expect(runs.map(({ done }) => done[0].json.note).sort()).toEqual(['added', 'present']);
	expect(bodies()).toHaveLength(1);
	expect(account.held('contacts')).toHaveLength(1);
});

it.each([
	['company', 'companies', { matchBy: 'otherProperty', searchProperty: 'name' }, { name: 'A' }],
	['deal', 'deals', { keyProperty: 'invoice_number' }, { invoice_number: '1' }],
	[
		'ticket',
		'tickets',
		{ matchBy: 'otherProperty', searchProperty: 'subject' },
		{ subject: 'S', hs_pipeline_stage: '1' },
	],
])('stands on the timeline of a %s, too, once', async (resource, plural, key, item) => {
	for (const note of ['added', 'present']) {
		const run = await account.upsert([{ ...item, text: 'Hello', lead: 'L' }], { resource, ...key, ...withNote() });
		expect(reasons(run)).toEqual([]);
		expect(run.done[0].json.note).toBe(note);
	}
	const [{ id }] = account.sandbox.hubspot.records(plural);
	expect(account.associated(plural, id, 'notes')).toHaveLength(1);
});

it('says where HubSpot associates no notes with the record', async () => {
	const run = await account.upsert([{ session_code: '1', session_name: 'A', text: 'Hello' }], {
		resource: 'customObject',
		customObject: { __rl: true, mode: 'id', value: '2-3453932' },
		keyProperty: 'session_code',
		...withNote(),
	});
	expect(reasons(run)).toEqual([
		'The record was created, but not everything could be done. HubSpot does not associate notes with 2-3453932.',
	]);
});
