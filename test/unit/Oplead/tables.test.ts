import type { IExecuteFunctions } from 'n8n-workflow';

import { addressOf, filledPath } from '../../../nodes/Oplead/api/address';
import { refusalOf } from '../../../nodes/Oplead/api/errors';
import { refusedByImport } from '../../../nodes/Oplead/api/importErrors';
import { persistent } from '../../../nodes/Oplead/api/persistence';
import { refusalIn } from '../../../nodes/Oplead/api/refusals';
import { connect } from '../../../nodes/Oplead/connection';
import { readPatienceMs } from '../../../nodes/Oplead/fields/connectionFields';
import { readMost } from '../../../nodes/Oplead/fields/listFields';
import { readText, textOf } from '../../../nodes/Oplead/fields/parameters';
import { documentName } from '../../../nodes/Oplead/plan/document';
import { missingForImport } from '../../../nodes/Oplead/plan/imported';
import { trackingIn } from '../../../nodes/Oplead/plan/tracking';
import { hiding } from '../../../nodes/shared/vendor/hiding';
import { fakeN8n } from '../fakeN8n';

it.each([
	['pdf', 'application/pdf'],
	['xls', 'application/vnd.ms-excel'],
	['xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
	['ppt', 'application/vnd.ms-powerpoint'],
	['pptx', 'application/vnd.openxmlformats-officedocument.presentationml.presentation'],
	['doc', 'application/msword'],
	['docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
	['jpg', 'image/jpeg'],
	['jpg', 'image/jpg'],
	['gif', 'image/gif'],
	['png', 'image/png'],
	['zip', 'application/zip'],
	['zip', 'application/x-zip-compressed'],
])('takes a document with the ending %s or of the type %s', (ending, mimeType) => {
	expect(documentName({ fileName: '', mimeType: ` ${mimeType.toUpperCase()} ;x`, size: 1 }, 1)).toBe(
		`document.${ending}`,
	);
	expect(documentName({ fileName: `a.${ending}`, size: 1 }, 1)).toBe(`a.${ending}`);
	expect(documentName({ fileName: 'a.jpeg', size: 1 }, 1)).toBe('a.jpeg');
});

it('finds each ID of a click, the surest first', () => {
	const ids = ['gclid', 'gbraid', 'wbraid', 'fbclid', 'msclkid'];
	for (const [index, id] of ids.entries()) {
		const rest = ids.slice(index).toReversed();
		expect(trackingIn([`?${rest.map((name) => `${name}=${name}`).join('&')}`])).toEqual({ clickId: id });
	}
	expect(trackingIn([`?gclid=${'x'.repeat(500)}`])).toEqual({ clickId: 'x'.repeat(500) });
	expect(trackingIn([`?gclid=${'x'.repeat(501)}`])).toEqual({});
	expect(trackingIn([{ utm_source: 's', utm_medium: 'm', utm_campaign: 'c' }])).toEqual({
		utmSource: 's',
		utmMedium: 'm',
		utmCampaign: 'c',
	});
	expect(trackingIn(['https://x/a?b#/c?gclid=d'])).toEqual({ clickId: 'd' });
});

it.each([
	[299, 'REFUSED'],
	[300, 'CREDENTIAL_INVALID'],
	[399, 'CREDENTIAL_INVALID'],
	[400, 'REFUSED'],
	[406, 'REFUSED'],
	[416, 'REFUSED'],
])('takes %i from the import API for %s', (status, code) => {
	const refusal = refusalOf({ status, headers: {}, body: '' });
	if (status !== 299) expect(refusedByImport(refusal).code).toBe(code);
	else expect(refusedByImport(refusal)).toBe(refusal);
});

it('tells what an import lacks, and what refuses it', () => {
	expect(missingForImport({ lastname: 'x', postcode: '', country: 'FR', email: 'a' })).toEqual(['Channel ID']);
	expect(missingForImport({})).toEqual(['Last Name', 'Postal Code', 'Country', 'Email', 'Channel ID']);
	const refusing = ['Error', 'erreur', 'KO', 'nok', 'failed', 'Invalid', 'refusé', 'rejected'];
	expect(refusing.filter((answer) => refusalIn(answer) === undefined)).toEqual([]);
	expect(['ok', 'done', 'no error', 'created'].filter((answer) => refusalIn(answer) !== undefined)).toEqual([]);
});

it('leaves calls that are too many to the pacing, and repeats what passes', async () => {
	const tried = async (...statuses: number[]) => {
		let calls = 0;
		const transport = async () =>
			await Promise.resolve({ status: statuses[Math.min(calls++, statuses.length - 1)], headers: {}, body: '{}' });
		const patience = { totalMs: 60_000, wait: async () => await Promise.resolve() };
		await persistent(transport, patience)({ method: 'GET', url: 'https://x', headers: {} }).catch(() => undefined);
		return calls;
	};
	expect(await tried(429)).toBe(1);
	expect(await tried(500, 503, 200)).toBe(3);
	expect(await tried(501)).toBe(1);
});

describe('parameters', () => {
	const context = (value: unknown) =>
		({ getNodeParameter: (_name: string, _item: number, fallback: unknown) => value ?? fallback }) as IExecuteFunctions;

	it.each<[unknown, number]>([
		[undefined, 120_000],
		[7, 7_000],
		['1.5', 1_500],
		[-3, 0],
		['x', 120_000],
		[Infinity, 120_000],
	])('a retry time of %j is %i ms', (value, ms) => {
		const usual = readPatienceMs(context(undefined));
		expect(readPatienceMs(context(value))).toBe(ms === 120_000 ? usual : ms);
	});

	it('are read as text', () => {
		expect(['', ' ', null, undefined].map((value) => textOf(value, 'x'))).toEqual(Array(4).fill(undefined));
		expect([' a ', 0, false, 7].map((value) => textOf(value, 'x'))).toEqual(['a', '0', 'false', '7']);
		expect(readText(context(' b '), 'x', 0)).toBe('b');
		expect(() => textOf({}, 'x')).toThrow('"x" holds a list or an object. Give it a text.');
	});

	it.each<[unknown, number]>([
		[1, 1],
		[0, 50],
		[-5, 1],
		[2.9, 2],
		['x', 50],
	])('a limit of %j is %i', (limit, most) => {
		const own = (value: Record<string, unknown>) =>
			({
				getNodeParameter: (name: string, _item: number, fallback: unknown) => value[name] ?? fallback,
			}) as IExecuteFunctions;
		expect(readMost(own({ limit }), 0)).toBe(most);
		expect(readMost(own({ limit, returnAll: true }), 0)).toBe(Infinity);
	});
});

it.each(['ftp://x.example', 'http://', 'https://[', 'x', 'xhttps://x.example'])(
	'refuses "%s" as the address of the API',
	async (baseUrl) => {
		const { context } = fakeN8n({ baseUrl, token: 't' }, async () => await Promise.resolve({}));
		await expect(connect(context, { patienceMs: 0, overrides: {} })).rejects.toMatchObject({
			message: `"${baseUrl}" in the credential is not a web address. Usually it is https://api.oplead.com/v1.`,
			code: 'CREDENTIAL_INVALID',
		});
	},
);

it('takes the usual address, and an ordinary user key, where the credential says nothing', async () => {
	const { context, sent } = fakeN8n({ token: 't' }, async () => await Promise.resolve({ body: '{"id":1}' }));
	const { api, keyKind } = await connect(context, { patienceMs: 0, overrides: {} });
	await api.getLead('7');
	expect([keyKind, sent[0].url]).toEqual(['user', 'https://api.oplead.com/v1/leads/7']);
	const provider = fakeN8n({ token: 't', keyKind: 'provider' }, async () => await Promise.resolve({}));
	expect((await connect(provider.context, { patienceMs: 0, overrides: {} })).keyKind).toBe('provider');
});

it.each([
	['https://API.Example/v1', '/leads', 'https://api.example/v1/leads'],
	['https://api.example:443', '/leads', 'https://api.example/leads'],
	['https://api.example/v1//', '/leads', 'https://api.example/v1/leads'],
])('lays out %s and %s, however the address is written', (base, path, address) => {
	expect(addressOf(base, path)).toBe(address);
});

it('says of a path what is wrong with it', () => {
	expect(() => addressOf('https://api.example', 'a\\b')).toThrow(
		'"a\\b" is no path below the Base URL. Enter only what follows it, for instance "/leads".',
	);
	expect(addressOf('https://api.example', '/a?b=../c', { n: null, t: 'x', d: [1] })).toBe(
		'https://api.example/a?b=..%2Fc&t=x&d=%5B1%5D',
	);
	expect(() => filledPath('/a/{b}', {})).toThrow(
		'The path "/a/{b}" needs a value for b, and there is none. Check it under Options, Calls That Differ.',
	);
	expect(filledPath('/a/{b}/{c}', { b: 0, c: ' x ' })).toBe('/a/0/x');
});

it('hides a secret whose signs an address writes as one byte', () => {
	expect(hiding(['secret-é-text'])('t=secret-%E9-text')).toBe('t=***');
	expect(hiding(['secret-Ā-text'])('t=secret-%C4%80-text, secret-%100-text')).toBe('t=***, secret-%100-text');
});
