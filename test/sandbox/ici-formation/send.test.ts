import { createIciFormation } from '../../../sandbox/ici-formation/iciFormation.ts';
import type { IciFormation } from '../../../sandbox/ici-formation/iciFormation.ts';
import type { SentLead } from '../../../sandbox/ici-formation/delivery.ts';
import { LEAD_KEYS } from '../../../sandbox/ici-formation/lead.ts';
import type { SandboxEvent } from '../../../sandbox/vendor.ts';
import { call, serve } from '../served.ts';
import { startReceiver } from '../receiver.ts';

let server: Awaited<ReturnType<typeof serve>>;
let iciFormation: IciFormation;
let announced: SandboxEvent[];
let receiver: Awaited<ReturnType<typeof startReceiver>>;

beforeEach(async () => {
	announced = [];
	iciFormation = createIciFormation({ now: Date.now, announce: (event) => announced.push(event) });
	server = await serve({ '/': iciFormation.controls });
	receiver = await startReceiver();
	iciFormation.setTarget({ url: receiver.url, headerName: 'X-API-Key', headerValue: 's3cret' });
});

afterEach(async () => {
	await server.close();
	await receiver.close();
});

interface Sent {
	sent: SentLead[];
	message: string;
}

const order = (payload: object) => call<Sent>('POST', `${server.url}/send`, payload);
const bodies = () => receiver.received.map(({ body }) => JSON.parse(body) as Record<string, string>);

describe('sending leads', () => {
	it('posts twelve strings as JSON with the secret header, and reports the answer', async () => {
		receiver.answer.body = 'seen';
		const { sent } = (await order({})).body;
		const [{ headers }] = receiver.received;
		const [lead] = bodies();
		expect(Object.keys(lead)).toEqual([...LEAD_KEYS]);
		expect(Object.values(lead).every((value) => typeof value === 'string')).toBe(true);
		expect(headers).toMatchObject({ 'content-type': 'application/json', 'x-api-key': 's3cret' });
		expect(sent).toEqual([{ status: 200, bodyBytes: 4, ms: expect.any(Number) as number, lead }]);
		expect(announced.at(-1)).toEqual({ vendor: 'ici-formation', kind: 'sent', data: sent[0] });
	});

	it('gives every lead another e-mail address, within and across orders', async () => {
		await order({ count: 60 });
		await order({ count: 60 });
		expect(new Set(bodies().map(({ email }) => email)).size).toBe(120);
	});

	it('sends the same leads again after a reset, to the same target', async () => {
		await order({ count: 20, concurrency: 1 });
		iciFormation.reset();
		await order({ count: 20, concurrency: 1 });
		const all = bodies();
		expect(all.slice(20)).toEqual(all.slice(0, 20));
		expect(iciFormation.sent).toHaveLength(20);
	});

	it('varies names, towns, trainings and centres', async () => {
		await order({ count: 40 });
		const leads = bodies();
		expect(leads.some(({ code_postal }) => code_postal.startsWith('0'))).toBe(true);
		expect(leads.every(({ ville }) => ville === ville.toLowerCase())).toBe(true);
		expect(new Set(leads.map(({ formation }) => formation)).size).toBe(6);
		expect(new Set(leads.map(({ id_client }) => id_client)).size).toBe(2);
	});

	it('keeps to the concurrency, and uses it', async () => {
		receiver.answer.afterMs = 20;
		await order({ count: 12, concurrency: 3 });
		expect(Math.max(...receiver.received.map(({ underWay }) => underWay))).toBe(3);
	});

	it('takes a training and single fields from the order', async () => {
		await order({ count: 2, training: 'Soudure', lead: { email: 'un@example.com', ville: 'nantes' } });
		for (const lead of bodies()) {
			expect(lead).toMatchObject({ formation: 'Soudure', email: 'un@example.com', ville: 'nantes' });
		}
	});

	it('takes turns over the target’s training centres', async () => {
		const centres = [1, 2, 3].map((n) => ({ client: `Centre ${n}`, id_client: `${n}` }));
		iciFormation.setTarget({ url: receiver.url, centres });
		await order({ count: 3, concurrency: 1 });
		expect(bodies().map(({ client, id_client }) => ({ client, id_client }))).toEqual(centres);
	});

	it('can send a form', async () => {
		await order({ encoding: 'form', lead: { prenom: 'Zoé' } });
		const [{ headers, body }] = receiver.received;
		expect(headers['content-type']).toBe('application/x-www-form-urlencoded');
		expect(new URLSearchParams(body).get('prenom')).toBe('Zoé');
	});

	it('reports a refused connection as a row with the reason', async () => {
		await receiver.close();
		const response = await order({ count: 2 });
		expect(response.status).toBe(200);
		expect(response.body.sent).toMatchObject([
			{ status: null, bodyBytes: 0, reason: 'ECONNREFUSED' },
			{ status: null, bodyBytes: 0, reason: 'ECONNREFUSED' },
		]);
		receiver = await startReceiver();
	});

	it('does not follow a redirect', async () => {
		const other = await startReceiver();
		Object.assign(receiver.answer, { status: 307, headers: { location: other.url } });
		expect((await order({})).body.sent).toMatchObject([{ status: 307 }]);
		expect(other.received).toEqual([]);
		await other.close();
	});
});

describe('faults of leads', () => {
	it('repeated: every lead several times at the same moment', async () => {
		receiver.answer.afterMs = 20;
		const { sent } = (await order({ count: 2, concurrency: 1, fault: 'repeated', repeats: 3 })).body;
		expect(sent).toHaveLength(6);
		expect(receiver.received.map(({ underWay }) => underWay)).toEqual([1, 2, 3, 1, 2, 3]);
		const texts = receiver.received.map(({ body }) => body);
		expect(new Set(texts.slice(0, 3)).size).toBe(1);
		expect(new Set(texts).size).toBe(2);
	});

	it('mojibake: UTF-8 read as Windows-1252', async () => {
		await order({ fault: 'mojibake', lead: { prenom: 'Éléonore', nom: 'Cœur’à' } });
		expect(bodies()[0]).toMatchObject({ prenom: 'Ã‰lÃ©onore', nom: 'CÅ“urâ€™Ã\u00a0' });
	});

	it('missing-fields: no e-mail and no telephone', async () => {
		await order({ fault: 'missing-fields' });
		expect(Object.keys(bodies()[0])).not.toEqual(expect.arrayContaining(['email']));
		expect(Object.keys(bodies()[0])).toHaveLength(9);
	});

	it('old-schema: formation_ou_client instead of formation and client', async () => {
		await order({ fault: 'old-schema', training: 'Soudure' });
		const [lead] = bodies();
		expect(lead.formation_ou_client).toBe('Soudure');
		expect(lead).not.toHaveProperty('formation');
		expect(lead).not.toHaveProperty('client');
		expect(lead).toHaveProperty('id_client');
	});

	it('extra-fields: keys that nobody announced, not all of them strings', async () => {
		await order({ fault: 'extra-fields' });
		expect(bodies()[0]).toMatchObject({ rgpd: true, utm: { source: 'annuaire' }, nom: expect.any(String) as string });
	});

	it('empty-fields and untidy', async () => {
		await order({ fault: 'empty-fields' });
		await order({ fault: 'untidy', lead: { email: 'zoe@example.com' } });
		expect(bodies()).toMatchObject([{ email: '', tel: '' }, { email: '  ZOE@EXAMPLE.COM ' }]);
	});

	it('cut-json: half of the body', async () => {
		await order({ fault: 'cut-json' });
		expect(bodies).toThrow(SyntaxError);
	});

	it('wrong-secret and no-secret', async () => {
		await order({ fault: 'wrong-secret' });
		await order({ fault: 'no-secret' });
		expect(receiver.received.map(({ headers }) => headers['x-api-key'])).toEqual(['not-the-secret', undefined]);
	});
});

describe('the target', () => {
	it('never shows its secret', async () => {
		const shown = await call('GET', `${server.url}/target`);
		expect(shown.body).toEqual({
			isSet: true,
			url: receiver.url,
			headerName: 'X-API-Key',
			headerValueIsSet: true,
		});
		expect(JSON.stringify(announced)).not.toContain('s3cret');
	});

	it('can be set, and is used', async () => {
		const other = await startReceiver();
		const payload = { url: other.url, headerName: 'Authorization', headerValue: 'Bearer abc' };
		expect((await call('PUT', `${server.url}/target`, payload)).status).toBe(200);
		await order({});
		expect(other.received[0].headers.authorization).toBe('Bearer abc');
		await other.close();
	});

	it('keeps its secret from an address of the order’s own', async () => {
		const other = await startReceiver();
		await order({ url: other.url });
		await order({ url: other.url, headerName: 'X-Token', headerValue: 'own' });
		expect(other.received.map(({ headers }) => [headers['x-api-key'], headers['x-token']])).toEqual([
			[undefined, undefined],
			[undefined, 'own'],
		]);
		await other.close();
	});

	it.each([
		'https://www.iciformation.fr/',
		'http://192.168.1.10/',
		'http://127.0.0.1.example.com/',
		'http://localhost@example.com/',
		'http://[::2]/',
		'http://0.0.0.0/',
		'ftp://127.0.0.1/',
		'not an address',
	])('may not be %s', async (url) => {
		const asked = [call<Sent>('PUT', `${server.url}/target`, { url }), order({ url })];
		for (const response of await Promise.all(asked)) {
			expect(response.status).toBe(400);
			expect(response.body.message).toMatch(/^url: /);
		}
	});

	it.each(['http://localhost:1/', 'http://127.8.9.10:1/', 'http://[::1]:1/'])('may be %s', async (url) => {
		expect((await call('PUT', `${server.url}/target`, { url })).status).toBe(200);
	});
});

describe('an order that makes no sense', () => {
	it.each([
		[{ count: 0 }, 'count'],
		[{ count: 1001 }, 'count'],
		[{ count: 501, fault: 'repeated' }, 'repeats'],
		[{ concurrency: 0 }, 'concurrency'],
		[{ encoding: 'xml' }, 'encoding'],
		[{ fault: 'unheard-of' }, 'fault'],
		[{ lead: { nom: 7 } }, 'lead: nom'],
		[{ lead: { name: 'x' } }, 'name'],
		[{ trainings: 'x' }, 'trainings'],
		[{ headerName: 'no spaces', headerValue: 'x' }, 'headerName'],
	])('%j is refused with 400', async (payload, named) => {
		const response = await order(payload);
		expect(response.status).toBe(400);
		expect(response.body.message).toContain(named);
		expect(receiver.received).toHaveLength(0);
	});

	it('without any target is refused with 400', async () => {
		const fresh = createIciFormation({ now: Date.now, announce() {} });
		await expect(fresh.send({})).rejects.toThrow(/^url: missing/);
	});
});
