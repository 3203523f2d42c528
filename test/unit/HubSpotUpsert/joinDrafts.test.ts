import { joinDrafts, planDrafts } from '../../../nodes/HubSpotUpsert/plan/plan';
import { DraftPlanner } from '../../../nodes/HubSpotUpsert/plan/planDraft';
import { about, EMAIL, LEAD_KEY, planOf, draft, SETTINGS } from './planning';

describe('rows that name the same record', () => {
	const rows = [
		draft({ email: 'a@example.com', firstname: 'Ann', city: 'Paris' }),
		draft({ email: 'b@example.com' }),
		draft({ email: ' A@EXAMPLE.COM', firstname: 'Anne', city: '' }),
	];
	const policy = (duplicates: (typeof SETTINGS)['duplicates']) => planOf(rows, { duplicates });
	const itemsOf = ({ writes }: ReturnType<typeof planOf>) => writes.map(({ parts }) => parts.map((part) => part.item));

	it('become one write; later values win, empty ones do not', () => {
		const plan = policy('merge');
		expect(itemsOf(plan)).toEqual([[0, 2], [1]]);
		expect(plan.writes[0].properties).toEqual({ email: 'a@example.com', firstname: 'Anne', city: 'Paris' });
	});

	it('become one write with the values of the first, or of the last', () => {
		expect(itemsOf(policy('firstWins'))).toEqual([[0, 2], [1]]);
		expect(policy('firstWins').writes[0].properties).toEqual(rows[0].properties);
		expect(itemsOf(policy('lastWins'))).toEqual([[0, 2], [1]]);
		expect(policy('lastWins').writes[0].properties).toEqual({ email: 'a@example.com', firstname: 'Anne' });
	});

	it('are rejected, each with the numbers of the others', () => {
		const plan = policy('reject');
		expect(itemsOf(plan)).toEqual([[1]]);
		expect([...plan.rejected.keys()]).toEqual([0, 2]);
		expect(plan.rejected.get(0)?.reason).toContain('"a@example.com": this one and item 2.');
		const crowd = planOf(
			Array.from({ length: 9 }, () => draft({ email: 'a@x.fr' })),
			{ duplicates: 'reject' },
		);
		expect(crowd.rejected.get(3)?.reason).toContain('item 0, 1, 2, 4, 5 …');
	});

	it('are told apart by the property that holds the key', () => {
		const mixed = [
			draft({ email: 'a@x.fr' }),
			draft({ lead_key: 'a@x.fr' }),
			draft({ email: 'a@x.fr', lead_key: 'k' }),
		];
		expect(itemsOf(planOf(mixed, { keys: [EMAIL, LEAD_KEY] }))).toEqual([[0, 2], [1]]);
		const byDomain = [draft({ lead_key: 'X.fr ' }), draft({ lead_key: 'x.FR' })];
		expect(itemsOf(planOf(byDomain, { keys: [{ by: 'search', property: 'lead_key' }] }))).toEqual([[0, 1]]);
	});

	it('add the categories of all of them', () => {
		const twice = ['Web', 'Anglais'].map((source) => draft({ email: 'a@example.com' }, about(source)));
		const [write] = planOf(twice).writes;
		expect(write.properties.kontaktkategorie).toBe(';formation_numerique;formation_langues');
		expect([...(write.appended ?? [])]).toEqual(['kontaktkategorie']);
	});

	it('add a category to one that an earlier row replaces the others with', () => {
		const [write] = planOf([
			draft({ email: 'a@example.com', kontaktkategorie: 'autre_formation' }),
			draft({ email: 'a@example.com' }, about('Web')),
		]).writes;
		expect(write.properties.kontaktkategorie).toBe('autre_formation;formation_numerique');
		expect([...(write.appended ?? [])]).toEqual([]);
	});

	it('add a category to none, where an earlier row clears the property', () => {
		const rows = [
			draft({ email: 'a@example.com', kontaktkategorie: '' }),
			draft({ email: 'a@example.com' }, about('Web')),
			draft({ email: 'a@example.com' }, about('Anglais')),
		];
		const [write] = planOf(rows, { emptyValues: 'clear' }).writes;
		expect(write.properties.kontaktkategorie).toBe('formation_numerique;formation_langues');
		expect([...(write.appended ?? [])]).toEqual([]);
	});

	it('are sent under the key as the last of them writes it', () => {
		const rows = [draft({ lead_key: 'k1' }), draft({ lead_key: ' K1' })];
		const [write] = planOf(rows, { keys: [LEAD_KEY] }).writes;
		expect(write.target).toEqual({ key: LEAD_KEY, value: 'K1' });
		expect(write.properties).toEqual({ lead_key: 'K1' });
	});

	it('let a later row replace what an earlier one would add', () => {
		const [write] = planOf([
			draft({ email: 'a@example.com' }, about('Web')),
			draft({ email: 'a@example.com', kontaktkategorie: 'autre_formation' }),
		]).writes;
		expect(write.properties.kontaktkategorie).toBe('autre_formation');
		expect([...(write.appended ?? [])]).toEqual([]);
	});

	it('add no text that merely begins with a semicolon', () => {
		const [write] = planOf([';-)', ';-('].map((message) => draft({ email: 'a@example.com', message }))).writes;
		expect(write.properties.message).toBe(';-(');
	});
});

it('does not change the rows that it joins', () => {
	const rows = planDrafts(
		[draft({ email: 'a@x.fr', city: 'Paris' }), draft({ email: 'a@x.fr', city: 'Lyon' })],
		SETTINGS,
	);
	joinDrafts(rows, 'merge');
	expect(rows.drafts.map(({ properties }) => properties.city)).toEqual(['Paris', 'Lyon']);
	expect(new DraftPlanner(SETTINGS).plan(draft({ email: 'a@x.fr' }), 3)).toMatchObject({ item: 3 });
});
