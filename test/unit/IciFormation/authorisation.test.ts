import type { IncomingHttpHeaders } from 'node:http';

import {
	authorisationProblems,
	isAuthorised,
	type WebhookAuthorisation,
} from '../../../nodes/IciFormation/authorisation';

const secret = 'a-long-random-secret';
const previousSecret = 'the-secret-of-before';

const SCHEMES: Array<[string, Partial<WebhookAuthorisation>, (text: string) => IncomingHttpHeaders]> = [
	['Bearer Token', { scheme: 'bearer' }, (text) => ({ authorization: `Bearer ${text}` })],
	['API Key', { scheme: 'apiKey' }, (text) => ({ 'x-api-key': text })],
	['Token', { scheme: 'token' }, (text) => ({ authorization: `Token ${text}` })],
	['X-Token', { scheme: 'xToken' }, (text) => ({ 'x-token': text })],
	[
		'Custom',
		{ scheme: 'custom', headerName: ' X-Lead-Auth ', prefix: 'Key' },
		(text) => ({ 'x-lead-auth': `Key ${text}` }),
	],
	['Custom without a prefix', { scheme: 'custom', headerName: 'X-Lead-Auth' }, (text) => ({ 'x-lead-auth': text })],
];

describe.each(SCHEMES)('%s', (_name, settings, header) => {
	const authorisation = { scheme: 'bearer', secret, previousSecret, ...settings } as WebhookAuthorisation;

	it('accepts the current and the previous secret', () => {
		expect(isAuthorised(header(secret), authorisation)).toBe(true);
		expect(isAuthorised(header(previousSecret), authorisation)).toBe(true);
	});

	it.each(['', 'wrong', secret.slice(0, -1), `${secret}x`, secret.toUpperCase()])('refuses "%s"', (text) => {
		expect(isAuthorised(header(text), authorisation)).toBe(false);
	});

	it('refuses a request without the header', () => {
		expect(isAuthorised({ 'x-other': secret }, authorisation)).toBe(false);
	});
});

it('takes a prefix whatever its capital letters, but not a missing one', () => {
	const authorisation: WebhookAuthorisation = { scheme: 'bearer', secret };
	expect(isAuthorised({ authorization: `bearer   ${secret}` }, authorisation)).toBe(true);
	expect(isAuthorised({ authorization: secret }, authorisation)).toBe(false);
	expect(isAuthorised({ authorization: `Bearer${secret}` }, authorisation)).toBe(false);
});

it('lets nobody in with an empty secret', () => {
	const authorisation: WebhookAuthorisation = { scheme: 'xToken', secret: '', previousSecret: '' };
	expect(isAuthorised({ 'x-token': '' }, authorisation)).toBe(false);
	expect(isAuthorised({}, authorisation)).toBe(false);
});

it('finds what is wrong with the settings', () => {
	expect(authorisationProblems({ scheme: 'bearer', secret })).toEqual([]);
	expect(authorisationProblems({ scheme: 'bearer', secret: 'short' })).toEqual([expect.stringContaining('shorter')]);
	expect(authorisationProblems({ scheme: 'bearer', secret, previousSecret: 'short' })).toHaveLength(1);
	expect(authorisationProblems({ scheme: 'bearer', secret: `${secret} ` })).toEqual([expect.stringContaining('space')]);
	expect(authorisationProblems({ scheme: 'bearer', secret: `${secret}é` })).toEqual([expect.stringContaining('ASCII')]);
	expect(authorisationProblems({ scheme: 'custom', headerName: 'X Auth', secret })).toEqual([
		expect.stringContaining('header name'),
	]);
});
