import type { AssociationAnswer, Ends, Link } from '../../../nodes/HubSpotUpsert/api/associations';
import type { HubSpotClient } from '../../../nodes/HubSpotUpsert/api/client';
import { HubSpotError } from '../../../nodes/HubSpotUpsert/api/errors';
import type { BatchError } from '../../../nodes/HubSpotUpsert/api/batchErrors';
import type { AssociationType, HubSpotRecord } from '../../../nodes/HubSpotUpsert/api/records';
import type { AssociationWish } from '../../../nodes/HubSpotUpsert/plan/draft';
import { associateAll } from '../../../nodes/HubSpotUpsert/write/associations';

interface Call {
	ends: Ends;
	links: Link[];
	type?: AssociationType;
}

let calls: Call[] = [];
beforeEach(() => (calls = []));

const wish = (value: string, more: Partial<AssociationWish> = {}): AssociationWish => {
	return { toObjectType: 'companies', key: { by: 'recordId' }, value, ...more };
};

const run = async (
	wishes: AssociationWish[],
	answer: (links: Link[]) => Partial<AssociationAnswer> = (links) => ({ links }),
	more: Partial<HubSpotClient> = {},
) => {
	const client: Partial<HubSpotClient> = {
		associate: async (ends, links, type) => {
			calls.push({ ends, links, type });
			return await Promise.resolve({ links: [], errors: [], ...answer(links) });
		},
		...more,
	};
	const planned = wishes.map((each, index) => ({ from: String(index + 1), wish: each }));
	return await associateAll(planned, { client: client as HubSpotClient, objectType: 'contacts' });
};

const error = (message: string, context?: BatchError['context']): BatchError => ({
	category: 'VALIDATION_ERROR',
	message,
	context,
	errors: [],
});

const ADVICE = 'Correct what HubSpot names, at the source or in the mapping, then run the workflow again.';

it('takes a record id with blanks around it', async () => {
	expect(await run([wish(' 77 ')])).toEqual([{ kind: 'associated', toObjectType: 'companies', id: '77' }]);
	expect(calls).toEqual([
		{ ends: { from: 'contacts', to: 'companies' }, links: [{ from: '1', to: '77' }], type: undefined },
	]);
});

it.each([
	['companies', 'company'],
	['0-2', 'company'],
	['0-1', 'contact'],
	['deals', 'deal'],
	['2-345', 'record of 2-345'],
])('says of %s that a value is no record id of a %s', async (toObjectType, name) => {
	expect(await run([wish('x7', { toObjectType })])).toEqual([
		{ kind: 'failed', toObjectType, reason: `"x7" is no record id of a ${name}: record ids are made of digits.` },
	]);
	expect(calls).toEqual([]);
});

describe('a record that is looked up by its key', () => {
	const byDomain = wish('A.example.com', { key: { by: 'search', property: 'domain' } });
	const found = (...ids: string[]): Partial<HubSpotClient> => {
		const results = ids.map((id): HubSpotRecord => ({ id, properties: { domain: 'a.example.com' } }));
		return { search: async () => await Promise.resolve({ results }) };
	};

	it('is associated where there is one', async () => {
		expect(await run([byDomain], undefined, found('9'))).toEqual([
			{ kind: 'associated', toObjectType: 'companies', id: '9' },
		]);
	});

	it.each<[string, Partial<HubSpotClient>, string]>([
		[
			'there is none',
			found(),
			'There is no company with domain "A.example.com". Create it first, or correct the value.',
		],
		[
			'there are two',
			found('8', '9'),
			'More than one company has domain "A.example.com": 8, 9. Merge them in HubSpot, or name the one you mean by its record id.',
		],
		[
			'the look-up fails',
			{ search: async () => await Promise.reject(new HubSpotError('HubSpot is away.', { status: 503 })) },
			'The company with domain "A.example.com" could not be looked up. HubSpot is away.',
		],
	])('is not where %s, with the reason', async (_what, client, reason) => {
		expect(await run([byDomain], undefined, client)).toEqual([{ kind: 'failed', toObjectType: 'companies', reason }]);
		expect(calls).toEqual([]);
	});

	it('is looked up together with those of the same type and key only', async () => {
		const asked: unknown[] = [];
		const search: HubSpotClient['search'] = async (objectType, { property, values }) => {
			asked.push([objectType, property, [...new Set(values)]]);
			const results = values.map((value) => ({ id: `${objectType} ${value}`, properties: { [property]: value } }));
			return await Promise.resolve({ results });
		};
		const key = { by: 'search' as const, property: 'domain' };
		const wishes = [
			wish('a', { key }),
			wish('b', { key: { ...key, property: 'name' } }),
			wish('c', { key, toObjectType: 'deals' }),
			wish('d', { key }),
			wish('5'),
		];
		const ends = await run(wishes, undefined, { search });
		expect(asked).toEqual([
			['companies', 'domain', ['a', 'd']],
			['companies', 'name', ['b']],
			['deals', 'domain', ['c']],
		]);
		expect(ends.map((end) => ('id' in end ? end.id : end.reason))).toEqual([
			'companies a',
			'companies b',
			'deals c',
			'companies d',
			'5',
		]);
	});
});

describe('an answer', () => {
	const reasons = async (wishes: AssociationWish[], answer: (links: Link[]) => Partial<AssociationAnswer>) =>
		(await run(wishes, answer)).map((end) => (end.kind === 'failed' ? end.reason : end.id));

	it('that names a link as refused refuses that one, even where it holds', async () => {
		const no = error('No.', { fromObjectId: ['1'], toObjectId: ['70'] });
		expect(await reasons([wish('70'), wish('71')], (links) => ({ links, errors: [no] }))).toEqual([
			`Association with company 70: HubSpot refused this: No. ${ADVICE}`,
			'71',
		]);
	});

	it.each([
		['no context', undefined],
		['a context without ids', {}],
		['the first id only', { fromObjectId: ['1'] }],
		['the second id only', { toObjectId: ['70'] }],
	])('with an error of %s concerns every link that does not hold', async (_what, context) => {
		const answer = (links: Link[]) => ({
			links: links.slice(1),
			errors: [error('No.', context), error('No.', context)],
		});
		expect(await reasons([wish('70'), wish('71')], answer)).toEqual([
			`Association with company 70: HubSpot refused this: No. ${ADVICE}`,
			'71',
		]);
	});

	it('with several such errors tells all of them', async () => {
		const [reason] = await reasons([wish('70')], () => ({ errors: [error('No.'), error('Never.')] }));
		expect(reason).toBe(
			`Association with company 70: HubSpot refused this: No. ${ADVICE} HubSpot refused this: Never. ${ADVICE}`,
		);
	});

	it('that says nothing of a link leaves it in doubt', async () => {
		expect(await reasons([wish('70', { toObjectType: '2-1' })], () => ({}))).toEqual([
			'Association with record of 2-1 70: HubSpot did not say that it made it. Send the item again: nothing is doubled.',
		]);
	});
});

it('makes links of each type in a call of its own, the same one once', async () => {
	const type: AssociationType = { associationCategory: 'USER_DEFINED', associationTypeId: 7 };
	const planned = [
		{ from: '1', wish: wish('70') },
		{ from: '1', wish: wish('70') },
		{ from: '2', wish: wish('70') },
		{ from: '1', wish: wish('71') },
		{ from: '1', wish: wish('70', { type }) },
		{ from: '1', wish: wish('70', { toObjectType: 'deals' }) },
	];
	const client: Partial<HubSpotClient> = {
		associate: async (ends, links, given) => {
			calls.push({ ends, links, type: given });
			return await Promise.resolve({ links, errors: [] });
		},
	};
	const ends = await associateAll(planned, { client: client as HubSpotClient, objectType: 'contacts' });
	expect(ends.map(({ kind, toObjectType }) => `${kind} ${toObjectType}`)).toEqual([
		...Array.from({ length: 5 }, () => 'associated companies'),
		'associated deals',
	]);
	expect(calls).toEqual([
		{
			ends: { from: 'contacts', to: 'companies' },
			links: [
				{ from: '1', to: '70' },
				{ from: '2', to: '70' },
				{ from: '1', to: '71' },
			],
			type: undefined,
		},
		{ ends: { from: 'contacts', to: 'companies' }, links: [{ from: '1', to: '70' }], type },
		{ ends: { from: 'contacts', to: 'deals' }, links: [{ from: '1', to: '70' }], type: undefined },
	]);
});

it('tells a call that fails for each of its links', async () => {
	const associate = async () => await Promise.reject(new HubSpotError('HubSpot is away.', { status: 503 }));
	expect(await run([wish('70'), wish('71')], undefined, { associate })).toEqual(
		['70', '71'].map((id) => {
			return { kind: 'failed', toObjectType: 'companies', reason: `Association with company ${id}: HubSpot is away.` };
		}),
	);
});
