import type { Scenario, Scenarios } from './scenario.ts';
import { draft } from './testAccount.ts';

/** A lead with these fields is refused for exactly these. */
function refuses(leadData: Record<string, unknown>, fields: string[], provider = {}): Scenario {
	return async (account) => {
		const { status, body } = await account.postLead(leadData, provider);
		expect([status, body.error?.code]).toEqual([422, 'VALIDATION_FAILED']);
		expect(body.error.details.map(({ field }) => field)).toEqual(fields);
		expect(account.oplead.leads).toEqual([]);
	};
}

export const leadScenarios: Scenarios = {
	'lastname-required': async (account) => {
		for (const lastname of [undefined, '  ']) await refuses({ lastname }, ['leadData.lastname'])(account);
	},

	'email-or-phone-required': async (account) => {
		await refuses({ email: undefined }, ['leadData.email'])(account);
		await account.newLead({ email: undefined, phone: '0612345678' });
	},

	'valid-email': refuses({ email: 'anne at example.org', phone: '0612345678' }, ['leadData.email']),

	'channel-exists': async (account) => {
		await refuses({ channel: 'CNL_9999' }, ['leadData.channel'])(account);
		await account.newLead({ channel: 'CNL_3001' });
	},

	'feedback-address-form': async (account) => {
		for (const url of ['webhook', 'ftp://example.org/', 'javascript:alert(1)']) {
			await refuses({}, ['provider.url'], { url })(account);
		}
		await account.newLead({}, { url: 'https://n8n.example.org/webhook/1' });
	},

	'unknown-keys': async (account) => {
		await refuses({ nickname: 'Nana' }, ['leadData.nickname'])(account);
		await refuses({}, ['provider.mail'], { mail: 'a@example.org' })(account);
		const { status, body } = await account.post('/leads', { ...draft(), source: 'x' });
		expect([status, body.error?.details[0]?.field]).toEqual([422, 'source']);
	},

	'largest-page': async (account) => {
		expect((await account.get('/leads?limit=100')).status).toBe(200);
		expect((await account.get('/leads?limit=101')).status).toBe(422);
	},

	'status-targets': async (account) => {
		const id = await account.newLead();
		for (const status of ['Nurserie', 'Devis à relancer', 'En cours']) {
			const reply = await account.put(`/leads/${id}/status`, { status });
			expect([reply.status, reply.body.status]).toEqual([200, status]);
		}
		for (const status of ['Gagné', 'Perdu', 'Rendez-vous', 'Devis à faire', '']) {
			expect((await account.put(`/leads/${id}/status`, { status })).status).toBe(422);
		}
		expect(account.oplead.leads[0]?.status).toBe('En cours');
	},

	'status-exact': async (account) => {
		const id = await account.newLead();
		for (const status of ['nurserie', 'Devis a relancer', 'EN COURS']) {
			expect((await account.put(`/leads/${id}/status`, { status })).status).toBe(422);
		}
	},
};
