import { HubSpotError } from '../../../nodes/HubSpotUpsert/api/errors';
import type { HubSpotClient } from '../../../nodes/HubSpotUpsert/api/client';
import type { Draft } from '../../../nodes/HubSpotUpsert/plan/draft';
import { carryOut, rehearse } from '../../../nodes/HubSpotUpsert/write/carryOut';
import type { WriteContext } from '../../../nodes/HubSpotUpsert/write/jobs';
import { matchResults } from '../../../nodes/HubSpotUpsert/write/matching';
import { sendAll } from '../../../nodes/HubSpotUpsert/write/sending';
import { splitting } from '../../../nodes/HubSpotUpsert/write/splitting';
import type { ReadyWrite } from '../../../nodes/HubSpotUpsert/write/writing';
import { about, DOMAIN, COMPANY_DEFINITIONS, draft, planOf, type SETTINGS } from './planning';

let batches: number[][] = [];
beforeEach(() => (batches = []));

const refusal = (status: number, message = 'No.') => new HubSpotError(message, { status });

/** Takes batches without a bad input; says of each refused one why. */
const sender = (bad: readonly number[], error: (one: number) => HubSpotError = () => refusal(400)) => {
	return async (batch: readonly number[]) => {
		batches.push([...batch]);
		const odd = batch.find((one) => bad.includes(one));
		if (odd !== undefined) throw error(odd);
		return await Promise.resolve(batch.map(String));
	};
};
const words = (_input: number, { message }: HubSpotError) => message;

describe('a batch', () => {
	it('that is refused is halved until the bad one stands alone', async () => {
		expect(await splitting([1, 2, 3, 4, 5], sender([4]), words)).toEqual(['1', '2', '3', 'No.', '5']);
		expect(batches).toEqual([[1, 2, 3, 4, 5], [1, 2, 3], [4, 5], [4], [5]]);
	});

	it('of which no first half was taken is sent on one by one', async () => {
		expect(await splitting([1, 2, 3, 4], sender([1, 2, 3]), words)).toEqual(['No.', 'No.', 'No.', '4']);
		expect(batches).toEqual([[1, 2, 3, 4], [1, 2], [1], [2], [3], [4]]);
	});

	it('that fails for another reason is not halved', async () => {
		expect(
			await splitting(
				[1, 2],
				sender([1], () => refusal(503, 'Away.')),
				words,
			),
		).toEqual(['Away.', 'Away.']);
		expect(batches).toEqual([[1, 2]]);
		const odd = await splitting([1, 2], async () => await Promise.reject(new TypeError('odd')), words);
		expect(odd).toEqual(Array<unknown>(2).fill(expect.stringContaining('(odd)')));
	});

	it('counts in its first half what is refused for its content only', async () => {
		const error = (one: number) => (one === 1 && batches.at(-1)?.length === 1 ? refusal(503) : refusal(400));
		await splitting([1, 2, 3, 4], sender([1, 2], error), words);
		expect(batches).toEqual([[1, 2, 3, 4], [1, 2], [1], [2], [3, 4]]);
	});
});

describe('batches', () => {
	const alone = (count: number) => Array.from({ length: count }, (_, index) => [index]);

	it('end with a refusal that meets every call', async () => {
		expect(
			await sendAll(
				[[1], [2], [3]],
				sender([1], () => refusal(403)),
				words,
			),
		).toEqual(['No.', 'No.', 'No.']);
		expect(batches).toEqual([[1]]);
	});

	it('end after some that were refused alone in the same words, and say so', async () => {
		const bad = Array.from({ length: 20 }, (_, index) => index);
		const results = await sendAll(alone(20), sender(bad), words);
		expect(results.slice(0, 5)).toEqual(Array<string>(5).fill('No.'));
		const untried = results.filter((text) => text !== 'No.');
		expect(new Set(untried)).toEqual(new Set(['Not tried, since the 11 before it were refused. No.']));
		expect(batches.length).toBeLessThan(20);
		const codes = await sendAll(alone(20), sender(bad), (_one, { code, status }) => `${code} ${status}`);
		expect(codes.at(-1)).toBe('NOT_TRIED 400');
	});

	it('go on where one was taken, the words differ, or fewer were refused', async () => {
		const bad = Array.from({ length: 20 }, (_, index) => index).slice(1);
		expect((await sendAll(alone(20), sender(bad), words)).filter((text) => text === 'No.')).toHaveLength(19);
		const differing = await sendAll(
			alone(20),
			sender([0, ...bad], (one) => refusal(400, `No ${one}.`)),
			words,
		);
		expect(differing.at(-1)).toBe('No 19.');
		expect(await sendAll(alone(8), sender([0, ...bad]), words, 9)).toEqual(Array<string>(8).fill('No.'));
	});

	it('count no refusal for another reason', async () => {
		const bad = Array.from({ length: 12 }, (_, index) => index);
		await sendAll(
			alone(12),
			sender(bad, () => refusal(503)),
			words,
		);
		expect(batches).toHaveLength(12);
	});
});

describe('the parts of an answer', () => {
	const upsert = (value: string): ReadyWrite => {
		return { destination: { method: 'upsert', property: 'email', value }, properties: {} };
	};
	const record = (id: string, email: string | null, objectWriteTraceId?: string) => {
		return { id, properties: { email }, objectWriteTraceId };
	};
	const error = (message: string, context: Record<string, string[]>) => {
		return { category: 'X', message, context, errors: [] };
	};
	const HINT = 'Look the record up in HubSpot before you send the item again.';

	it('go to their writes by trace ids, else by the key whatever its case, else where one is left', () => {
		const batch = [upsert('A@x.com'), upsert('b@x.com'), upsert('c@x.com')];
		const results = [record('3', 'first@x.com'), record('1', 'a@X.com '), record('2', 'odd', '1')];
		expect(matchResults(batch, { results, errors: [] })).toEqual([
			{ kind: 'matched', result: results[1] },
			{ kind: 'matched', result: results[2] },
			{ kind: 'matched', result: results[0] },
		]);
	});

	it('stay in doubt where two are left, or none, and say what HubSpot complains of', () => {
		const batch = [upsert('a@x.com'), upsert('b@x.com'), upsert('c@x.com')];
		const results = [record('1', null), record('2', 'x@x.com')];
		const errors = [error('Odd.', {}), error('Bad.', { objectWriteTraceId: ['2'] }), error('Other', {})];
		expect(matchResults(batch, { results, errors })).toEqual([
			{ kind: 'unsaid', hint: `Odd. Other. ${HINT}` },
			{ kind: 'unsaid', hint: `Odd. Other. ${HINT}` },
			{ kind: 'refused', error: errors[1] },
		]);
		expect(matchResults([upsert('a@x.com')], { results: [], errors: [] })).toEqual([{ kind: 'unsaid', hint: HINT }]);
		expect(matchResults([upsert('a@x.com')], { results, errors: [] })).toEqual([{ kind: 'unsaid', hint: HINT }]);
	});

	it('that were updated are known by their ids', () => {
		const update = (id: string): ReadyWrite => ({ destination: { method: 'update', id }, properties: {} });
		const results = [record('9', null), record('8', null)];
		expect(matchResults([update('8'), update('9'), update('7')], { results, errors: [] })).toMatchObject([
			{ result: { id: '8' } },
			{ result: { id: '9' } },
			{ kind: 'unsaid' },
		]);
	});
});

describe('how an item ends', () => {
	const associations: Draft['associations'] = [{ toObjectType: 'deals', key: { by: 'recordId' }, value: '70' }];
	const note = { body: 'Text', leadKey: 'k', timestamp: '2026-10-01T08:00:00.000Z' };
	const client: Partial<HubSpotClient> = {
		read: async (_type, { ids }) => {
			const known = ids.filter((id) => id === 'old@x.com');
			return await Promise.resolve(known.map((email) => ({ id: '7', properties: { email, city: 'Ulm' } })));
		},
		search: async () => await Promise.resolve({ results: [] }),
		upsert: async (_type, inputs) => {
			const results = inputs.map(({ id, objectWriteTraceId }) => {
				return {
					id: `id of ${id}`,
					properties: {},
					objectWriteTraceId,
					new: id !== 'old@x.com',
					url: `https://x/${id}`,
				};
			});
			return await Promise.resolve({ results, errors: [] });
		},
		associate: async (_ends, links) => await Promise.resolve({ links: links.slice(0, 1), errors: [] }),
		associated: async () => await Promise.resolve(new Map()),
		create: async (_type, inputs) => {
			const results = inputs.map(({ objectWriteTraceId }) => ({ id: 'n', properties: {}, objectWriteTraceId }));
			return await Promise.resolve({ results: results.slice(0, 1), errors: [] });
		},
	};
	const context = (existingValues: WriteContext['existingValues']): WriteContext => {
		const wait = async () => await Promise.resolve();
		const place = { objectType: 'contacts', singular: 'contact', account: 'a', existingValues, wait };
		return { ...place, client: client as HubSpotClient };
	};
	const POLICIES: Partial<typeof SETTINGS> = { unknownProperty: 'drop', unknownOption: 'add' };
	const wished = { ...about('Web'), associations, note };
	const rows = [
		draft({ email: 'new@x.com', size: '1', kontaktkategorie: 'Zumba' }, wished),
		draft({ email: 'old@x.com', city: 'Bern' }, wished),
		draft({ email: '' }),
	];
	const properties = { email: 'new@x.com', kontaktkategorie: 'Zumba;formation_numerique' };
	const details = {
		dropped: ['size: there is no such property'],
		newOptions: new Map([['kontaktkategorie', ['Zumba']]]),
		newProperties: undefined,
		categories: [
			{ property: 'kontaktkategorie', sourceValue: 'Web', category: expect.any(String) as string, because: 'Rule 1' },
		],
	};

	it('is told with all that was done for it, and what was not', async () => {
		const outcomes = await carryOut(planOf(rows, POLICIES), context('overwrite'));
		expect(outcomes.get(0)).toEqual({
			kind: 'done',
			result: 'created',
			id: 'id of new@x.com',
			url: 'https://x/new@x.com',
			properties,
			...details,
			associations: [{ objectType: 'deals', id: '70' }],
			note: 'added',
		});
		expect(outcomes.get(1)).toMatchObject({
			result: 'updated',
			problems: [expect.stringMatching(/^Association with deal 70: HubSpot did not say/)],
			note: 'added',
		});
		expect(outcomes.get(1)).not.toHaveProperty('associations');
		expect(outcomes.get(2)).toMatchObject({ kind: 'rejected', code: 'KEY_EMPTY' });
	});

	it('is foretold, with what is planned', async () => {
		const outcomes = await rehearse(planOf(rows, POLICIES), context('overwrite'));
		expect(outcomes.get(0)).toEqual({
			kind: 'done',
			result: 'created',
			id: undefined,
			firstItem: 0,
			properties,
			...details,
			associations: [{ objectType: 'deals' }],
			note: 'planned',
		});
		expect(outcomes.get(1)).toMatchObject({ result: 'updated', id: '7', firstItem: 1 });
		expect(outcomes.get(2)).toMatchObject({ kind: 'rejected', code: 'KEY_EMPTY' });
	});

	it('is told where nothing is left to write', async () => {
		const skipped = {
			kind: 'done',
			result: 'skipped',
			id: '7',
			properties: {},
			dropped: ['size: there is no such property'],
			categories: undefined,
		};
		const plan = () => planOf([draft({ email: 'old@x.com', city: 'Bern', size: '1' })], POLICIES);
		expect((await carryOut(plan(), context('keep'))).get(0)).toEqual(skipped);
		expect((await rehearse(plan(), context('keep'))).get(0)).toEqual(skipped);
	});

	it('is a rejection where its record cannot be found for certain', async () => {
		const several = {
			search: async () =>
				await Promise.resolve({ results: ['1', '2'].map((id) => ({ id, properties: { domain: 'x.com' } })) }),
		};
		const place = { ...context('overwrite'), client: { ...client, ...several } as HubSpotClient };
		const plan = () => planOf([draft({ domain: 'x.com' })], { keys: [DOMAIN], definitions: COMPANY_DEFINITIONS });
		const rejected = {
			kind: 'rejected',
			code: 'KEY_AMBIGUOUS',
			reason: expect.stringContaining('more than one') as string,
		};
		expect((await carryOut(plan(), place)).get(0)).toEqual(rejected);
		expect((await rehearse(plan(), place)).get(0)).toEqual(rejected);
	});
});
