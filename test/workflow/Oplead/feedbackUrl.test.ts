import type { IDataObject } from 'n8n-workflow';

import { leadKeyOfCall } from '../../../nodes/Oplead/callback/address';
import { creating, people, reasons, useAccount } from './account';

const account = useAccount();

const ADDRESS = 'https://n8n.example.com/webhook/1';

const SECRET = 'a callback secret of the credential';

/** What Oplead will call for the only lead. */
function feedbackUrl(): URL {
	return new URL(String(account.oplead.leads[0].provider?.url));
}

it.each<[string, IDataObject, () => string]>([
	['the callback secret', { callbackSecret: SECRET }, () => SECRET],
	['the token, where there is no such secret', {}, () => account.token],
])('gives Oplead an address with the lead’s key, signed with %s', async (_secret, credential, current) => {
	await account.run(people(1), creating({ feedbackUrl: ADDRESS }), { credential });
	const { origin, pathname, searchParams } = feedbackUrl();
	expect(`${origin}${pathname}`).toBe(ADDRESS);
	const query = Object.fromEntries(searchParams);
	expect(leadKeyOfCall(query, { current: current() })).toBe('key-0');
	expect(leadKeyOfCall({ ...query, lead: 'key-1' }, { current: current() })).toBeUndefined();
	expect(feedbackUrl().href).not.toContain(encodeURIComponent(current()));
});

it('leaves the address as it is where it is not to be signed', async () => {
	await account.run(people(1), creating({ feedbackUrl: ADDRESS, options: { addLeadKey: false } }));
	expect(feedbackUrl().href).toBe(ADDRESS);
});

it('does not send a lead whose address is none', async () => {
	const run = await account.run(people(1), creating({ feedbackUrl: 'webhook/1' }));
	expect(reasons(run)).toEqual([expect.stringContaining('The Feedback URL is no web address')]);
	expect(account.calls()).toEqual([]);
});
