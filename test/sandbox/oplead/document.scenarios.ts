import type { Scenarios } from './scenario.ts';
import { type TestAccount, fileForm } from './testAccount.ts';

async function attach(account: TestAccount, form: FormData) {
	const id = account.oplead.leads[0]?.id ?? (await account.newLead());
	return await account.post(`/leads/${id}/document/add`, form);
}

export const documentScenarios: Scenarios = {
	'document-types': async (account) => {
		for (const name of ['devis.pdf', 'DEVIS.PDF', 'a.xlsx', 'a.jpeg', 'photo.2026.png', 'a.zip']) {
			expect((await attach(account, fileForm(name, 'x'))).status).toBe(201);
		}
		for (const name of ['a.exe', 'pdf', 'a.pdf.html', 'a.']) {
			const { status, body } = await attach(account, fileForm(name, 'x'));
			expect([name, status, body.error?.code]).toEqual([name, 415, 'UNSUPPORTED_DOCUMENT']);
		}
	},

	'document-size': async (account) => {
		account.oplead.set({ largestDocument: 1_000 });
		expect((await attach(account, fileForm('a.pdf', 'x'.repeat(1_000)))).status).toBe(201);
		const { status, body } = await attach(account, fileForm('a.pdf', 'x'.repeat(1_001)));
		expect([status, body.error?.code]).toEqual([413, 'DOCUMENT_TOO_LARGE']);
		expect(account.oplead.leads[0]?.documents).toHaveLength(1);
	},

	'document-field': async (account) => {
		const { status, body } = await attach(account, fileForm('a.pdf', 'x', 'document'));
		expect([status, body.error?.details[0]?.field]).toEqual([422, 'file']);
	},

	'document-not-empty': async (account) => {
		expect((await attach(account, fileForm('a.pdf', ''))).status).toBe(422);
	},
};
