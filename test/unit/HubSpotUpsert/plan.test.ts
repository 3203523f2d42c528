import fc from 'fast-check';

import type { PropertyDefinition } from '../../../nodes/HubSpotUpsert/api/client';
import type { CategoryMapping } from '../../../nodes/HubSpotUpsert/plan/category';
import { planUpsert, type Row } from '../../../nodes/HubSpotUpsert/plan/plan';

const definitions = new Map([['email', { name: 'email', label: 'Email', type: 'string' } as PropertyDefinition]]);
const plan = (rows: Row[]) => planUpsert(rows, { keyProperty: 'email', definitions, timeZone: 'Europe/Paris' });
const row = (properties: Row['properties'], categories: Row['categories'] = []): Row => ({ properties, categories });

const mapping: CategoryMapping = {
	property: 'category',
	rules: [
		{ condition: 'contains', value: 'web', option: 'digital' },
		{ condition: 'contains', value: 'anglais', option: 'languages' },
	],
	fallback: 'reject',
	defaultOption: '',
	existingValues: 'append',
};

it('writes the key into the properties, too', () => {
	expect(plan([row({ email: ' A@Example.com ', lastname: 'Doe' })]).writes).toEqual([
		{ key: 'a@example.com', properties: { email: 'a@example.com', lastname: 'Doe' }, rows: [0] },
	]);
});

it('makes one write of the rows with one key; later values win, empty ones do not', () => {
	const rows = [
		row({ email: 'a@example.com', firstname: 'Ann', city: 'Paris' }),
		row({ email: 'b@example.com' }),
		row({ email: 'A@EXAMPLE.COM', firstname: 'Anne', city: '' }),
	];
	expect(plan(rows).writes).toEqual([
		{ key: 'a@example.com', properties: { email: 'a@example.com', firstname: 'Anne', city: 'Paris' }, rows: [0, 2] },
		{ key: 'b@example.com', properties: { email: 'b@example.com' }, rows: [1] },
	]);
});

it('appends the categories of all the rows with one key', () => {
	const rows = ['Web', 'Anglais'].map((sourceValue) => row({ email: 'a@example.com' }, [{ mapping, sourceValue }]));
	expect(plan(rows).writes[0].properties.category).toBe(';digital;languages');
});

it('appends no text that merely begins with a semicolon', () => {
	const rows = [';-)', ';-('].map((note) => row({ email: 'a@example.com', note }));
	expect(plan(rows).writes[0].properties.note).toBe(';-(');
});

it('appends a category to one that an earlier row wrote', () => {
	const rows = [
		row({ email: 'a@example.com', category: 'other' }),
		row({ email: 'a@example.com' }, [{ mapping, sourceValue: 'Web' }]),
	];
	expect(plan(rows).writes[0].properties.category).toBe('other;digital');
});

it('rejects a row without a key, or without a category where that is asked for, and no other', () => {
	const rows = [
		row({ email: ' ' }),
		row({ email: 'a@example.com' }, [{ mapping, sourceValue: 'Cuisine' }]),
		row({ email: 'b@example.com' }),
	];
	const { writes, rejected } = plan(rows);
	expect(writes.map(({ key }) => key)).toEqual(['b@example.com']);
	expect([...rejected].map(([index, outcome]) => [index, outcome.kind])).toEqual([
		[0, 'rejected'],
		[1, 'rejected'],
	]);
	expect(rejected.get(0)).toMatchObject({ reason: expect.stringContaining('"Email"') as string });
});

it('rejects a row that could not be read, or whose mapping cannot work', () => {
	const broken = { ...mapping, rules: [{ condition: 'pattern', value: '(', option: 'x' } as const] };
	const rows = [
		{ problem: 'No such thing' },
		row({ email: 'a@example.com' }, [{ mapping: broken, sourceValue: 'Web' }]),
	];
	const { writes, rejected } = planUpsert(rows, { keyProperty: 'email', definitions, timeZone: 'Europe/Paris' });
	expect(writes).toEqual([]);
	expect([...rejected.values()]).toEqual([
		{ kind: 'rejected', reason: 'No such thing' },
		{ kind: 'rejected', reason: expect.stringContaining('regular expression') as string },
	]);
});

it('accounts for every row exactly once', () => {
	const anyRow = fc.record({ email: fc.oneof(fc.constantFrom('a@x.fr', 'A@x.fr ', '', 'b@x.fr'), fc.string()) });
	fc.assert(
		fc.property(fc.array(anyRow), (emails) => {
			const { writes, rejected } = plan(emails.map((properties) => row(properties)));
			const rows = [...writes.flatMap((write) => write.rows), ...rejected.keys()].sort((a, b) => a - b);
			expect(rows).toEqual(emails.map((_, index) => index));
			expect(new Set(writes.map(({ key }) => key)).size).toBe(writes.length);
		}),
	);
});
