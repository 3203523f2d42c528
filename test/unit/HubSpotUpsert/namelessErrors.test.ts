import { carryOut } from '../../../nodes/HubSpotUpsert/write/carryOut';
import { writeAll } from '../../../nodes/HubSpotUpsert/write/batches';
import type { ReadyWrite } from '../../../nodes/HubSpotUpsert/write/writing';
import type { DuplicatePolicy } from '../../../nodes/HubSpotUpsert/plan/settings';
import type { Transport } from '../../../nodes/shared/vendor/transport';
import { startSandbox, type Sandbox } from '../../../sandbox/sandbox.ts';
import { draft, planOf } from './planning';
import { sandboxClient } from './sandboxClient';

// Errors that name no input must never shift what came of one item onto another.
let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => {
	sandbox.reset();
	sandbox.hubspot.portal.settings.errorsNameInputs = false;
});
afterAll(async () => await sandbox.close());

const contacts = () => sandbox.hubspot.records('contacts');
const idOf = (lastname: string) => contacts().find(({ properties }) => properties.lastname === lastname)?.id;
const calls = (path: string) => sandbox.calls.list().filter((call) => call.path.endsWith(path)).length;

const create = (properties: Record<string, string>): ReadyWrite => ({ destination: { method: 'create' }, properties });

const upsert = (name: string, more: Record<string, string> = {}): ReadyWrite => {
	const destination = { method: 'upsert' as const, property: 'email', value: `${name}@example.com` };
	return { destination, properties: { lastname: name, ...more } };
};

const target = (client = sandboxClient(sandbox)) => ({
	client,
	objectType: 'contacts',
	singular: 'contact',
	wait: async () => await Promise.resolve(),
});

const write = async (writes: ReadyWrite[], client = sandboxClient(sandbox)) => await writeAll(writes, target(client));

const BAD = { bookings_count: 'many' };
const refused = {
	kind: 'refused',
	code: 'REFUSED',
	ofContent: true,
	reason: expect.stringContaining('many was not a valid number') as string,
};

describe.each([true, false])('with an echo of the trace ids: %s', (echo) => {
	beforeEach(() => (sandbox.hubspot.portal.settings.echoTraceIds = echo));

	it.each([0, 1, 2])('creations: the one that is refused is known, in place %s', async (place) => {
		const names = ['Ann', 'Bob', 'Cid'];
		const writes = names.map((lastname, index) => create({ lastname, ...(index === place && BAD) }));
		const outcomes = await write(writes);
		const expected = names.map((name, index) => (index === place ? refused : { kind: 'written', id: idOf(name) }));
		expect(outcomes).toMatchObject(expected);
		expect(contacts()).toHaveLength(2);
	});

	it('creations: each of several gets its own reason, and none is created twice', async () => {
		const names = Array.from({ length: 30 }, (_, index) => `Lead ${index}`);
		const isBad = (index: number) => index % 7 === 3;
		const writes = names.map((lastname, index) =>
			create({ lastname, ...(isBad(index) && { bookings_count: `m${index}` }) }),
		);
		const outcomes = await write(writes);
		for (const [index, outcome] of outcomes.entries()) {
			expect(outcome).toMatchObject(
				isBad(index)
					? { kind: 'refused', reason: expect.stringContaining(`m${index} was not a valid number`) as string }
					: { kind: 'written', id: idOf(names[index]) },
			);
		}
		expect(contacts()).toHaveLength(names.filter((_, index) => !isBad(index)).length);
	});

	it('creations: none of them is written where all are refused', async () => {
		const outcomes = await write(['Ann', 'Bob', 'Cid'].map((lastname) => create({ lastname, ...BAD })));
		expect(outcomes).toMatchObject([refused, refused, refused]);
		expect(contacts()).toEqual([]);
	});

	it('upserts: each is told its own', async () => {
		const outcomes = await write([upsert('a'), upsert('b', BAD), upsert('c'), upsert('d', BAD)]);
		expect(outcomes).toMatchObject([
			{ kind: 'written', id: idOf('a') },
			refused,
			{ kind: 'written', id: idOf('c') },
			refused,
		]);
	});

	it.each<[DuplicatePolicy, boolean]>([
		['merge', true],
		['merge', false],
		['firstWins', false],
		['lastWins', true],
	])(
		'two rows with one key, one of them bad: the good one is written (%s, the good one first: %s)',
		async (duplicates, first) => {
			const good = draft({ email: 'ann@example.com', firstname: 'Ann' });
			const bad = draft({ email: 'ann@example.com', hs_whatsapp_phone_number: 'none' });
			const rows = [draft({ email: 'zoe@example.com' }), ...(first ? [good, bad] : [bad, good])];
			const context = { ...target(), account: 'account', existingValues: 'overwrite' as const };
			const outcomes = await carryOut(planOf(rows, { duplicates }), context);
			const ends = [...outcomes].sort(([one], [other]) => one - other).map(([, { kind }]) => kind);
			expect(ends).toEqual(first ? ['done', 'done', 'rejected'] : ['done', 'rejected', 'done']);
			expect(contacts().map(({ properties }) => properties.firstname)).toEqual([undefined, 'Ann']);
		},
	);
});

it('says that it is not known whose record it is, where the answer leaves that open', async () => {
	const writes = [create({ lastname: 'Doe' }), create({ lastname: 'Doe' }), create({ lastname: 'Ann' })];
	// HubSpot has created one of the two only, and the answer says not which.
	const error = { status: 'error', category: 'INTERNAL_ERROR', message: 'Something is odd.' };
	const wrap =
		(transport: Transport): Transport =>
		async (request) => {
			const answer = await transport(request);
			const { results } = JSON.parse(answer.body) as { results: Array<{ id: string }> };
			const body = JSON.stringify({ results: results.filter(({ id }) => id !== contacts()[0].id), errors: [error] });
			return { ...answer, status: 207, body };
		};
	const unknown = {
		kind: 'refused',
		code: 'MAY_BE_DONE',
		reason: expect.stringContaining('Something is odd.') as string,
	};
	const outcomes = await write(writes, sandboxClient(sandbox, { wrap }));
	expect(outcomes).toMatchObject([unknown, unknown, { kind: 'written', id: idOf('Ann') }]);
	expect(calls('/batch/create')).toBe(1);
});

it('takes no record for that of a write whose values HubSpot writes in another way', async () => {
	const writes = [create({ lastname: 'Doe', phone: '079 1' }), create({ lastname: 'Doe' })];
	const error = { status: 'error', category: 'VALIDATION_ERROR', message: 'No.' };
	const wrap =
		(transport: Transport): Transport =>
		async (request) => {
			const answer = await transport(request);
			const results = [{ id: '7', properties: { lastname: 'Doe', phone: '+41791' } }];
			return { ...answer, status: 207, body: JSON.stringify({ results, errors: [error] }) };
		};
	const outcomes = await write(writes, sandboxClient(sandbox, { wrap }));
	expect(outcomes.map(({ kind }) => kind)).toEqual(['refused', 'refused']);
});
