import type { Definition, Definitions } from '../../../nodes/HubSpotUpsert/plan/definition';
import { makeReady, planAll, type Knowledge, type Planning } from '../../../nodes/HubSpotUpsert/planUpsert';
import type { Needs } from '../../../nodes/HubSpotUpsert/write/prepare';
import { CONTACT_DEFINITIONS, draft, SETTINGS } from './planning';

/** An account whose properties change while the node looks on: each time they are asked anew, the next ones hold. */
class Account implements Knowledge {
	isOld: boolean;
	forgotten = 0;
	readonly #states: Definitions[];

	constructor(states: Definitions[], isOld = false) {
		this.#states = states;
		this.isOld = isOld;
	}

	async definitions(): Promise<Definitions> {
		return await Promise.resolve(this.#states[Math.min(this.forgotten, this.#states.length - 1)]);
	}

	async withChoices(definitions: Definitions): Promise<Definitions> {
		return await Promise.resolve(definitions);
	}

	forget(): void {
		this.forgotten++;
	}
}

const CATEGORY = 'kontaktkategorie';

const withOption = (value: string, label: string): Definitions => {
	const known = CONTACT_DEFINITIONS.get(CATEGORY) as Definition;
	const options = [...known.options, { value, label }];
	return new Map([...CONTACT_DEFINITIONS, [CATEGORY, { ...known, options }]]);
};

const planningOf = (knowledge: Knowledge, properties: object, settings: Partial<typeof SETTINGS> = {}): Planning => ({
	knowledge,
	settings: { ...SETTINGS, ...settings },
	items: [properties],
	readDrafts: () => [draft({ email: 'a@example.com', ...properties })],
});

const nothingGoesWrong = async () => await Promise.resolve(new Map<string, never>());

describe('planAll', () => {
	it('asks once where nothing is wanting, however old what is known is', async () => {
		const account = new Account([CONTACT_DEFINITIONS], true);
		const { planned } = await planAll(planningOf(account, { city: 'Paris' }));
		expect(planned.drafts).toHaveLength(1);
		expect(account.forgotten).toBe(0);
	});

	it.each([
		['an option is unknown and the item would be rejected', 'reject'],
		['an option would be left out', 'drop'],
		['an option would be added', 'add'],
	] as const)('asks anew where %s, if what is known is old', async (_what, unknownOption) => {
		const account = new Account([CONTACT_DEFINITIONS, withOption('bois', 'Bois')], true);
		const { planned } = await planAll(planningOf(account, { [CATEGORY]: 'Bois' }, { unknownOption }));
		expect(account.forgotten).toBe(1);
		expect(planned.drafts[0]).toMatchObject({ properties: { [CATEGORY]: 'bois' } });
		expect(planned.drafts[0].newOptions).toBeUndefined();
	});

	it('does not ask anew for what it has just asked', async () => {
		const account = new Account([CONTACT_DEFINITIONS, withOption('bois', 'Bois')]);
		const { planned } = await planAll(planningOf(account, { [CATEGORY]: 'Bois' }));
		expect(account.forgotten).toBe(0);
		expect(planned.rejected.get(0)).toMatchObject({ code: 'OPTION_UNKNOWN' });
	});

	it('names the properties that have to be created, as the input calls them', async () => {
		const account = new Account([CONTACT_DEFINITIONS]);
		const planning = planningOf(account, { shoe_size: 42 }, { unknownProperty: 'create' });
		const { missing } = await planAll({ ...planning, items: [{ 'Shoe  size': 42 }] });
		expect(missing).toEqual([expect.objectContaining({ name: 'shoe_size', label: 'Shoe Size', type: 'number' })]);
	});
});

describe('makeReady', () => {
	it('creates nothing, and asks nothing, where nothing is needed', async () => {
		const account = new Account([CONTACT_DEFINITIONS]);
		const planning = planningOf(account, { city: 'Paris' });
		const plan = await planAll(planning);
		const ready = await makeReady(plan, planning, () => Promise.reject(new Error('Nothing is to be created.')));
		expect(ready).toBe(plan.planned);
		expect(account.forgotten).toBe(0);
	});

	it('takes the value that somebody else has given the same option, and remembers that it was new', async () => {
		const account = new Account([CONTACT_DEFINITIONS, withOption('bois_2026', 'Bois')]);
		const planning = planningOf(account, { [CATEGORY]: 'Bois' }, { unknownOption: 'add' });
		const asked: Needs[] = [];
		const { drafts } = await makeReady(await planAll(planning), planning, async (needs) => {
			asked.push(needs);
			return await nothingGoesWrong();
		});
		expect(asked).toEqual([{ properties: [], options: new Map([[CATEGORY, new Set(['Bois'])]]) }]);
		expect(drafts).toMatchObject([{ properties: { [CATEGORY]: 'bois_2026' } }]);
		expect(drafts[0].newOptions).toEqual(new Map([[CATEGORY, ['Bois']]]));
	});

	it('rejects the items for which something could not be created, with its reason', async () => {
		const account = new Account([CONTACT_DEFINITIONS]);
		const planning = planningOf(account, { shoe_size: 42 }, { unknownProperty: 'create' });
		const refused = { code: 'SCOPE_MISSING', reason: 'The token may not.' } as const;
		const prepare = async () => await Promise.resolve(new Map([['shoe_size', refused]]));
		const { drafts, rejected } = await makeReady(await planAll(planning), planning, prepare);
		expect(drafts).toEqual([]);
		expect(rejected).toEqual(new Map([[0, refused]]));
	});
});
