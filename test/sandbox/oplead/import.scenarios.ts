import type { Scenario, Scenarios } from './scenario.ts';
import { type Reply, type TestAccount } from './testAccount.ts';

const good = {
	form: 'sandbox-form',
	token: 'sandbox-oplead-import-token',
	ctc_lastname: 'Dupont',
	ctc_postcode: '01000',
	ctc_country: 'FR',
	ctc_email: 'anne@example.org',
	channel: 'CNL_1001',
};

type Answer = { status: string; id: string; message: string };

/** Sends a form to the import API; what is given replaces fields of a good one. */
export function sendForm(account: TestAccount, fields: Record<string, unknown> = {}): Promise<Reply<Answer>> {
	return account.send('POST', '/oplead-import/addlead/', { body: { ...good, ...fields }, token: '' });
}

function refuses(fields: Record<string, unknown>, told: string): Scenario {
	return async (account) => {
		const { status, body } = await sendForm(account, fields);
		expect([status, body.status]).toEqual([400, 'error']);
		expect(body.message).toContain(told);
		expect(account.oplead.leads).toEqual([]);
	};
}

export const importScenarios: Scenarios = {
	'import-token': refuses({ token: 'other' }, 'token'),
	'import-form': refuses({ form: 'other' }, 'form'),
	'import-mandatory': async (account) => {
		for (const field of ['ctc_lastname', 'ctc_postcode', 'ctc_country', 'ctc_email']) {
			await refuses({ [field]: '' }, field)(account);
			await refuses({ [field]: undefined }, field)(account);
		}
	},
	'import-channel': async (account) => {
		await refuses({ channel: undefined }, 'channel')(account);
		await refuses({ channel: 'CNL_9999' }, 'channel')(account);
	},
};
