import type { IDataObject } from 'n8n-workflow';

import type { FaultAct } from '../../../sandbox/faults.ts';
import { creating, people, useAccount } from './account';

const account = useAccount();

const OUT_OF_ORDER: FaultAct = { kind: 'status', status: 500, body: 'Internal Server Error' };
const SILENT: FaultAct = { kind: 'delay', ms: 60_000 };

const LEADS = 101;
const OPTIONS = { options: { retryTime: 5, timeout: 3 } };

const codesOf = (errors: Array<{ json: IDataObject }>) =>
	errors.map(({ json }) => (json.details as IDataObject).code as string);

describe.each([
	['out of order', OUT_OF_ORDER],
	['silent', SILENT],
])('an Oplead that is %s for everything', (_name, act) => {
	it.each([
		['with a key', creating(OPTIONS)],
		['that are looked up first', creating({ ...OPTIONS, repeats: 'findFirst' })],
	])(
		'ends 101 leads %s within 15 s and 12 calls, and none is there twice after it',
		async (_what, parameters) => {
			account.sandbox.faults.plan({ times: 1_000_000, act });
			const begun = Date.now();
			const { done, errors } = await account.run(people(LEADS), parameters);
			expect(Date.now() - begun).toBeLessThan(15_000);
			expect(account.calls().length).toBeLessThanOrEqual(12);
			expect([done.length, errors.length]).toEqual([0, LEADS]);
			expect(codesOf(errors).slice(1)).toEqual(Array(LEADS - 1).fill('NOT_TRIED'));
			for (const { json } of errors) expect(json.error).toMatch(/^Oplead (?:is out of order \(500\)|did not answer)\./);

			account.sandbox.faults.clear();
			const again = await account.run(people(20), parameters);
			expect(again.done).toHaveLength(20);
			expect(Object.values(account.held())).toEqual(Array(20).fill(1));
		},
		60_000,
	);
});

it('is not met with one lead without a key after the other', async () => {
	account.sandbox.faults.plan({ times: 1_000_000, act: OUT_OF_ORDER });
	const { errors } = await account.run(people(LEADS), creating({ ...OPTIONS, externalIdFrom: 'none' }));
	expect(errors).toHaveLength(LEADS);
	expect(account.calls().length).toBeLessThanOrEqual(12);
	expect(codesOf(errors)).toContain('NOT_TRIED');
});

it('lets the other leads pass where one alone breaks it', async () => {
	account.sandbox.faults.plan({ method: 'POST', act: OUT_OF_ORDER });
	const { done, errors } = await account.run(people(12), creating({ ...OPTIONS, externalIdFrom: 'none' }));
	expect([done.length, codesOf(errors)]).toEqual([11, ['MAY_BE_DONE']]);
});
