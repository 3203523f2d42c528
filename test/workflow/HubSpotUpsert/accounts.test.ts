import { AUTOMATIC, reasons, useAccount } from './account';
import { defaultSettings } from '../../../sandbox/hubspot/settings.ts';

const account = useAccount();

/** The token of another account, put into the same credential. */
const OTHER_TOKEN = 'token-of-another-account';

/** What the sandbox holds from now on is another account, which only the other token opens. */
function becomeAnotherAccount(): void {
	account.sandbox.reset();
	const [{ scopes }] = defaultSettings().tokens;
	account.settings.tokens = [{ token: OTHER_TOKEN, scopes }];
	account.settings.portalId = 99_000_001;
	account.settings.recordUrls = false;
	account.settings.searchLagMs = 0;
}

it('gives another account in the same credential its own choices and record addresses, at once', async () => {
	account.settings.recordUrls = false;
	const items = [{ email: 'a@example.com', kontaktkategorie: 'Bois' }];
	const first = await account.upsert(items, { ...AUTOMATIC, options: { unknownOption: 'drop' } });
	expect(first.done[0].json).toMatchObject({ url: expect.stringContaining('/contacts/24601000/') as string });
	becomeAnotherAccount();
	const definition = account.definition('contacts', 'kontaktkategorie');
	if (!definition) throw new Error('The sandbox has no Kontaktkategorie.');
	const option = { value: 'bois', label: 'Bois', description: '', displayOrder: 99, hidden: false };
	const options = [...definition.options, option];
	account.sandbox.hubspot.portal.properties.put('0-1', { ...definition, options });
	const other = await account.upsert([{ email: 'a@example.com' }], AUTOMATIC, { token: OTHER_TOKEN });
	expect(reasons(other)).toEqual([]);
	expect(other.done[0].json).toMatchObject({ url: expect.stringContaining('/contacts/99000001/') as string });
	// The properties were asked for once more: what the first account told is not taken for the second's.
	expect(account.calls('/crm/properties/').length).toBeGreaterThan(0);
});

it('gives another account in the same credential its own owners, at once', async () => {
	const items = [{ email: 'a@example.com', hubspot_owner_id: 'Sven.Kraemer@lead-relay.example' }];
	await account.upsert(items, AUTOMATIC);
	becomeAnotherAccount();
	await account.upsert(items, AUTOMATIC, { token: OTHER_TOKEN });
	expect(account.calls('/crm/owners/')).toHaveLength(1);
});

it('asks once for two credentials that hold the same token', async () => {
	await account.upsert([{ email: 'a@example.com' }], AUTOMATIC, { credentialId: 'one' });
	account.sandbox.calls.clear();
	await account.upsert([{ email: 'b@example.com' }], AUTOMATIC, { credentialId: 'another' });
	expect(account.calls('/crm/properties/')).toEqual([]);
});
