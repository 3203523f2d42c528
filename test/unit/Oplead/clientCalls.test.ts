import { Readable } from 'node:stream';
import { text as textOf } from 'node:stream/consumers';

import { OpleadApi, type OpleadConnectionParts } from '../../../nodes/Oplead/api/client';
import type { Overrides } from '../../../nodes/Oplead/api/endpoints';
import {
	cancelled,
	OpleadError,
	refusalOf,
	unanswered,
	unexpected,
	unreadableAnswer,
	unsendable,
} from '../../../nodes/Oplead/api/errors';
import { refusedByImport } from '../../../nodes/Oplead/api/importErrors';
import { multipartBody } from '../../../nodes/Oplead/api/multipart';
import { allPages } from '../../../nodes/Oplead/api/paging';
import { holds, placeholdersIn } from '../../../nodes/Oplead/api/template';
import { withoutTokens } from '../../../nodes/Oplead/api/secret';
import type { VendorRequest } from '../../../nodes/shared/vendor/transport';

const BASE = 'https://api.example/v1';

let sent: Array<VendorRequest & { over: string }> = [];
beforeEach(() => (sent = []));

function api(overrides: Overrides = {}, answers: string[] = ['{"id":"L1"}']): OpleadApi {
	const over = (name: string): OpleadConnectionParts['transport'] => {
		return async (request) => {
			sent.push({ ...request, over: name });
			return await Promise.resolve({
				status: 200,
				headers: {},
				body: answers[Math.min(sent.length, answers.length) - 1],
			});
		};
	};
	return new OpleadApi({ baseUrl: BASE, overrides, transport: over('usual'), unrepeatable: over('unrepeatable') });
}

const calls = () => sent.map(({ over, method, url }) => `${over} ${method} ${url.replace(BASE, '')}`);
const bodies = () => sent.map(({ body }) => (typeof body === 'string' ? (JSON.parse(body) as unknown) : body));

describe('Oplead is asked', () => {
	it('for each thing at its own address, and for what would be doubled once', async () => {
		const own = api({}, ['{"id":"L1"}', '[]', '{}']);
		await own.getLead('a/b');
		await own.leadsPage({ externalID: 'k', status: 'x' }, 2, 50);
		await own.updateStatus('L1', 'En cours');
		await own.createSubscription('lead.assigned', 'https://x');
		await own.deleteSubscription('S1');
		await own.configuration('getCountry', { code: 'FR' });
		await own.configuration('listCountries', {});
		await own.configuration('listUserProfiles', {});
		await own.configuration('listMarketingChannels', {});
		await own.configuration('listCustomFields', {});
		expect(calls()).toEqual([
			'usual GET /leads/a%2Fb',
			'usual GET /leads?page=2&limit=50&externalID=k&status=x',
			'usual PUT /leads/L1/status',
			'unrepeatable POST /subscriptions',
			'unrepeatable DELETE /subscriptions/S1',
			'usual GET /types/country/FR',
			'usual GET /types/countries',
			'usual GET /settings/user-profiles',
			'usual GET /settings/marketing-channels',
			'usual GET /settings/custom-fields',
		]);
		expect(bodies()).toEqual([
			undefined,
			undefined,
			{ status: 'En cours' },
			{ event: 'lead.assigned', url: 'https://x' },
			...Array.from({ length: 6 }, () => undefined),
		]);
		expect(sent[0].headers).toEqual({ accept: 'application/json' });
		expect(sent[2].headers).toEqual({ accept: 'application/json', 'content-type': 'application/json' });
	});

	it('to create a lead with all that is known of it', async () => {
		const names = {
			externalID: 'k',
			civility: 'Mme',
			firstname: 'Anna',
			lastname: 'Doe',
			email: 'a@x.com',
			phone: '1',
			address: 'Street',
			city: 'Lyon',
			postcode: '69000',
			country: 'FR',
			message: 'Hi',
			channel: '7',
			customFields: { a: 1 },
		};
		const values = {
			...names,
			providerName: 'P',
			feedbackUrl: 'https://f',
			utmSource: 's',
			utmMedium: 'm',
			utmCampaign: 'c',
		};
		expect(await api().createLead(values, { leadData: { city: 'Nice', extra: true }, more: [1] })).toEqual({
			id: 'L1',
			fields: { id: 'L1' },
		});
		expect(calls()).toEqual(['unrepeatable POST /leads']);
		expect(bodies()).toEqual([
			{
				provider: { name: 'P', url: 'https://f' },
				leadData: { ...names, city: 'Nice', utm_source: 's', utm_medium: 'm', utm_campaign: 'c', extra: true },
				more: [1],
			},
		]);
	});

	it('to create a lead of which hardly anything is known', async () => {
		await api().createLead({ lastname: 'Doe' });
		await api().createLead({});
		expect(bodies()).toEqual([{ leadData: { lastname: 'Doe' } }, {}]);
	});

	it('to import a lead, as a form where that is chosen', async () => {
		const values = { form: 'f', token: 't', lastname: 'Doe', channelVariable: 'ch', channel: 7 };
		await api().importLead(values, { a: { b: 1 } });
		expect(calls()).toEqual(['unrepeatable POST ']);
		expect(bodies()).toEqual([{ form: 'f', token: 't', ctc_lastname: 'Doe', ch: 7, a: { b: 1 } }]);
		sent = [];
		await api({ importLead: { encoding: 'form' } }).importLead(values, { a: { b: 1 } });
		expect(sent[0].headers).toEqual({
			accept: 'application/json',
			'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
		});
		expect(sent[0].body).toBe('form=f&token=t&ctc_lastname=Doe&ch=7&a=%7B%22b%22%3A1%7D');
	});

	it('by a call that differs', async () => {
		const override = {
			method: 'PATCH' as const,
			path: '/lead/{leadIdentifier}',
			query: { s: '$status' },
			body: { new: '$status' },
			headers: { 'x-a': 'b' },
		};
		await api({ updateStatus: override }).updateStatus('L1', 'x');
		expect(calls()).toEqual(['usual PATCH /lead/L1?s=x']);
		expect(bodies()).toEqual([{ new: 'x' }]);
		expect(sent[0].headers).toMatchObject({ 'x-a': 'b', accept: 'application/json' });
		sent = [];
		await api({ updateStatus: { method: 'GET' } }).updateStatus('L1', 'x');
		expect(sent[0].body).toBeUndefined();
	});

	it('by a call of one’s own, of which only reads are repeated', async () => {
		const own = api({}, ['[1,2]']);
		expect(await own.freeCall({ method: 'GET', path: '/users', query: { a: 1 } })).toEqual([1, 2]);
		await own.freeCall({ method: 'POST', path: 'users', body: null });
		expect(calls()).toEqual(['usual GET /users?a=1', 'unrepeatable POST /users']);
		expect(sent.map(({ body }) => body)).toEqual([undefined, 'null']);
		expect(sent.map(({ headers }) => headers['content-type'])).toEqual([undefined, 'application/json']);
	});

	it('for all pages of its subscriptions', async () => {
		const own = api({}, ['[{"id":1},{"id":2}]', '[{"id":3}]', '[]']);
		expect((await own.subscriptions()).map(({ id }) => id)).toEqual(['1', '2', '3']);
		expect(calls()).toEqual([1, 2, 3].map((page) => `usual GET /subscriptions?page=${page}&limit=100`));
	});

	it('for pages of leads, as many as are wanted', async () => {
		const own = api({}, ['[{"id":1}]', '[{"id":2}]']);
		const pages = own.leadPages({ status: 'x' }, 1);
		expect((await pages.next()).value).toEqual({ records: [{ id: '1', fields: { id: 1 } }], total: undefined });
		expect(calls()).toEqual(['usual GET /leads?page=1&limit=1&status=x']);
	});

	it('to add a document, whose bytes are read while they are sent', async () => {
		const file = {
			fileName: 'a"b.pdf',
			mimeType: 'application/pdf',
			size: 3,
			open: async () => await Promise.resolve(Readable.from([Buffer.from('abc')])),
		};
		await api().addDocument('L1', file);
		expect(calls()).toEqual(['unrepeatable POST /leads/L1/document/add']);
		const { body, headers } = sent[0];
		const [, boundary] = /^multipart\/form-data; boundary=(lead-relay-[\w-]+)$/.exec(headers['content-type']) ?? [];
		if (typeof body !== 'object') throw new Error('No stream');
		const bytes = await textOf(await body.open());
		expect(bytes).toBe(
			[
				`--${boundary}`,
				'Content-Disposition: form-data; name="name"',
				'',
				'a"b.pdf',
				`--${boundary}`,
				'Content-Disposition: form-data; name="file"; filename="a%22b.pdf"',
				'Content-Type: application/pdf',
				'',
				'abc',
				`--${boundary}--`,
				'',
			].join('\r\n'),
		);
		expect(body.length).toBe(Buffer.byteLength(bytes));
	});
});

it('encodes a form whose texts are no ASCII, and types that are none', async () => {
	const open = async () => await Promise.resolve(Readable.from([Buffer.from('é')]));
	const { body } = multipartBody({
		'n\r\n"': { é: 1 },
		f: { fileName: 'é\n', mimeType: 'a b\r\nX: y', size: 2, open },
	});
	if (typeof body !== 'object') throw new Error('No stream');
	const bytes = await textOf(await body.open());
	expect(bytes).toContain('name="n%0D%0A%22"\r\n\r\n{"é":1}\r\n');
	expect(bytes).toContain('filename="é%0A"\r\nContent-Type: application/octet-stream\r\n\r\né\r\n');
	expect(body.length).toBe(Buffer.byteLength(bytes));
});

describe('a lead that has an external ID is not sent without it', () => {
	const values = { externalID: 'k', lastname: 'Doe' };

	it.each<[string, Overrides, Record<string, unknown> | undefined, boolean]>([
		['as it is', {}, undefined, true],
		['with more JSON', {}, { leadData: { city: 'x' } }, true],
		['with JSON that replaces it', {}, { leadData: { externalID: 'other' } }, false],
		['with a body that leaves it out', { createLead: { body: { a: '$lastname' } } }, undefined, false],
		['with a query that has it', { createLead: { body: {}, query: { id: '$externalID' } } }, undefined, true],
		['with a path that has it', { createLead: { body: {}, path: '/leads/{externalID}' } }, undefined, true],
	])('%s', async (_how, overrides, additional, isSent) => {
		const creating = api(overrides).createLead(values, additional);
		if (isSent) await creating;
		else
			await expect(creating).rejects.toMatchObject({
				code: 'SETTING_INVALID',
				message: expect.stringMatching(/^The lead was not sent: its external ID would not go with it/) as string,
			});
		expect(sent).toHaveLength(isSent ? 1 : 0);
	});

	it('but one without is', async () => {
		await api({ createLead: { body: {} } }).createLead({ lastname: 'Doe' });
		expect(sent).toHaveLength(1);
	});
});

it('refuses a form that is no object', async () => {
	const overrides: Overrides = { createLead: { encoding: 'form' } };
	await expect(api(overrides).createLead({ lastname: 'Doe' }, [] as never)).rejects.toMatchObject({
		message: 'The body of this call is a form: give an object with a value for each field.',
	});
});

describe('a refusal', () => {
	const SWAGGER =
		'compare the call with your account’s Swagger page, and set what differs under Options, Calls That Differ';
	const message = (status: number, body = '{"message":"No."}') => refusalOf({ status, headers: {}, body }).message;

	it.each<[number, string]>([
		[
			302,
			'The address leads somewhere else (302). Check the Base URL of the credential: calls do not follow to another address.',
		],
		[
			401,
			'Oplead did not accept the token. Check the credential: the key may be mistyped or revoked, or the header name or the prefix may be another one.',
		],
		[
			403,
			'Oplead does not let this key do that: No. A provider key only sends leads, and reads its own: use a user key, best that of the client administrator.',
		],
		[404, `Oplead did not find this: No. Check the ID; if it is right, ${SWAGGER}.`],
		[405, `Oplead does not take this method: No. Please ${SWAGGER}.`],
		[413, 'Oplead refused this because it is too large: No. Send less at once.'],
		[415, `Oplead does not take this type: No. Send another one, or ${SWAGGER}.`],
		[
			429,
			'Oplead goes on refusing calls because there are too many for this token. Run the workflow again later, or raise the Total Retry Time.',
		],
		[408, 'Oplead is out of order (408). Run the workflow again later.'],
		[500, 'Oplead is out of order (500). Run the workflow again later.'],
		[400, 'Oplead refused this: No.'],
		[499, 'Oplead refused this: No.'],
	])('with %i is worded', (status, words) => {
		expect(message(status)).toBe(words);
	});

	it('without a reason says so', () => {
		expect(message(400, '')).toBe(`Oplead refused this (400) and gave no reason. Please ${SWAGGER}.`);
		expect(message(404, '')).toContain('did not find this: Oplead gave no reason. Check');
	});

	it('tells what Oplead says, and for how long it wants to be left alone', () => {
		const error = refusalOf({ status: 429, headers: { 'retry-after': '7' }, body: '{"message":"No."}' });
		expect(error).toMatchObject({ status: 429, said: 'No.', retryAfterMs: 7_000, wasNotBegun: true });
		expect(refusalOf({ status: 423, headers: {}, body: '' }).wasNotBegun).toBe(false);
	});

	it('by the import API is worded for its own credential', () => {
		const words = (status: number, body = '{"message":"No."}') => {
			const { message: own, code } = refusedByImport(refusalOf({ status, headers: {}, body }));
			return [code, own];
		};
		for (const status of [301, 399, 404, 405]) {
			expect(words(status)).toEqual([
				'CREDENTIAL_INVALID',
				`There is no import API at the address in the credential (${status}). Usually it is https://leadimport.oplead.com/addlead/.`,
			]);
		}
		for (const status of [401, 403]) {
			expect(words(status)).toEqual([
				'TOKEN_REFUSED',
				'Oplead’s import API did not accept the form or its token: No. Check both in the credential: the token is that of the form, not the key of the API.',
			]);
		}
		expect(words(401, '')[1]).toContain('its token: Oplead gave no reason. Check');
		expect(words(415)).toEqual([
			'SETTING_INVALID',
			'Oplead does not take this type: No. Choose another one under Send As in the options.',
		]);
		expect(words(400)).toEqual(['REFUSED', 'Oplead refused this: No.']);
		const silent = unanswered('x');
		expect(refusedByImport(silent)).toBe(silent);
	});
});

it('words what is no refusal', () => {
	expect(unreadableAnswer()).toMatchObject({
		message: 'Oplead sent an answer that cannot be read. Run the workflow again later.',
		code: 'ANSWER_UNREADABLE',
	});
	expect(unanswered('reset', { unconnected: true })).toMatchObject({
		message:
			'Oplead did not answer. Check the network and the address in the credential, then run the workflow again. (reset)',
		wasNotBegun: true,
	});
	expect(unsendable('No.')).toMatchObject({ message: 'No.', code: 'SETTING_INVALID', mayHaveBeenDone: false });
	expect(cancelled()).toMatchObject({ message: 'The execution was cancelled.', final: true, code: 'CANCELLED' });
	const known = new OpleadError('No.');
	expect(unexpected(known)).toBe(known);
	expect(unexpected(new Error('odd'))).toMatchObject({
		message: expect.stringContaining('(odd). Perhaps Oplead has done') as string,
		code: 'UNEXPECTED',
	});
});

it('asks for pages until there is nothing new, or the total is reached', async () => {
	const pagesOf = async (pages: Array<{ ids: Array<string | undefined>; total?: number }>) => {
		const asked: number[] = [];
		const all = allPages(async (page) => {
			asked.push(page);
			const { ids, total } = pages[Math.min(page, pages.length) - 1];
			return await Promise.resolve({ records: ids.map((id) => ({ id, fields: { a: id ?? 'same' } })), total });
		});
		const ids: unknown[] = [];
		for await (const { records } of all) ids.push(...records.map((one) => one.id));
		return [ids, asked];
	};
	expect(await pagesOf([{ ids: ['1', '2'] }, { ids: ['2', '3'] }])).toEqual([
		['1', '2', '3'],
		[1, 2, 3],
	]);
	expect(
		await pagesOf([
			{ ids: ['1'], total: 2 },
			{ ids: ['2'], total: 2 },
		]),
	).toEqual([
		['1', '2'],
		[1, 2],
	]);
	expect(await pagesOf([{ ids: [] }])).toEqual([[], [1]]);
	expect(await pagesOf([{ ids: [undefined, undefined] }])).toEqual([[undefined], [1, 2]]);
});

it('finds places and values in templates', () => {
	expect(placeholdersIn({ a: '$one', b: ['$two', 'x', 3, null], $key: 'y$no' })).toEqual(['key', 'one', 'two']);
	expect(placeholdersIn('$one')).toEqual(['one']);
	expect(holds({ a: [{ b: 7 }] }, 7)).toBe(true);
	expect(holds({ a: null }, 7)).toBe(false);
});

it('hides tokens of callback addresses wherever they stand', () => {
	const token = 'x'.repeat(43);
	const date = new Date(0);
	expect(
		withoutTokens({ a: [`https://x?token=${token}&b=1`, `TOKEN%3D${token}`], b: `token=${token}x`, c: date, d: null }),
	).toEqual({ a: ['https://x?token=***&b=1', 'TOKEN%3D***'], b: `token=${token}x`, c: date, d: null });
	expect(withoutTokens(`token=${token.slice(1)}`)).toBe(`token=${token.slice(1)}`);
	expect(withoutTokens(`token=${token} token=${token}`)).toBe('token=*** token=***');
});
