import fc from 'fast-check';

import type { Outcome } from '../../../nodes/HubSpotUpsert/outcome';
import type { Key } from '../../../nodes/HubSpotUpsert/plan/key';
import type { Draft } from '../../../nodes/HubSpotUpsert/plan/draft';
import { carryOut, rehearse } from '../../../nodes/HubSpotUpsert/write/carryOut';
import type { WriteContext } from '../../../nodes/HubSpotUpsert/write/jobs';
import { startSandbox, type Sandbox } from '../../../sandbox/sandbox.ts';
import {
	COMPANY_DEFINITIONS,
	CONTACT_DEFINITIONS,
	DOMAIN,
	EMAIL,
	LEAD_KEY,
	planOf,
	RECORD_ID,
	draft,
} from './planning';
import { sandboxClient } from './sandboxClient';

let sandbox: Sandbox;
let now = 0;
beforeAll(async () => {
	sandbox = await startSandbox({ clock: () => Date.UTC(2026, 9, 1) + now });
});
afterAll(async () => await sandbox.close());

/** The id of a record that is there, or one that the sandbox never gives. */
const idOf = (index: string, held: number) =>
	Number(index) < held ? String(30_110_000_001 + Number(index)) : `9${index}`;

interface Scene {
	by: 'email' | 'leadKey' | 'recordId' | 'domain';
	held: Array<Record<string, string>>;
	rows: Array<Record<string, string>>;
	emptyKey: 'reject' | 'create';
	duplicates: 'merge' | 'firstWins' | 'lastWins' | 'reject';
	emptyValues: 'leave' | 'clear';
	existingValues: 'overwrite' | 'keep';
	checkboxes: 'replace' | 'append';
}

const KEYS: Record<Scene['by'], Key> = { email: EMAIL, leadKey: LEAD_KEY, recordId: RECORD_ID, domain: DOMAIN };

const text = fc.constantFrom('', ' ', 'Paris', 'Lyon');
const category = fc.constantFrom('', 'autre_formation', 'mcarena_aspach', ';mcarena_aspach');
const scene: fc.Arbitrary<Scene> = fc.record({
	by: fc.constantFrom('email', 'leadKey', 'recordId', 'domain'),
	held: fc.array(fc.record({ city: text, kontaktkategorie: category }), { maxLength: 4 }),
	rows: fc.array(
		fc.record({
			key: fc.constantFrom('0', '1', '2', '3', '4', '5', ''),
			city: text,
			zip: text,
			kontaktkategorie: category,
		}),
		{ maxLength: 8 },
	),
	emptyKey: fc.constantFrom('reject', 'create'),
	duplicates: fc.constantFrom('merge', 'firstWins', 'lastWins', 'reject'),
	emptyValues: fc.constantFrom('leave', 'clear'),
	existingValues: fc.constantFrom('overwrite', 'keep'),
	checkboxes: fc.constantFrom('replace', 'append'),
});

/** A draft, or a record that is there before, with the key that is looked for. */
function keyed(by: Scene['by'], index: string, { kontaktkategorie, ...rest }: Record<string, string>): Draft {
	const properties: Record<string, string> = by === 'domain' ? rest : { ...rest, kontaktkategorie };
	const key = index === '' ? '' : `key${index}`;
	if (by === 'recordId') return draft(properties, { recordId: index });
	const [name, value] = { email: ['email', key && `${key}@X.fr`], leadKey: ['lead_key', key], domain: ['domain', key] }[
		by
	];
	return draft({ ...properties, [name]: value });
}

const place = (by: Scene['by'], existingValues: Scene['existingValues']): WriteContext => {
	const [objectType, singular] = by === 'domain' ? ['companies', 'company'] : ['contacts', 'contact'];
	const wait = async (ms: number) => (now += ms);
	return { client: sandboxClient(sandbox), objectType, singular, account: 'account', existingValues, wait };
};

function planned({ by, held, rows, checkboxes, ...policies }: Scene) {
	const definitions = by === 'domain' ? COMPANY_DEFINITIONS : CONTACT_DEFINITIONS;
	const conversion = { timeZone: 'utc', decimalSign: 'detect', dateOrder: 'dayFirst', checkboxes } as const;
	const settings = { ...policies, keys: [KEYS[by]], definitions, conversion };
	return planOf(
		rows.map(({ key, ...rest }) => keyed(by, by === 'recordId' && key !== '' ? idOf(key, held.length) : key, rest)),
		settings,
	);
}

/** What a dry run tells of a row. HubSpot alone can tell the ids of new records. */
const foretold = (outcome: Outcome | undefined) => {
	if (outcome?.kind !== 'done') return 'rejected';
	const { result, id, properties } = outcome;
	return { result, id: result === 'created' ? 'new' : id, properties };
};

it('writes nothing, and foretells what the real run then does', async () => {
	await fc.assert(
		fc.asyncProperty(scene, async (one) => {
			sandbox.reset();
			const before = one.held.map((each, index) => keyed(one.by, String(index), each));
			const seeding = { ...one, by: one.by === 'recordId' ? 'email' : one.by } as const;
			const seeds = before.map(({ properties }, index) =>
				keyed(seeding.by, String(index), properties as Record<string, string>),
			);
			const definitions = one.by === 'domain' ? COMPANY_DEFINITIONS : CONTACT_DEFINITIONS;
			await carryOut(planOf(seeds, { keys: [KEYS[seeding.by]], definitions }), place(one.by, 'overwrite'));
			now += 5_000;
			const stored = () => JSON.stringify([sandbox.hubspot.records('contacts'), sandbox.hubspot.records('companies')]);
			const state = stored();
			const rehearsed = await rehearse(planned(one), place(one.by, one.existingValues));
			expect(stored()).toBe(state);
			const real = await carryOut(planned(one), place(one.by, one.existingValues));
			const rows = one.rows.map((_, index) => index);
			expect(rows.map((index) => foretold(rehearsed.get(index)))).toEqual(
				rows.map((index) => foretold(real.get(index))),
			);
		}),
		{ numRuns: 120 },
	);
}, 30_000);
