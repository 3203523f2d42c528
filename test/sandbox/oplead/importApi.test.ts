import { sendForm } from './import.scenarios.ts';
import { accounts, fileForm } from './testAccount.ts';

const openAccount = accounts();
const path = '/oplead-import/addlead/';

const texts = {
	form: 'sandbox-form',
	token: 'sandbox-oplead-import-token',
	ctc_lastname: 'Dupont',
	ctc_postcode: '01000',
	ctc_country: 'FR',
	ctc_email: 'anne@example.org',
	channel: 'CNL_1001',
	comment: 'Rappelez-moi',
};

const lead = {
	id: 'LD-410001',
	origin: 'import',
	leadData: {
		lastname: 'Dupont',
		postcode: '01000',
		country: 'FR',
		email: 'anne@example.org',
		channel: 'CNL_1001',
		customFields: { comment: 'Rappelez-moi' },
	},
};

describe('the import API', () => {
	it('takes JSON', async () => {
		const account = openAccount();
		const { status, body } = await sendForm(account, { comment: 'Rappelez-moi' });
		expect([status, body]).toEqual([200, { status: 'ok', id: 'LD-410001' }]);
		expect(account.oplead.leads).toMatchObject([lead]);
	});

	it('takes a form, with and without the last slash', async () => {
		const account = openAccount();
		for (const url of [path, path.slice(0, -1)]) {
			expect((await account.send('POST', url, { body: new URLSearchParams(texts) })).status).toBe(200);
		}
		expect(account.oplead.leads).toMatchObject([lead, { ...lead, id: 'LD-410002' }]);
	});

	it('takes a multipart form with a file', async () => {
		const account = openAccount();
		const form = fileForm('cv.pdf', 'abc', 'attachment');
		for (const [name, value] of Object.entries(texts)) form.append(name, value);
		expect((await account.send('POST', path, { body: form })).status).toBe(200);
		const documents = [{ name: 'cv.pdf', size: 3 }];
		expect(account.oplead.leads).toMatchObject([{ ...lead, documents }]);
	});

	it('reads the channel from the variable that is set', async () => {
		const account = openAccount();
		account.oplead.set({ importChannelField: 'mkg_channel' });
		expect((await sendForm(account)).status).toBe(400);
		const { status } = await sendForm(account, { channel: undefined, mkg_channel: 'CNL_2001' });
		expect(status).toBe(200);
		expect(account.oplead.leads).toMatchObject([{ leadData: { channel: 'CNL_2001' } }]);
	});

	it('answers an unreadable body in its own shape', async () => {
		const account = openAccount();
		const { status, body } = await account.send('POST', path, { body: [] });
		expect([status, body]).toEqual([400, { status: 'error', message: 'No fields were sent.' }]);
	});

	it('tells subscribers of the new lead', async () => {
		const account = openAccount();
		const receiver = await account.receiver();
		await account.subscribe('lead.assigned', receiver.url);
		await sendForm(account);
		expect(await account.settledDeliveries()).toMatchObject([{ state: 'delivered', leadId: 'LD-410001' }]);
	});
});
