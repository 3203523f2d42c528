import { refusalOf } from '../../../nodes/HubSpotUpsert/api/errors';
import { associateAll } from '../../../nodes/HubSpotUpsert/write/associations';
import { writeAll } from '../../../nodes/HubSpotUpsert/write/batches';
import type { ReadyWrite } from '../../../nodes/HubSpotUpsert/write/writing';
import type { Transport } from '../../../nodes/shared/vendor/transport';
import { startSandbox, type Sandbox } from '../../../sandbox/sandbox.ts';
import { sandboxClient } from './sandboxClient';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

const contacts = () => sandbox.hubspot.records('contacts');

const upserts = (count: number, bad: number[]): ReadyWrite[] =>
	Array.from({ length: count }, (_, index) => {
		const destination = { method: 'upsert' as const, property: 'email', value: `lead${index}@example.com` };
		return { destination, properties: { lastname: bad.includes(index) ? '<script>' : `Lead ${index}` } };
	});

const write = async (writes: ReadyWrite[], client = sandboxClient(sandbox)) =>
	await writeAll(writes, {
		client,
		objectType: 'contacts',
		singular: 'contact',
		wait: async () => await Promise.resolve(),
	});

it('takes the page of a content network for the refusal of one body, and writes all others', async () => {
	sandbox.hubspot.portal.settings.contentNetworkRefuses = '<script>';
	const outcomes = await write(upserts(300, [7, 142]));
	const refused = outcomes.flatMap((outcome, index) => (outcome.kind === 'refused' ? [{ index, ...outcome }] : []));
	expect(refused.map(({ index, code }) => [index, code])).toEqual([
		[7, 'REFUSED'],
		[142, 'REFUSED'],
	]);
	expect(refused[0].reason).toContain('content network');
	expect(refused[0].reason).not.toContain('scope');
	expect(contacts()).toHaveLength(298);
});

/** HubSpot refuses, with that status, every body that holds `<script>`. */
const refusing = (status: number, body: unknown) => {
	const wrap =
		(transport: Transport): Transport =>
		async (request) =>
			(request.body as string).includes('<script>')
				? { status, headers: {}, body: typeof body === 'string' ? body : JSON.stringify(body) }
				: await transport(request);
	return sandboxClient(sandbox, { wrap });
};

it.each([
	[413, '<html>Request Entity Too Large</html>', 'REFUSED'],
	[414, '<html>URI Too Long</html>', 'REFUSED'],
	[404, { category: 'OBJECT_NOT_FOUND', message: 'It is not there.' }, 'NOT_FOUND'],
	[403, { category: 'PERMISSION_DENIED', message: 'This record belongs to another team.' }, 'REFUSED'],
])('divides a batch that is answered with a %s for one of its records', async (status, body, code) => {
	const outcomes = await write(upserts(150, [120]), refusing(status, body));
	expect(outcomes.flatMap(({ kind }, index) => (kind === 'refused' ? [index] : []))).toEqual([120]);
	expect(outcomes[120]).toMatchObject({ code, ofContent: true });
	expect(contacts()).toHaveLength(149);
});

it('takes a 403 that says nothing else for a missing scope', () => {
	for (const body of ['', '{}', JSON.stringify({ category: 'MISSING_SCOPES', message: 'No.' })]) {
		const error = refusalOf({ status: 403, headers: {}, body });
		expect(error).toMatchObject({ code: 'SCOPE_MISSING', concernsEveryCall: true, concernsContent: false });
	}
});

it.each([6, 60, 190])('makes the good links although %s wrong ones stand above them', async (wrong) => {
	const client = sandboxClient(sandbox);
	const record = { properties: { lastname: 'Lead' }, objectWriteTraceId: '0' };
	await client.create('contacts', [record]);
	await client.create('companies', [{ ...record, properties: { name: 'Company' } }]);
	const [from] = contacts();
	const [to] = sandbox.hubspot.records('companies');
	// HubSpot refuses the batch as a whole, in the same words whichever it is.
	const wrap =
		(transport: Transport): Transport =>
		async (request) =>
			(request.body as string).includes('"99')
				? { status: 400, headers: {}, body: JSON.stringify({ message: 'One of the ids is not valid' }) }
				: await transport(request);
	const wish = (value: string) => ({
		from: from.id,
		wish: { toObjectType: 'companies', key: { by: 'recordId' as const }, value },
	});
	const planned = Array.from({ length: 200 }, (_, index) => wish(index < wrong ? `99${index}` : to.id));
	const outcomes = await associateAll(planned, { client: sandboxClient(sandbox, { wrap }), objectType: 'contacts' });
	expect(outcomes.map(({ kind }) => kind)).toEqual(
		planned.map((_, index) => (index < wrong ? 'failed' : 'associated')),
	);
	expect(outcomes.some((outcome) => 'reason' in outcome && outcome.reason.includes('Not tried'))).toBe(false);
});
