import type { Scenarios } from './scenario.ts';
import { CONTACTS, contactInput, type TestPortal } from './testPortal.ts';

const UPSERT = `${CONTACTS}/batch/upsert`;
const EMAILS = Array.from({ length: 101 }, (_, index) => `lead${index}@example.ch`);

/** One valid contact and one whose lead source is no option. */
const GOOD = { email: 'good@example.ch' };
const BAD = { email: 'bad@example.ch', lead_source: 'radio' };

const upsert = (portal: TestPortal, input: Record<string, unknown>) => portal.post(UPSERT, { inputs: [input] });

export const batchScenarios: Scenarios = {
	'batch-limit-100': async (portal) => {
		const hundred = await portal.upsertContacts(...EMAILS.slice(1).map((email) => ({ email })));
		expect(hundred.status).toBe(200);
		const { status, body } = await portal.upsertContacts(...EMAILS.map((email) => ({ email })));
		expect([status, body.category]).toEqual([400, 'VALIDATION_ERROR']);
	},

	'batch-shape': async (portal) => {
		const input = contactInput(GOOD);
		const misshapen = [
			{ id: undefined },
			{ idProperty: undefined },
			{ id: 7 },
			{ properties: [] },
			{ id_property: 'email' },
		];
		for (const each of misshapen) expect((await upsert(portal, { ...input, ...each })).status).toBe(400);
		expect(portal.contacts).toBe(0);
	},

	'batch-not-empty': async (portal) => {
		const { status } = await portal.post(`${CONTACTS}/batch/read`, { inputs: [] });
		expect(status).toBe(400);
	},

	'untraced-all-or-nothing': async (portal) => {
		const { status, body } = await portal.upsertContacts(GOOD, BAD);
		expect([status, body.category]).toEqual([400, 'VALIDATION_ERROR']);
		expect(portal.contacts).toBe(0);
	},

	'traced-multi-status': async (portal) => {
		const { status, body } = await portal.upsertContacts({ ...GOOD, traceId: '1' }, { ...BAD, traceId: '2' });
		expect([status, body.numErrors, body.results?.length]).toEqual([207, 1, 1]);
		expect(portal.held('good@example.ch', 'email')).toBe('good@example.ch');
		expect(portal.contacts).toBe(1);
	},

	'partial-failure-200': async (portal) => {
		const inputs = [contactInput({ ...GOOD, traceId: '1' }), contactInput({ ...BAD, traceId: '2' })];
		const sought = { idProperty: 'email', inputs: [{ id: GOOD.email }, { id: BAD.email }] };
		for (const [version, status] of [['2026-03', 207] as const, ['2026-09', 200] as const]) {
			const contacts = `/crm/objects/${version}/contacts/batch`;
			const written = await portal.post(`${contacts}/upsert`, { inputs });
			expect([written.status, written.body.numErrors, written.body.results.length]).toEqual([status, 1, 1]);
			const read = await portal.post(`${contacts}/read`, sought);
			expect([read.status, read.body.numErrors, read.body.results.length]).toEqual([status, 1, 1]);
			const created = await portal.post(`${contacts}/create`, {
				inputs: [{ properties: BAD, objectWriteTraceId: '1' }],
			});
			expect(created.status).toBe(207);
		}
	},

	'trace-ids-on-every-input': async (portal) => {
		const { status } = await portal.upsertContacts(GOOD, { ...BAD, traceId: '2' });
		expect([status, portal.contacts]).toEqual([400, 0]);
	},

	'trace-ids-distinct': async (portal) => {
		const { status } = await portal.upsertContacts({ ...GOOD, traceId: '1' }, { ...BAD, traceId: '1' });
		expect([status, portal.contacts]).toEqual([400, 0]);
	},

	'errors-name-their-trace': async (portal) => {
		const { body } = await portal.upsertContacts({ ...GOOD, traceId: '1' }, { ...BAD, traceId: '2' });
		expect(body.errors.map(({ context }) => context.objectWriteTraceId)).toEqual([['2']]);
	},

	'error-context-is-optional': async (portal) => {
		portal.set({ errorsNameInputs: false });
		const { status, body } = await portal.upsertContacts({ ...GOOD, traceId: '1' }, { ...BAD, traceId: '2' });
		expect([status, body.results.length, body.numErrors]).toEqual([207, 1, 1]);
		expect(body.errors[0]).not.toHaveProperty('context');
	},

	'echo-is-not-promised': async (portal) => {
		const silent = await portal.upsertContacts({ ...GOOD, traceId: '1' });
		expect(silent.body.results[0]).not.toHaveProperty('objectWriteTraceId');
		portal.set({ echoTraceIds: true });
		const echoing = await portal.upsertContacts({ ...GOOD, traceId: '1' });
		expect(echoing.body.results[0]?.objectWriteTraceId).toBe('1');
	},

	'url-is-not-promised': async (portal) => {
		expect((await portal.upsertContacts(GOOD)).body.results[0]?.url).toMatch(/\/contacts\/24601000\/record\/0-1\/\d+$/);
		portal.set({ recordUrls: false });
		expect((await portal.upsertContacts(GOOD)).body.results[0]).not.toHaveProperty('url');
	},

	'results-in-another-order': async (portal) => {
		for (const size of [2, 3, 100]) {
			const emails = EMAILS.slice(0, size);
			const { body } = await portal.upsertContacts(...emails.map((email) => ({ email })));
			const answered = body.results.map(({ properties }) => properties.email);
			expect(answered).not.toEqual(emails);
			expect(new Set(answered)).toEqual(new Set(emails));
		}
	},

	'emails-lower-cased': async (portal) => {
		const { body } = await portal.upsertContacts({ email: 'Anna.Muster@Example.CH' });
		expect(body.results[0]?.properties.email).toBe('anna.muster@example.ch');
	},

	'duplicate-ids': async (portal) => {
		const twice = [
			{ ...GOOD, traceId: '1' },
			{ ...GOOD, traceId: '2' },
		];
		for (const contacts of [twice, twice.map(({ email }) => ({ email }))]) {
			const { status, body } = await portal.upsertContacts(...contacts);
			expect(status).toBe(400);
			expect(body).toMatchObject({
				category: 'VALIDATION_ERROR',
				message: 'Duplicate IDs found in batch input: [good@example.ch]. IDs must be unique',
				context: { ids: ['good@example.ch'] },
			});
		}
		expect(portal.contacts).toBe(0);
	},

	'duplicate-ids-normalised': async (portal) => {
		const { status, body } = await portal.upsertContacts({ email: 'Good@example.ch' }, GOOD);
		expect([status, body.context]).toEqual([400, { ids: ['good@example.ch'] }]);
	},

	'one-id-property': async (portal) => {
		const byKey = { ...contactInput({ email: 'beat@example.ch' }), idProperty: 'lead_key' };
		const { status } = await portal.post(UPSERT, { inputs: [contactInput(GOOD), byKey] });
		expect([status, portal.contacts]).toEqual([400, 0]);
	},

	'id-property-unique': async (portal) => {
		const inputs = [{ id: 'Big', idProperty: 'dealname', properties: { dealname: 'Big' } }];
		const deal = await portal.post('/crm/objects/2026-03/deals/batch/upsert', { inputs });
		expect(deal.status).toBe(400);
		expect(deal.body.message).toBe('Unable to perform update/upsert by non-unique 0-3 property dealname');
		const byDomain = [{ id: 'example.ch', idProperty: 'domain', properties: { domain: 'example.ch' } }];
		const company = await portal.post('/crm/objects/2026-03/companies/batch/upsert', { inputs: byDomain });
		expect(company.status).toBe(400);
	},

	'hs-object-id-is-no-key': async (portal) => {
		const id = (await portal.upsertContacts(GOOD)).body.results[0]?.id;
		const inputs = [{ id, idProperty: 'hs_object_id', properties: { firstname: 'Anna' } }];
		const { status } = await portal.post(`${CONTACTS}/batch/update`, { inputs });
		expect([status, portal.held('good@example.ch', 'firstname')]).toEqual([400, undefined]);
	},

	'partial-upsert-by-email': async (portal) => {
		const partial = { id: 'good@example.ch', idProperty: 'email', properties: { firstname: 'Anna' } };
		const { status, body } = await upsert(portal, partial);
		expect(status).toBe(400);
		expect(body.message).toBe('Partial upserts are not supported when using email as the idProperty');
		portal.set({ partialUpsertByEmail: 'accepted' });
		expect((await upsert(portal, partial)).status).toBe(200);
		expect(portal.held('good@example.ch', 'firstname')).toBe('Anna');
	},

	'ids-are-taken-as-sent': async (portal) => {
		await portal.upsertContacts(GOOD);
		const { status, body } = await upsert(portal, { ...contactInput(GOOD), id: ' good@example.ch' });
		expect([status, body.category]).toEqual([409, 'CONFLICT']);
	},

	'record-must-exist': async (portal) => {
		const inputs = [{ id: '999', properties: { firstname: 'Anna' } }];
		const { status, body } = await portal.post(`${CONTACTS}/batch/update`, { inputs });
		expect([status, body.category, portal.contacts]).toEqual([400, 'OBJECT_NOT_FOUND', 0]);
	},
};
