import type { pageState } from '../../sandbox/pageState.ts';
import { startSandbox } from '../../sandbox/sandbox.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { call } from './served.ts';

let sandbox: Sandbox;

const pageScripts = 'page dom tabs contacts leads deliveries calls sending'.split(' ').map((name) => `${name}.js`);

beforeEach(async () => {
	sandbox = await startSandbox();
});

afterEach(() => sandbox.close());

type State = ReturnType<typeof pageState>;

const state = async () => (await call<State>('GET', `${sandbox.url}/sandbox/page/state`)).body;

function upsert(email: string, properties: Record<string, string>) {
	return fetch(`${sandbox.url}/hubspot/crm/objects/2026-03/contacts/batch/upsert`, {
		method: 'POST',
		headers: { authorization: 'Bearer sandbox-hubspot-token', 'content-type': 'application/json' },
		body: JSON.stringify({ inputs: [{ id: email, idProperty: 'email', properties: { email, ...properties } }] }),
	});
}

describe('the page', () => {
	it('is served with everything that it refers to, and refers to nothing elsewhere', async () => {
		const found = new Set<string>();
		const waiting = ['/'];
		for (let url = waiting.pop(); url !== undefined; url = waiting.pop()) {
			if (found.has(url)) continue;
			found.add(url);
			const response = await fetch(sandbox.url + url);
			expect([url, response.status]).toEqual([url, 200]);
			const text = await response.text();
			const references = [...text.matchAll(/(?:src|href)="([^"]+)"|from '([^']+)'/g)].map(([, a, b]) => a ?? b);
			for (const reference of references.filter((each) => !each.startsWith('data:'))) {
				expect(reference).toMatch(/^\.?(?:\/[\w.-]+)+$/);
				waiting.push(reference.replace(/^\.\//, '/'));
			}
		}
		expect([...found]).toEqual(expect.arrayContaining(['/', '/page.css', '/page.js', '/contacts.js']));
		expect(await (await fetch(sandbox.url)).text()).toContain('<title>Lead Relay Sandbox</title>');
	});

	it('never writes data as markup, and allows no scripts from elsewhere', async () => {
		for (const file of pageScripts) {
			expect(await (await fetch(`${sandbox.url}/${file}`)).text()).not.toMatch(
				/innerHTML|insertAdjacent|document\.write/,
			);
		}
		expect((await fetch(sandbox.url)).headers.get('content-security-policy')).toContain("default-src 'self'");
	});
});

describe('the page’s state', () => {
	it('begins empty, with the trainings and the labels of the categories', async () => {
		expect(await state()).toMatchObject({
			target: { isSet: false },
			trainings: expect.arrayContaining(['Aide-soignant']) as string[],
			categories: { formation_sante: 'Formation Santé' },
			contactCount: 0,
			contacts: [],
			figures: { total: 0 },
			limit: { burst: 190, enforced: false },
			oplead: { leadCount: 0, leads: [], deliveries: [], subscribedEvents: [], limit: { taken: 0, enforced: false } },
			calls: [],
		});
	});

	it('has the contacts, those changed last first, and costs no calls itself', async () => {
		await upsert('un@example.com', { firstname: 'Un' });
		await new Promise((resolve) => setTimeout(resolve, 5));
		await upsert('deux@example.com', { kontaktkategorie: 'formation_sante' });
		await new Promise((resolve) => setTimeout(resolve, 5));
		await upsert('trois@example.com', {});
		await new Promise((resolve) => setTimeout(resolve, 5));
		await upsert('un@example.com', { city: 'Nantes' });
		await fetch(`${sandbox.url}/ici-formation/api/webservice/leads`);
		const shown = await state();
		expect(shown.contactCount).toBe(3);
		expect(shown.contacts).toMatchObject([
			{ created: false, properties: { email: 'un@example.com', city: 'Nantes' } },
			{ created: true, properties: { email: 'trois@example.com' } },
			{ created: true, properties: { email: 'deux@example.com', kontaktkategorie: 'formation_sante' } },
		]);
		expect(shown.figures).toEqual({ total: 4, lastTenSeconds: 4, busiestTenSeconds: 4 });
		expect(shown.calls).toHaveLength(5);
	});

	it('has the limit that HubSpot enforces', async () => {
		const quota = { burst: 100, intervalMs: 10_000, daily: 250_000 };
		await call('PATCH', `${sandbox.url}/sandbox/hubspot/portal`, { quota });
		expect((await state()).limit).toEqual({ burst: 100, enforced: true });
	});

	it('has the target without its secret', async () => {
		sandbox.iciFormation.setTarget({ url: 'http://127.0.0.1:1/', headerName: 'X-Token', headerValue: 's3cret' });
		const shown = await state();
		expect(shown.target).toEqual({
			isSet: true,
			url: 'http://127.0.0.1:1/',
			headerName: 'X-Token',
			headerValueIsSet: true,
		});
		expect(JSON.stringify(shown)).not.toContain('s3cret');
	});

	it('has Oplead’s leads and deliveries, and of their addresses and tokens no secret', async () => {
		const url = 'http://127.0.0.1:1/webhook/p4th-secret?key=qu3ry-secret';
		const post = (path: string, body: object) =>
			fetch(`${sandbox.url}/oplead/v1${path}`, {
				method: 'POST',
				headers: { authorization: 'Bearer sandbox-oplead-user-key', 'content-type': 'application/json' },
				body: JSON.stringify(body),
			});
		const announced = readUntilCut(await fetch(`${sandbox.url}/sandbox/events`));
		await post('/subscriptions', { event: 'lead.assigned', url });
		await post('/leads', { provider: { url }, leadData: { firstname: 'Anne', lastname: 'Dupont', phone: '06' } });
		await sandbox.oplead.deliveriesDone();
		sandbox.oplead.setStatus('LD-410001', 'Gagné');
		const { oplead } = await state();
		expect(oplead).toMatchObject({
			statuses: expect.arrayContaining(['Devis à relancer']) as string[],
			leadCount: 1,
			leads: [{ id: 'LD-410001', name: 'Anne Dupont', status: 'Gagné', hasFeedback: true }],
			deliveries: [
				{ event: 'lead.assigned', to: '127.0.0.1:1/webhook/…' },
				{ kind: 'feedback', to: '127.0.0.1:1/webhook/…' },
			],
			subscribedEvents: ['lead.assigned'],
			limit: { taken: 2 },
		});
		await sandbox.close();
		expect(await announced).toMatch(/"kind":"subscriptions".*"kind":"lead".*"kind":"delivery"/s);
		expect(JSON.stringify(oplead) + (await announced)).not.toMatch(/p4th|qu3ry|user-key/);
	});
});

/** The text of a stream until its server closes it. */
async function readUntilCut({ body }: Response): Promise<string> {
	let text = '';
	try {
		for await (const chunk of body ?? []) text += Buffer.from(chunk).toString();
	} catch {
		// The server has cut the connection.
	}
	return text;
}
