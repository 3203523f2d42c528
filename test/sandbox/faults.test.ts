import { FaultPlan } from '../../sandbox/faults.ts';

const call = { vendor: 'hubspot', method: 'POST', path: '/hubspot/crm/objects/2026-03/contacts/batch/upsert' };
const busy = { kind: 'status', status: 429 } as const;
const broken = { kind: 'status', status: 500 } as const;

describe('a fault plan', () => {
	it('strikes once where nothing else is said', () => {
		const plan = new FaultPlan();
		plan.plan({ act: busy });
		expect(plan.take(call)).toEqual(busy);
		expect(plan.take(call)).toBeUndefined();
	});

	it('lets the first calls through and then strikes so many', () => {
		const plan = new FaultPlan();
		plan.plan({ skip: 2, times: 2, act: busy });
		expect([1, 2, 3, 4, 5].map(() => plan.take(call)?.kind)).toEqual([
			undefined,
			undefined,
			'status',
			'status',
			undefined,
		]);
	});

	it.each([
		['another vendor', { vendor: 'ici-formation' }],
		['another method', { method: 'GET' }],
		['another path', { path: '/batch/read' }],
	])('passes over calls of %s', (_, match) => {
		const plan = new FaultPlan();
		plan.plan({ ...match, act: busy });
		expect(plan.take(call)).toBeUndefined();
		expect(plan.list()).toHaveLength(1);
	});

	it('matches vendor, method in any case and part of the path', () => {
		const plan = new FaultPlan();
		plan.plan({ vendor: 'hubspot', method: 'post', path: '/batch/upsert', act: busy });
		expect(plan.take(call)).toEqual(busy);
	});

	it('strikes a call with one fault only; the next waits for its own call', () => {
		const plan = new FaultPlan();
		plan.plan({ act: busy });
		plan.plan({ skip: 1, act: broken });
		plan.plan({ act: broken });
		expect(plan.take(call)).toEqual(busy);
		expect(plan.take(call)).toEqual(broken);
		expect(plan.take(call)).toEqual(broken);
		expect(plan.list()).toEqual([]);
	});

	it('gives the turn to a later fault while an earlier one lets calls through', () => {
		const plan = new FaultPlan();
		plan.plan({ skip: 1, act: busy });
		plan.plan({ act: broken });
		expect(plan.take(call)).toEqual(broken);
		expect(plan.take(call)).toEqual(busy);
	});

	it('lists what is left of each fault, and forgets all when cleared', () => {
		const plan = new FaultPlan();
		plan.plan({ skip: 1, times: 3, act: busy });
		plan.take(call);
		plan.take(call);
		expect(plan.list()).toEqual([{ id: 1, skip: 0, times: 2, act: busy }]);
		plan.clear();
		expect(plan.take(call)).toBeUndefined();
	});
});
