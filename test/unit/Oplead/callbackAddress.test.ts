import { withoutTokens } from '../../../nodes/Oplead/api/secret';
import {
	feedbackAddress,
	hasSamePath,
	isSubscriptionCall,
	leadKeyOfCall,
	subscriptionAddress,
} from '../../../nodes/Oplead/callback/address';
import { isPrivateAddress } from '../../../nodes/Oplead/callback/publicAddress';

const URL_OF_TRIGGER = 'https://n8n.example.com/webhook/5f0c8a4e-1111-4222-8333-444455556666/oplead';
const OTHER_TRIGGER = 'https://n8n.example.com/webhook/5f0c8a4e-1111-4222-8333-444455556667/oplead';
const secrets = { current: 'a-long-callback-secret' };

const queryOf = (address: string) => Object.fromEntries(new URL(address).searchParams);

describe('the address of a subscription', () => {
	const query = queryOf(subscriptionAddress(URL_OF_TRIGGER, secrets));

	it('carries a token of 32 bytes, the same each time', () => {
		expect(Buffer.from(query.token, 'base64url')).toHaveLength(32);
		expect(queryOf(subscriptionAddress(URL_OF_TRIGGER, secrets))).toEqual(query);
		expect(isSubscriptionCall(URL_OF_TRIGGER, query, secrets)).toBe(true);
	});

	it('is known at the test address, too, but at no other trigger', () => {
		expect(isSubscriptionCall(URL_OF_TRIGGER.replace('webhook', 'webhook-test'), query, secrets)).toBe(true);
		expect(isSubscriptionCall(OTHER_TRIGGER, query, secrets)).toBe(false);
	});

	it.each<[string, Record<string, unknown>]>([
		['none', {}],
		['an empty one', { token: '' }],
		['one character less', { token: query.token.slice(1) }],
		['one character more', { token: `${query.token}A` }],
		['twice', { token: [query.token, query.token] }],
		['in brackets', { token: { a: query.token } }],
		['that of a lead', queryOf(feedbackAddress(URL_OF_TRIGGER, 'key', secrets))],
	])('is refused with another token: %s', (_name, wrong) => {
		expect(isSubscriptionCall(URL_OF_TRIGGER, wrong, secrets)).toBe(false);
	});

	it('is known by the previous secret, and by no empty one', () => {
		const changed = { current: 'another-callback-secret', previous: secrets.current };
		expect(isSubscriptionCall(URL_OF_TRIGGER, query, changed)).toBe(true);
		expect(isSubscriptionCall(URL_OF_TRIGGER, query, { current: changed.current })).toBe(false);
		const unsigned = queryOf(subscriptionAddress(URL_OF_TRIGGER, { current: '' }));
		expect(isSubscriptionCall(URL_OF_TRIGGER, unsigned, { current: secrets.current, previous: '' })).toBe(false);
		expect(isSubscriptionCall(URL_OF_TRIGGER, unsigned, { current: '' })).toBe(false);
	});
});

describe('the address of a lead’s feedback', () => {
	it.each(['a1b2', 'clé & co=1?#/é', ''])('gives the key back: "%s"', (key) => {
		expect(leadKeyOfCall(queryOf(feedbackAddress(URL_OF_TRIGGER, key, secrets)), secrets)).toBe(key);
	});

	it('holds for its lead only', () => {
		const query = queryOf(feedbackAddress(URL_OF_TRIGGER, 'lead-1', secrets));
		expect(leadKeyOfCall({ ...query, lead: 'lead-2' }, secrets)).toBeUndefined();
		expect(leadKeyOfCall({ token: query.token }, secrets)).toBeUndefined();
		expect(leadKeyOfCall({ ...query, lead: ['lead-1', 'lead-1'] }, secrets)).toBeUndefined();
	});

	it('keeps what else is in the query, and replaces what is ours', () => {
		const address = feedbackAddress(`${URL_OF_TRIGGER}?source=ads&lead=x&token=y`, 'lead-1', secrets);
		expect(queryOf(address)).toMatchObject({ source: 'ads', lead: 'lead-1' });
		expect(leadKeyOfCall(queryOf(address), secrets)).toBe('lead-1');
	});
});

it('hides tokens in whatever is quoted, and nothing else', () => {
	const address = subscriptionAddress(URL_OF_TRIGGER, secrets);
	const json = { lead: [{ provider: { url: address } }], text: 'see ?token=short', at: new Date(0), none: null };
	expect(withoutTokens(json)).toEqual({
		...json,
		lead: [{ provider: { url: `${URL_OF_TRIGGER}?token=***` } }],
	});
});

it('takes two addresses for one trigger’s by all but the query', () => {
	expect(hasSamePath(`${URL_OF_TRIGGER}?token=a`, `${URL_OF_TRIGGER.replace('n8n.example', 'N8N.example')}?b`)).toBe(
		true,
	);
	expect(hasSamePath(URL_OF_TRIGGER, OTHER_TRIGGER)).toBe(false);
	expect(hasSamePath(URL_OF_TRIGGER, URL_OF_TRIGGER.replace('https', 'http'))).toBe(false);
	expect(hasSamePath('no address', 'no address')).toBe(false);
});

it.each([
	['http://localhost:5678/', true],
	['http://n8n:5678/', true],
	['http://box.local/', true],
	['http://n8n.localhost./', true],
	['http://127.0.0.1:5678/', true],
	['http://10.1.2.3/', true],
	['http://172.16.0.1/', true],
	['http://172.32.0.1/', false],
	['http://192.168.1.9/', true],
	['http://169.254.1.1/', true],
	['http://0x7f000001/', true],
	['http://[::1]:5678/', true],
	['http://[::ffff:192.168.1.9]/', true],
	['http://[fd00::1]/', true],
	['http://[2001:db8::1]/', false],
	['https://n8n.example.com/', false],
	['https://localhost.example.com/', false],
	['http://93.184.216.34/', false],
])('%s is private: %s', (address, expected) => {
	expect(isPrivateAddress(address)).toBe(expected);
});
