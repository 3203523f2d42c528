import type { PlannedWrite } from '../../../nodes/HubSpotUpsert/plan/plan';
import type { Target } from '../../../nodes/HubSpotUpsert/plan/planDraft';
import { settle, type ExistingValues, type Found } from '../../../nodes/HubSpotUpsert/plan/settle';
import { DOMAIN, EMAIL, RECORD_ID } from './planning';

const byEmail: Target = { key: EMAIL, value: 'a@example.com' };
const byDomain: Target = { key: DOMAIN, value: 'example.com' };
const byId: Target = { key: RECORD_ID, value: '7' };

const planned = (target: Target, properties: Record<string, string>, appended: string[] = []): PlannedWrite => {
	return { target, properties, appended: new Set(appended), parts: [] };
};

const holding = (properties: Record<string, string | null>): Found => {
	return { kind: 'found', record: { id: '7', properties } };
};

const settled = (write: PlannedWrite, found?: Found, existingValues: ExistingValues = 'overwrite') =>
	settle(write, found, { existingValues, singular: 'contact' });

const NONE: Found = { kind: 'none' };
const UPSERT = { method: 'upsert', property: 'email', value: 'a@example.com' };

describe('where it goes', () => {
	const properties = { lastname: 'Doe' };

	it.each<[string, Target, Found | undefined, unknown]>([
		['a row without a key', 'new', undefined, { method: 'create' }],
		['a unique key, not looked for', byEmail, undefined, UPSERT],
		['a unique key that is there', byEmail, holding({}), UPSERT],
		['a unique key that is not there', byEmail, NONE, UPSERT],
		['a record id, not looked for', byId, undefined, { method: 'update', id: '7' }],
		['a record id that is there', byId, holding({}), { method: 'update', id: '7' }],
		['what the search finds', byDomain, holding({}), { method: 'update', id: '7' }],
		[
			'what the search does not find',
			byDomain,
			NONE,
			{ method: 'create', key: { property: 'domain', value: 'example.com' } },
		],
	])('%s', (_name, target, found, destination) => {
		expect(settled(planned(target, properties), found)).toEqual({
			kind: 'write',
			destination,
			properties,
			id: found?.kind === 'found' ? '7' : undefined,
		});
	});

	it('follows a record that HubSpot has merged into another one', () => {
		const write = settled(planned({ key: RECORD_ID, value: '3' }, properties), holding({}));
		expect(write).toMatchObject({ destination: { method: 'update', id: '7' } });
	});
});

describe('what cannot be written', () => {
	it('is a record id that HubSpot does not have', () => {
		expect(settled(planned(byId, { lastname: 'Doe' }), NONE)).toEqual({
			kind: 'reject',
			code: 'NOT_FOUND',
			reason: 'HubSpot has no contact with the record ID "7". It may have been deleted or merged: look it up there.',
		});
	});

	it('is a key that several records have: they are named', () => {
		const several: Found = { kind: 'several', ids: ['7', '9'] };
		expect(settled(planned(byDomain, { name: 'X' }), several)).toEqual({
			kind: 'reject',
			code: 'KEY_AMBIGUOUS',
			reason: expect.stringMatching(
				/more than one contact with "example\.com": record 7 and record 9\. Merge/,
			) as string,
		});
	});

	it('is what could not be looked up, with the reason', () => {
		const failed: Found = { kind: 'failed', code: 'VENDOR_FAILED', reason: 'HubSpot is out of order.', lasting: false };
		expect(settled(planned(byDomain, { name: 'X' }), failed)).toEqual({
			kind: 'reject',
			code: 'VENDOR_FAILED',
			reason: 'HubSpot is out of order.',
		});
	});
});

describe('keeping existing values', () => {
	const keeping = (write: PlannedWrite, found: Found | undefined) => settled(write, found, 'keep');

	it('writes only where the record is empty, and the key in any case', () => {
		const write = planned(byEmail, { email: 'a@example.com', city: 'Paris', zip: '75001', phone: '1' });
		expect(keeping(write, holding({ email: 'A@example.com', city: 'Lyon', zip: null, phone: '' }))).toEqual({
			kind: 'write',
			destination: UPSERT,
			properties: { email: 'a@example.com', zip: '75001', phone: '1' },
			id: '7',
		});
	});

	it('adds options to those that are there', () => {
		const write = planned(byEmail, { email: 'a@example.com', kontaktkategorie: ';b' }, ['kontaktkategorie']);
		expect(keeping(write, holding({ email: 'a@example.com', kontaktkategorie: 'a' }))).toMatchObject({
			kind: 'write',
			properties: { kontaktkategorie: ';b' },
		});
		const replacing = planned(byEmail, { email: 'a@example.com', kontaktkategorie: 'b' });
		expect(keeping(replacing, holding({ email: 'a@example.com', kontaktkategorie: 'a' }))).toEqual({
			kind: 'skip',
			id: '7',
		});
	});

	it.each([byEmail, byDomain, byId])('skips a record in which there is nothing to write', (target) => {
		const write = planned(target, { email: 'a@example.com', domain: 'example.com', city: 'Paris' });
		const held = { email: 'a@example.com', domain: 'example.com', city: 'Lyon' };
		expect(keeping(write, holding(held))).toEqual({ kind: 'skip', id: '7' });
	});

	it('skips a record that was found by its second e-mail address', () => {
		const write = planned(byEmail, { email: 'a@example.com' });
		expect(keeping(write, holding({ email: 'first@example.com' }))).toEqual({ kind: 'skip', id: '7' });
	});

	it('writes everything into a new record', () => {
		const properties = { email: 'a@example.com', city: 'Paris' };
		expect(keeping(planned(byEmail, properties), NONE)).toMatchObject({ kind: 'write', properties });
		expect(keeping(planned('new', properties), undefined)).toMatchObject({ kind: 'write', properties });
	});
});

it('overwrites, and clears, unless values are to be kept', () => {
	const properties = { email: 'a@example.com', city: '' };
	expect(settled(planned(byEmail, properties), holding({ city: 'Lyon' }))).toMatchObject({ properties });
});
