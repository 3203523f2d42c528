import { search } from './search.scenarios.ts';
import { portals } from './testPortal.ts';

const openPortal = portals();

async function filled() {
	const portal = openPortal();
	await portal.upsertContacts(
		{ email: 'anna@example.ch', firstname: 'Anna', bookings_count: '2', last_booking: '2026-01-10' },
		{ email: 'beat@example.ch', firstname: 'Beat', bookings_count: '10', last_booking: '2026-06-10' },
		{ email: 'chloe@muster.fr', firstname: 'Chloé Anna' },
	);
	portal.clock.advance(60_000);
	return portal;
}

test.each([
	[{ propertyName: 'firstname', operator: 'EQ', value: 'ANNA' }, ['anna']],
	[{ propertyName: 'firstname', operator: 'NEQ', value: 'Anna' }, ['beat', 'chloe']],
	[{ propertyName: 'email', operator: 'IN', values: ['beat@example.ch', 'chloe@muster.fr'] }, ['beat', 'chloe']],
	[{ propertyName: 'email', operator: 'NOT_IN', values: ['beat@example.ch'] }, ['anna', 'chloe']],
	[{ propertyName: 'firstname', operator: 'IN', values: ['Anna'] }, []],
	[{ propertyName: 'bookings_count', operator: 'HAS_PROPERTY' }, ['anna', 'beat']],
	[{ propertyName: 'bookings_count', operator: 'NOT_HAS_PROPERTY' }, ['chloe']],
	[{ propertyName: 'bookings_count', operator: 'GT', value: '2' }, ['beat']],
	[{ propertyName: 'bookings_count', operator: 'GTE', value: '2' }, ['anna', 'beat']],
	[{ propertyName: 'bookings_count', operator: 'LT', value: '10' }, ['anna']],
	[{ propertyName: 'bookings_count', operator: 'LTE', value: '2' }, ['anna']],
	[{ propertyName: 'last_booking', operator: 'BETWEEN', value: '2026-01-10', highValue: '2026-03-01' }, ['anna']],
	[{ propertyName: 'email', operator: 'CONTAINS_TOKEN', value: '*.ch' }, ['anna', 'beat']],
	[{ propertyName: 'firstname', operator: 'CONTAINS_TOKEN', value: 'anna' }, ['anna', 'chloe']],
])('%j', async (filter, names) => {
	const portal = await filled();
	const { body } = await search(portal, { filterGroups: [{ filters: [filter] }], sorts: ['email'] });
	expect(body.results.map(({ properties }) => properties.email?.split('@')[0])).toEqual(names);
	expect(body.total).toBe(names.length);
});

test('groups are alternatives, the filters of a group are not', async () => {
	const portal = await filled();
	const is = (propertyName: string, value: string) => ({ propertyName, operator: 'EQ', value });
	const filterGroups = [
		{ filters: [is('firstname', 'Anna'), is('bookings_count', '10')] },
		{ filters: [is('firstname', 'Beat')] },
	];
	expect((await search(portal, { filterGroups })).body.total).toBe(1);
});

test('pages follow each other in the order of the sort', async () => {
	const portal = await filled();
	const sorts = [{ propertyName: 'bookings_count', direction: 'DESCENDING' }];
	const first = await search(portal, { sorts, limit: 2 });
	expect(first.body.results.map(({ properties }) => properties.firstname)).toEqual(['Beat', 'Anna']);
	const second = await search(portal, { sorts, limit: 2, after: first.body.paging?.next.after });
	expect(second.body.results.map(({ properties }) => properties.firstname)).toEqual(['Chloé Anna']);
	expect(second.body.paging).toBeUndefined();
});

test.each([
	[{ propertyName: 'shoe_size', operator: 'EQ', value: '41' }],
	[{ propertyName: 'email', operator: 'LIKE', value: 'a' }],
	[{ propertyName: 'email', operator: 'IN', value: 'a' }],
	[{ propertyName: 'email', operator: 'EQ' }],
])('refuses %j', async (filter) => {
	const { status } = await search(openPortal(), { filterGroups: [{ filters: [filter] }] });
	expect(status).toBe(400);
});

test('a query looks into the searchable properties', async () => {
	const portal = await filled();
	expect((await search(portal, { query: 'muster.fr' })).body.total).toBe(1);
});
