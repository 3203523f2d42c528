import type { IDataObject } from 'n8n-workflow';

import { AUTOMATIC, mapped, reasons, useAccount } from './account';

/** An error that is thrown makes n8n send the items on through the success output, as if they had been written. */
const account = useAccount();

const EMAIL = mapped({ email: '={{ $json.email }}', annualrevenue: '={{ $json.revenue }}' });

it('rejects the items where the definitions cannot be read once more', async () => {
	await account.upsert([{ email: 'a@example.com' }], EMAIL);
	account.sandbox.faults.plan({ method: 'GET', path: '/crm/properties/', act: { kind: 'status', status: 500 } });
	const parameters = { ...EMAIL, options: { retryTime: 0 } };
	const run = await account.upsert([{ email: 'b@example.com' }, { email: '' }], parameters);
	expect(run.done).toEqual([]);
	expect(reasons(run)).toEqual([expect.stringContaining('(500)'), expect.stringContaining('(500)')]);
	expect(account.held('contacts')).toHaveLength(1);
});

it('rejects an item with a field called __proto__ like any other unknown field', async () => {
	const items = [
		JSON.parse('{"email": "a@example.com", "__proto__": {"city": "Bern"}}') as IDataObject,
		{ email: 'b@example.com' },
	];
	const run = await account.upsert(items, { ...AUTOMATIC, options: { unknownProperty: 'reject' } });
	expect(reasons(run)).toEqual([expect.stringContaining('__proto__')]);
	expect(account.held('contacts')).toMatchObject([{ email: 'b@example.com' }]);
});

it.each(['={{ "true" }}', '={{ "True" }}'])('takes Dry Run for on where an expression gives %s', async (dryRun) => {
	const run = await account.upsert([{ email: 'a@example.com' }], { ...EMAIL, options: { dryRun } });
	expect(run.done).toMatchObject([{ json: { outcome: 'created', dryRun: true } }]);
	expect(account.held('contacts')).toEqual([]);
});

it('rejects the wishes where an expression of Dry Run fails', async () => {
	const run = await account.upsert([{}], {
		operation: 'ensureProperties',
		properties: { property: [{ name: 'hobby', type: 'text' }] },
		options: { dryRun: '={{ $("Nowhere").first().json.dry }}' },
	});
	expect(run.done).toEqual([]);
	expect(run.errors).toHaveLength(1);
	expect(account.definition('contacts', 'hobby')).toBeUndefined();
});

it('names each option once, however many items add it', async () => {
	const items = ['', '', ''].map(() => ({ email: 'a@example.com' }));
	const parameters = mapped({ email: '={{ $json.email }}', kontaktkategorie: 'autre_formation' });
	const run = await account.upsert(items, { ...parameters, options: { checkboxes: 'append' } });
	expect(run.done[0].json).toMatchObject({ properties: { kontaktkategorie: ';autre_formation' } });
});
