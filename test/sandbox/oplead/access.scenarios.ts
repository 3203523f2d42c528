import { PROVIDER_KEY } from '../../../sandbox/oplead/settings.ts';
import type { Scenarios } from './scenario.ts';
import { draft, fileForm } from './testAccount.ts';

const OTHER_PROVIDER = 'sandbox-oplead-other-provider-key';
const SELLER = 'sandbox-oplead-seller-key';

export const accessScenarios: Scenarios = {
	'token-required': async (account) => {
		for (const authorization of ['', 'Bearer unknown', 'sandbox-oplead-user-key', 'Basic eDp5']) {
			const headers = { authorization };
			const { status, body } = await account.get('/types/countries', { token: '', headers });
			expect([status, Object.keys(body)]).toEqual([401, ['message']]);
		}
	},

	'provider-key-limits': async (account) => {
		const { body: lead } = await account.post('/leads', draft(), { token: PROVIDER_KEY });
		const token = PROVIDER_KEY;
		const refused = [
			account.get('/subscriptions', { token }),
			account.post('/subscriptions', { event: 'lead.assigned', url: 'http://127.0.0.1:1/' }, { token }),
			account.put(`/leads/${lead.id}/status`, { status: 'Nurserie' }, { token }),
			account.post(`/leads/${lead.id}/document/add`, fileForm('devis.pdf', 'x'), { token }),
			account.post('/users', { accountNumber: 'X-1' }, { token }),
			account.put('/users/S-001', { firstname: 'Otto' }, { token }),
		];
		for (const { status, body } of await Promise.all(refused)) {
			expect([status, body.error?.code]).toEqual([403, 'FORBIDDEN']);
		}
		const allowed = ['/leads', `/leads/${lead.id}`, '/types/countries', '/settings/marketing-channels'];
		for (const path of allowed) expect((await account.get(path, { token })).status).toBe(200);
	},

	'provider-sees-own-leads': async (account) => {
		const { body: own } = await account.post('/leads', draft(), { token: PROVIDER_KEY });
		const { body: other } = await account.post('/leads', draft(), { token: OTHER_PROVIDER });
		const { body: list } = await account.get('/leads', { token: PROVIDER_KEY });
		expect([list.total, list.data.map(({ id }) => id)]).toEqual([1, [own.id]]);
		expect((await account.get(`/leads/${other.id}`, { token: PROVIDER_KEY })).status).toBe(404);
		expect((await account.get('/leads')).body.total).toBe(2);
	},

	'user-sees-own-leads': async (account) => {
		const own = await account.newLead();
		const others = await account.newLead();
		account.oplead.assign(others, 'A-001');
		const { body } = await account.get('/leads', { token: SELLER });
		expect(body.data.map(({ id }) => id)).toEqual([own]);
		expect((await account.put(`/leads/${others}/status`, { status: 'Nurserie' }, { token: SELLER })).status).toBe(404);
	},
};
