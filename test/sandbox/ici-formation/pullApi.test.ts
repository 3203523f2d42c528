import { createIciFormation } from '../../../sandbox/ici-formation/iciFormation.ts';
import type { IciFormation } from '../../../sandbox/ici-formation/iciFormation.ts';
import { LEAD_KEYS } from '../../../sandbox/ici-formation/lead.ts';
import { monthsBefore, parisDay, parisTime } from '../../../sandbox/ici-formation/parisTime.ts';
import { call, serve } from '../served.ts';
import { startReceiver } from '../receiver.ts';

let time: number;
let server: Awaited<ReturnType<typeof serve>>;
let iciFormation: IciFormation;

beforeEach(async () => {
	time = Date.parse('2026-11-20T10:00:00Z');
	iciFormation = createIciFormation({ now: () => time, announce() {} });
	server = await serve({ '/': iciFormation.routes, '/controls': iciFormation.controls });
});

afterEach(() => server.close());

type Pulled = Record<string, string>[];

async function pull(query = '', authorization = `Bearer ${iciFormation.token}`) {
	const response = await fetch(`${server.url}/api/webservice/leads${query}`, { headers: { authorization } });
	return { status: response.status, leads: (await response.json()) as Pulled };
}
const settings = (payload: object) => call('PUT', `${server.url}/controls/settings`, payload);

describe('reading leads afterwards', () => {
	it('gives a bare array of the twelve keys and the date, three months back', async () => {
		const { leads } = await pull();
		expect(leads.length).toBeGreaterThan(10);
		expect(Object.keys(leads[0])).toEqual([...LEAD_KEYS, 'date_creation']);
		const days = leads.map(({ date_creation }) => date_creation.slice(0, 10)).sort();
		expect(days[0] >= '2026-08-20').toBe(true);
		const { leads: more } = await pull('?dateStart=2026-01-01');
		expect(more.length).toBeGreaterThan(leads.length);
	});

	it('gives the days asked for, the last one included', async () => {
		const { leads: all } = await pull();
		const day = all[3].date_creation.slice(0, 10);
		expect((await pull(`?dateStart=${day}&dateEnd=${day}`)).leads).toEqual([all[3]]);
	});

	it('gives what was sent, as the prospect wrote it, even if the sending failed', async () => {
		const receiver = await startReceiver();
		iciFormation.setTarget({ url: receiver.url });
		await iciFormation.send({ lead: { prenom: 'Zoé' }, fault: 'mojibake' });
		await receiver.close();
		await iciFormation.send({ lead: { prenom: 'Noël' } });
		time += 1000;
		const { leads } = await pull('?dateStart=2026-11-20');
		expect(leads).toMatchObject([
			{ prenom: 'Zoé', date_creation: '2026-11-20T11:00:00+01:00' },
			{ prenom: 'Noël', date_creation: '2026-11-20T11:00:00+01:00' },
		]);
	});

	it('gives the older leads of another mail domain than those to be sent', async () => {
		const { leads } = await pull('?dateStart=2020-01-01');
		expect(new Set(leads.map(({ email }) => email)).size).toBe(leads.length);
		expect(leads.every(({ email }) => email.endsWith('@example.org'))).toBe(true);
	});
});

describe('its refusals', () => {
	it('401 without or with another token', async () => {
		expect((await pull('', 'Bearer other')).status).toBe(401);
		expect((await call('GET', `${server.url}/api/webservice/leads`)).status).toBe(401);
	});

	it('403 when the API is disabled, until a reset', async () => {
		await settings({ pullEnabled: false });
		expect((await pull()).status).toBe(403);
		iciFormation.reset();
		expect((await pull()).status).toBe(200);
	});

	it('429 after too many calls in a minute, and not later', async () => {
		await settings({ pullsPerMinute: 2 });
		expect([await pull(), await pull(), await pull()].map(({ status }) => status)).toEqual([200, 200, 429]);
		time += 60_000;
		expect((await pull()).status).toBe(200);
	});

	it.each(['2026-02-30', '20/11/2026', '2026-1-1', ''])('500 on the date "%s"', async (date) => {
		expect((await pull(`?dateStart=${encodeURIComponent(date)}`)).status).toBe(500);
		expect((await pull(`?dateEnd=${encodeURIComponent(date)}`)).status).toBe(500);
	});

	it('400 on settings that it does not have', async () => {
		expect((await settings({ pullEnabled: 'no' })).status).toBe(400);
		expect((await settings({ enabled: false })).status).toBe(400);
	});
});

describe('the time in Paris', () => {
	it('has the offset of the season, and its own midnight', () => {
		expect(parisTime(Date.parse('2026-07-01T07:30:00.250Z'))).toBe('2026-07-01T09:30:00+02:00');
		expect(parisTime(Date.parse('2026-12-31T23:30:00Z'))).toBe('2027-01-01T00:30:00+01:00');
		expect(parisDay(Date.parse('2026-12-31T23:30:00Z'))).toBe('2027-01-01');
	});

	it('goes back by months, to the last day of a shorter one and over the turn of the year', () => {
		expect(monthsBefore('2026-11-20', 3)).toBe('2026-08-20');
		expect(monthsBefore('2026-05-31', 3)).toBe('2026-02-28');
		expect(monthsBefore('2026-02-15', 3)).toBe('2025-11-15');
	});
});
