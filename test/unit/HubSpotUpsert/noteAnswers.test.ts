import type { HubSpotClient } from '../../../nodes/HubSpotUpsert/api/client';
import { HubSpotError } from '../../../nodes/HubSpotUpsert/api/errors';
import type { BatchError } from '../../../nodes/HubSpotUpsert/api/batchErrors';
import type { HubSpotRecord } from '../../../nodes/HubSpotUpsert/api/records';
import { addNotes, type NoteContext, type PlannedNote } from '../../../nodes/HubSpotUpsert/write/notes';
import { lookForNotes } from '../../../nodes/HubSpotUpsert/write/timelines';
import { markedBody, markOf } from '../../../nodes/HubSpotUpsert/write/noteBody';

type Inputs = Parameters<HubSpotClient['create']>[1];

let created: Inputs[] = [];
let waits: number[] = [];
beforeEach(() => {
	created = [];
	waits = [];
});

const note = (recordId: string, leadKey = 'a lead'): PlannedNote => {
	return { recordId, wish: { body: 'Text', leadKey, timestamp: '2026-10-01T08:00:00.000Z' } };
};

const DOUBT =
	'The note may be there or not: look at the timeline in HubSpot, or run the workflow again, which adds it only where it is missing.';

/** A HubSpot whose timelines hold nothing, and that makes notes; `calls` replaces some of it. */
const client = (calls: Partial<HubSpotClient> = {}) =>
	({
		associated: async () => await Promise.resolve(new Map()),
		read: async () => await Promise.resolve([]),
		create: async (_objectType, inputs) => {
			created.push(inputs);
			const results = inputs.map(({ objectWriteTraceId, properties }) => {
				return { id: `n${objectWriteTraceId}`, properties, objectWriteTraceId };
			});
			return await Promise.resolve({ results, errors: [] });
		},
		...calls,
	}) as Partial<HubSpotClient> as HubSpotClient;

const add = async (planned: PlannedNote[], calls: Partial<HubSpotClient> = {}, more: Partial<NoteContext> = {}) =>
	await addNotes(planned, {
		client: client(calls),
		objectType: 'contacts',
		account: 'account',
		wait: async (ms) => await Promise.resolve(waits.push(ms)),
		...more,
	});

describe('a note is associated with its record', () => {
	it.each(['contacts', '0-1'])('of %s by the type that HubSpot documents, without asking', async (objectType) => {
		expect(await add([note('5')], {}, { objectType })).toEqual([{ kind: 'added', id: 'n0' }]);
		const types = [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 202 }];
		expect(created[0][0].associations).toEqual([{ to: { id: '5' }, types }]);
	});

	it('of another object by the type without a label', async () => {
		const asked: unknown[] = [];
		const labels: HubSpotClient['labels'] = async (ends) => {
			asked.push(ends);
			return await Promise.resolve([
				{ associationCategory: 'USER_DEFINED', associationTypeId: 1, label: 'Protocol' },
				{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 190, label: null },
				{ associationCategory: 'USER_DEFINED', associationTypeId: 2, label: 'Offer' },
			]);
		};
		await add([note('5')], { labels }, { objectType: 'companies' });
		expect(asked).toEqual([{ from: 'notes', to: 'companies' }]);
		const types = [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 190 }];
		expect(created[0][0].associations).toEqual([{ to: { id: '5' }, types }]);
	});

	it('or not added, with the reason', async () => {
		const none = async () => await Promise.resolve([]);
		expect(await add([note('5'), note('6')], { labels: none }, { objectType: '2-7' })).toEqual(
			[1, 2].map(() => ({ kind: 'failed', reason: 'HubSpot does not associate notes with 2-7.' })),
		);
		const failing = async () => await Promise.reject(new HubSpotError('HubSpot is away.', { status: 503 }));
		expect(await add([note('5')], { labels: failing }, { objectType: '2-7' })).toEqual([
			{ kind: 'failed', reason: 'HubSpot is away.' },
		]);
		const error = new TypeError('odd');
		const broken = async () => await Promise.reject(error);
		await expect(add([note('5')], { labels: broken }, { objectType: '2-7' })).rejects.toBe(error);
		expect(created).toEqual([]);
	});
});

it('of a cancelled execution was not added', async () => {
	const signal = AbortSignal.abort();
	expect(await add([note('5')], {}, { signal })).toEqual([{ kind: 'failed', reason: 'It was not added.' }]);
	expect(created).toEqual([]);
});

describe('an answer', () => {
	const error = (message: string, context: BatchError['context']): BatchError => {
		return { category: 'VALIDATION_ERROR', message, context, errors: [] };
	};
	const answering = (results: HubSpotRecord[], errors: BatchError[] = []): Partial<HubSpotClient> => {
		return {
			create: async (_objectType, inputs) => {
				created.push(inputs);
				return await Promise.resolve({ results, errors });
			},
		};
	};
	const body = (leadKey: string) => ({ hs_note_body: markedBody('Text', markOf(leadKey)) });

	it('that names no note leaves a doubt, is looked after, and sent again three times in all', async () => {
		expect(await add([note('5')], answering([]))).toEqual([
			{ kind: 'failed', reason: `HubSpot did not say that it added the note. ${DOUBT}` },
		]);
		expect(waits).toEqual([1_000, 4_000, 10_000]);
		expect(created).toHaveLength(3);
	});

	it('tells with the doubt what else HubSpot complains of', async () => {
		const errors = [error('Odd.', {}), error('Other.', { objectWriteTraceId: ['7'] })];
		expect(await add([note('5')], answering([], errors))).toEqual([
			{ kind: 'failed', reason: `HubSpot did not say that it added the note. Odd. ${DOUBT}` },
		]);
	});

	it('that was lost leaves its reason and a doubt', async () => {
		const create = async () => await Promise.reject(new HubSpotError('HubSpot did not answer.'));
		expect(await add([note('5')], { create })).toEqual([
			{ kind: 'failed', reason: `HubSpot did not answer. ${DOUBT}` },
		]);
	});

	it('that refuses leaves no doubt, and nothing is sent again', async () => {
		const errors = [error('Too old', { objectWriteTraceId: ['1'] })];
		const results = [{ id: 'n0', properties: {}, objectWriteTraceId: '0' }];
		expect(await add([note('5'), note('6')], answering(results, errors))).toEqual([
			{ kind: 'added', id: 'n0' },
			{
				kind: 'failed',
				reason:
					'HubSpot refused this: Too old. Correct what HubSpot names, at the source or in the mapping, then run the workflow again.',
			},
		]);
		expect(created).toHaveLength(1);
		expect(waits).toEqual([]);
	});

	it('without trace ids is told apart by the marks', async () => {
		const results = [
			{ id: 'two', properties: body('two') },
			{ id: 'one', properties: body('one') },
		];
		expect(await add([note('5', 'one'), note('6', 'two')], answering(results))).toEqual([
			{ kind: 'added', id: 'one' },
			{ kind: 'added', id: 'two' },
		]);
	});

	it('without trace ids and with one mark for several notes tells nothing', async () => {
		const results = [{ id: 'x', properties: body('one') }];
		const ends = await add([note('5', 'one'), note('6', 'one'), note('7', 'other')], answering(results));
		expect(ends.map(({ kind }) => kind)).toEqual(['failed', 'failed', 'failed']);
	});

	it('with a note that has no body names no note', async () => {
		const ends = await add([note('5', 'one')], answering([{ id: 'x', properties: {} }]));
		expect(ends.map(({ kind }) => kind)).toEqual(['failed']);
	});

	it('goes by its trace ids, whatever its order', async () => {
		const results = ['1', '0'].map((id) => ({ id: `n${id}`, properties: body('one'), objectWriteTraceId: id }));
		expect(await add([note('5', 'one'), note('6', 'one')], answering(results))).toEqual([
			{ kind: 'added', id: 'n0' },
			{ kind: 'added', id: 'n1' },
		]);
	});
});

describe('a look at timelines', () => {
	const marked = (id: string, ...leadKeys: string[]): HubSpotRecord => {
		return { id, properties: { hs_note_body: leadKeys.map((key) => markedBody('Text', markOf(key))).join('') } };
	};
	const look = async (
		sought: Array<[string, string]>,
		timelines: Record<string, string[]>,
		read: (ids: string[]) => HubSpotRecord[],
	) =>
		await lookForNotes(
			sought.map(([recordId, leadKey]) => ({ recordId, mark: markOf(leadKey) })),
			{
				client: client({
					associated: async (ends, ids) => {
						expect(ends).toEqual({ from: 'deals', to: 'notes' });
						const known = ids.filter((id) => id in timelines);
						return await Promise.resolve(new Map(known.map((id) => [id, timelines[id]])));
					},
					read: async (objectType, { ids, properties }) => {
						expect([objectType, properties]).toEqual(['notes', ['hs_note_body']]);
						return await Promise.resolve(read(ids));
					},
				}),
				objectType: 'deals',
			},
		);

	it('tells each record its own notes', async () => {
		const timelines = { r1: ['n1', 'n2', 'gone', 'empty'], r2: ['n3'], r3: ['n1'] };
		const held = [marked('n1', 'a'), marked('n2', 'b', 'c'), marked('n3', 'b'), { id: 'empty', properties: {} }];
		const sought: Array<[string, string]> = [
			['r1', 'a'],
			['r1', 'c'],
			['r2', 'b'],
			['r2', 'a'],
			['r3', 'a'],
			['r4', 'a'],
		];
		expect(await look(sought, timelines, () => held)).toEqual([
			{ kind: 'seen', id: 'n1' },
			{ kind: 'seen', id: 'n2' },
			{ kind: 'seen', id: 'n3' },
			{ kind: 'unseen' },
			{ kind: 'seen', id: 'n1' },
			{ kind: 'unseen' },
		]);
	});

	it('tells the first of several reasons why notes could not be read', async () => {
		const ids = Array.from({ length: 201 }, (_, index) => `n${index}`);
		const read = (batch: string[]) => {
			throw new HubSpotError(`Away at ${batch[0]}.`, { status: 503 });
		};
		expect(await look([['r1', 'a']], { r1: ids }, read)).toEqual([
			{ kind: 'failed', reason: 'Whether the note is there already could not be read. Away at n0.' },
		]);
	});

	it('sees what can be read although another note cannot', async () => {
		const ids = Array.from({ length: 101 }, (_, index) => `n${index}`);
		const read = (batch: string[]) => {
			if (batch.includes('n100')) throw new HubSpotError('HubSpot is away.', { status: 503 });
			return [marked('n7', 'a')];
		};
		const sought: Array<[string, string]> = [
			['r1', 'a'],
			['r1', 'b'],
			['r2', 'b'],
		];
		expect(await look(sought, { r1: ids, r2: ['n7'] }, read)).toEqual([
			{ kind: 'seen', id: 'n7' },
			{ kind: 'failed', reason: 'Whether the note is there already could not be read. HubSpot is away.' },
			{ kind: 'unseen' },
		]);
	});
});

it('looks again after a lost answer, and then tells the note as added', async () => {
	let lookedAt = 0;
	const calls: Partial<HubSpotClient> = {
		create: async (_objectType, inputs) => {
			created.push(inputs);
			return await Promise.reject(new HubSpotError('HubSpot did not answer.'));
		},
		associated: async () => await Promise.resolve(new Map(lookedAt++ === 0 ? [] : [['5', ['n9']]])),
		read: async () => {
			const properties = { hs_note_body: markedBody('Text', markOf('a lead')) };
			return await Promise.resolve([{ id: 'n9', properties }]);
		},
	};
	expect(await add([note('5')], calls)).toEqual([{ kind: 'added', id: 'n9' }]);
	expect(created).toHaveLength(1);
	expect(await add([note('5')], calls)).toEqual([{ kind: 'present', id: 'n9' }]);
});
