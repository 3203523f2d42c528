import type { IExecuteFunctions, INode, NodeOperationError } from 'n8n-workflow';
import { ExpressionError } from 'n8n-workflow';

import { CodedError } from '../../../nodes/shared/codedError';
import { reasonFrom } from '../../../nodes/shared/codedReason';
import { expressionsIn } from '../../../nodes/shared/expressions';
import { isObject } from '../../../nodes/shared/json';
import { leadKey, type LeadIdentity } from '../../../nodes/shared/lead';
import { inParallel } from '../../../nodes/shared/parallel';
import { recordNew } from '../../../nodes/shared/processedItems';
import { rejectedItem, stopIfRejected, type Rejection, type Total } from '../../../nodes/shared/rejections';
import { otherSettings } from '../../../nodes/shared/runSettings';
import { unlessAborted } from '../../../nodes/shared/unlessAborted';
import { WaitClock } from '../../../nodes/shared/waitClock';

const NODE = { id: 'n', name: 'Node', parameters: {} } as unknown as INode;

describe('the error that stops a workflow', () => {
	const errorOf = (rejected: Rejection[], total: Total): NodeOperationError => {
		const context = { continueOnFail: () => false, getNode: () => NODE } as unknown as IExecuteFunctions;
		try {
			stopIfRejected(context, rejected, total);
		} catch (error) {
			return error as NodeOperationError;
		}
		throw new Error('Nothing was thrown');
	};
	const rejected = (item: number, reason: string, details?: Rejection['details']): Rejection => {
		return { item, reason, code: 'REFUSED', details };
	};
	const HOW = 'To list what was rejected, set On Error to "Continue (using error output)" in the node\'s settings.';

	it('of a single item has its reason', () => {
		const { message, description } = errorOf([rejected(0, 'No.')], { count: 1, plural: 'leads' });
		expect([message, description]).toEqual(['No.', `There are no others. ${HOW}`]);
	});

	it.each([
		[2, 'There are no others.'],
		[3, 'The other one was written.'],
		[4, 'The other 2 were written.'],
	])('of two among %i tells what became of the others', (count, fate) => {
		const { message, description, context } = errorOf([rejected(1, 'No.'), rejected(0, 'Never.')], {
			count,
			plural: 'leads',
		});
		expect(message).toBe(`2 of ${count} leads could not be written`);
		expect(description).toBe(`Item 1: No.\nItem 0: Never.\n${fate} ${HOW}`);
		expect(context.itemIndex).toBe(1);
	});

	it('says of what was done in part that it could not be completed', () => {
		const { message } = errorOf([rejected(0, 'No.'), rejected(1, 'No.', { id: '7' })], { count: 9, plural: 'leads' });
		expect(message).toBe('2 of 9 leads could not be completed');
	});

	it('lists the same reason once, with five items at most', () => {
		const lines = (count: number) =>
			errorOf(
				Array.from({ length: count }, (_, item) => rejected(item, 'No.')),
				{ count: 9, plural: 'leads', done: 'sent' },
			).description?.split('\n');
		expect(lines(2)?.[0]).toBe('Items 0, 1: No.');
		expect(lines(5)?.[0]).toBe('Items 0, 1, 2, 3, 4: No.');
		expect(lines(7)).toEqual(['Items 0, 1, 2, 3, 4 and 2 more: No.', `The other 2 were sent. ${HOW}`]);
	});

	it('counts an item once that has the same reason twice', () => {
		const error = errorOf([rejected(3, 'No.'), rejected(3, 'No.')], { count: 9, plural: 'leads' });
		expect(error.description).toContain('Item 3: No.\n');
	});

	it('lists ten reasons at most', () => {
		const lines = (count: number) =>
			errorOf(
				Array.from({ length: count }, (_, item) => rejected(item, `No ${item}.`)),
				{ count: 20, plural: 'leads' },
			).description?.split('\n');
		expect(lines(10)).toHaveLength(11);
		expect(lines(10)?.[9]).toBe('Item 9: No 9.');
		expect(lines(12)).toHaveLength(12);
		expect(lines(12)?.[10]).toBe('… and 2 more reasons.');
	});

	it('tells n8n which item it was', () => {
		expect(rejectedItem(rejected(3, 'No.', { id: 7 }))).toEqual({
			json: { error: 'No.', details: { code: 'REFUSED', id: 7 } },
			pairedItem: { item: 3 },
		});
	});
});

it.each([
	['a coded error', new CodedError('KEY_EMPTY', 'Empty.'), { reason: 'Empty.', code: 'KEY_EMPTY' }],
	['an expression that failed', new ExpressionError('Odd.'), { reason: 'Odd.', code: 'EXPRESSION_FAILED' }],
	['anything else', new Error('Odd.'), { reason: 'Odd.', code: 'UNEXPECTED' }],
])('says of %s its kind', (_what, error, reason) => {
	expect(reasonFrom(error)).toEqual(reason);
});

it('finds expressions however deep they are stored', () => {
	expect(expressionsIn({ a: '={{ 1 }}', b: ['x=', { c: '=y', d: null, e: 7 }], f: '' })).toEqual(['={{ 1 }}', '=y']);
	expect(expressionsIn('=x')).toEqual(['=x']);
	expect(expressionsIn('x')).toEqual([]);
	expect(expressionsIn(null)).toEqual([]);
});

it.each<[unknown, boolean]>([
	[{}, true],
	[{ a: 1 }, true],
	[[], false],
	[null, false],
	['x', false],
	[undefined, false],
])('takes %j for an object: %s', (json, expected) => {
	expect(isObject(json)).toBe(expected);
});

describe('settings that differ from item to item', () => {
	const differing = (parameters: object, values: (expression: string, item: number) => unknown) => {
		const context = {
			getNode: () => ({ parameters }),
			evaluateExpression: values,
		} as unknown as IExecuteFunctions;
		return otherSettings(context, [
			{ path: 'a', label: 'First' },
			{ path: 'options.b', label: 'Second' },
		]);
	};
	const REASON = (label: string) =>
		`"${label}" holds for all items of a run, but its expression gives something else for this item than for the first. Let it give the same for all, or divide the items with a Switch node and give each kind a node of its own.`;

	it('are told by their names, where they differ from those of the first item', () => {
		const evaluated: unknown[] = [];
		const tell = differing({ a: '={{ $json.a }}', options: { b: '={{ $json.b }}' } }, (expression, item) => {
			evaluated.push([expression, item]);
			return expression.includes('a') ? { same: [1] } : item === 2 ? 'other' : 'same';
		});
		expect([0, 1, 2, 1].map(tell)).toEqual([undefined, undefined, REASON('Second'), undefined]);
		expect(evaluated.slice(0, 2)).toEqual([
			['{{ $json.a }}', 0],
			['{{ $json.b }}', 0],
		]);
	});

	it.each(
		'$json.x $binary $input.item $data $node["x"] $position $itemIndex $item(0) item.json itemMatching pairedItem'.split(
			' ',
		),
	)('are looked at where an expression uses %s', (expression) => {
		const tell = differing({ a: `={{ ${expression} }}` }, (_text, item) => item);
		expect(tell(0)).toBeUndefined();
		expect(tell(1)).toBe(REASON('First'));
	});

	it.each(['={{ $now }}', '={{ $jsonish }}', '={{ items }}', '$json', '={{ $vars.item1 }}'])(
		'cannot be by %s',
		(text) => {
			const evaluate = jest.fn();
			expect(differing({ a: text, options: 'x' }, evaluate)(1)).toBeUndefined();
			expect(evaluate).not.toHaveBeenCalled();
		},
	);
});

describe('what n8n remembers', () => {
	const memory = { most: 7, advice: 'Wait.' };
	const context = (check: (...parameters: unknown[]) => unknown, id = 'w') =>
		({
			getNode: () => NODE,
			getWorkflow: () => ({ id }),
			helpers: {
				checkProcessedAndRecord: async (...parameters: unknown[]) => await Promise.resolve(check(...parameters)),
			},
		}) as unknown as IExecuteFunctions;

	it('is asked for the keys of this node, as many as it may hold', async () => {
		const check = jest.fn(() => ({ new: [1, 'b'], processed: [] }));
		expect(await recordNew(context(check), ['1', 'b', 'c'], memory)).toEqual(['1', 'b']);
		expect(check).toHaveBeenCalledWith(['1', 'b', 'c'], 'node', { mode: 'entries', maxEntries: 7 });
	});

	it('is asked three times where it fails, and no more', async () => {
		let asked = 0;
		const failing = (times: number) => () => {
			if (++asked <= times) throw new Error('busy');
			return { new: [], processed: [] };
		};
		expect(await recordNew(context(failing(2)), ['1'], memory)).toEqual([]);
		expect(asked).toBe(3);
		asked = 0;
		await expect(recordNew(context(failing(9)), ['1'], memory)).rejects.toMatchObject({
			message: 'n8n could not look up whether this lead is a repeat',
			description: 'Wait. n8n says: busy',
		});
		expect(asked).toBe(3);
	});

	it('is asked in turn for one workflow, and at once for another', async () => {
		const open: Array<() => void> = [];
		const check = async () => {
			await new Promise<void>((resolve) => open.push(resolve));
			return { new: [], processed: [] };
		};
		const asking = ['w', 'w', 'v'].map(async (id) => await recordNew(context(check, id), ['1'], memory));
		await new Promise((resolve) => setImmediate(resolve));
		expect(open).toHaveLength(2);
		for (const resolve of open) resolve();
		await new Promise((resolve) => setImmediate(resolve));
		expect(open).toHaveLength(3);
		open[2]();
		await Promise.all(asking);
	});

	it('needs an n8n that can remember', async () => {
		const old = { getNode: () => NODE, helpers: {} } as unknown as IExecuteFunctions;
		await expect(recordNew(old, [], memory)).rejects.toMatchObject({
			message: 'This node needs n8n 2.0 or later',
			description: 'Your n8n lacks the function "checkProcessedAndRecord". Ask the person who runs it to update n8n.',
		});
	});
});

describe('work that is done for each input', () => {
	it('begins with the first alone, and goes on ten at a time, in order', async () => {
		let underway = 0;
		let most = 0;
		const began: number[] = [];
		const results = await inParallel(
			Array.from({ length: 30 }, (_, index) => index),
			async (input) => {
				if (input === 1) expect([underway, began]).toEqual([0, [0]]);
				began.push(input);
				most = Math.max(most, ++underway);
				await new Promise((resolve) => setImmediate(resolve));
				underway--;
				return input * 2;
			},
		);
		expect(results).toEqual(Array.from({ length: 30 }, (_, index) => index * 2));
		expect(most).toBe(10);
	});

	it('ends with the first where that fails', async () => {
		const work = jest.fn(async () => await Promise.reject(new Error('no')));
		await expect(inParallel([1, 2, 3], work)).rejects.toThrow('no');
		expect(work).toHaveBeenCalledTimes(1);
		expect(await inParallel([], work)).toEqual([]);
	});
});

describe('what somebody else does', () => {
	it('is waited for, and ends as it ends', async () => {
		const { signal } = new AbortController();
		expect(await unlessAborted(Promise.resolve(7))).toBe(7);
		expect(await unlessAborted(Promise.resolve(7), signal)).toBe(7);
		await expect(unlessAborted(Promise.reject(new Error('no')), signal)).rejects.toThrow('no');
	});

	it('is waited for no more on abort', async () => {
		const controller = new AbortController();
		const waiting = unlessAborted(new Promise(() => undefined), controller.signal);
		controller.abort(new Error('stop'));
		await expect(waiting).rejects.toThrow('stop');
		await expect(unlessAborted(Promise.resolve(7), controller.signal)).rejects.toThrow('stop');
	});
});

it('measures waits that overlap once', async () => {
	let now = 100;
	const clock = new WaitClock(() => now);
	const ends: Array<() => void> = [];
	const wait = () => clock.during(new Promise<void>((resolve) => ends.push(resolve)));
	expect(clock.totalMs).toBe(0);
	const first = wait();
	now += 10;
	expect(clock.totalMs).toBe(10);
	const second = wait();
	now += 5;
	ends[0]();
	await first;
	now += 3;
	expect(clock.totalMs).toBe(18);
	ends[1]();
	await second;
	now += 100;
	expect(clock.totalMs).toBe(18);
	await expect(clock.during(Promise.reject(new Error('no')))).rejects.toThrow('no');
	const third = wait();
	now += 2;
	ends[2]();
	await third;
	expect(clock.totalMs).toBe(20);
});

describe('the key of a lead', () => {
	const LEAD: LeadIdentity = {
		firstName: 'Anna',
		lastName: 'Le Goff',
		title: 'Ms',
		email: 'anna@example.org',
		phone: '+33',
		city: 'Lyon',
		postalCode: '69000',
		training: 'Web',
		callbackPreference: 'soon',
		status: 'new',
		trainingCentre: { id: '7', name: 'Centre' },
		source: 'x',
	};

	it('is what it was in earlier versions', () => {
		expect(leadKey(LEAD)).toBe('c67150cfd7e541ca9e989bc3c85d85b82465fd7073201580105e38c1f2a33df3');
	});

	it.each(Object.keys(LEAD).filter((name) => name !== 'trainingCentre'))('depends on its %s', (name) => {
		expect(leadKey({ ...LEAD, [name]: 'other' })).not.toBe(leadKey(LEAD));
		expect(leadKey({ ...LEAD, [name]: ` ${LEAD[name as 'city']?.toUpperCase()}\t` })).toBe(leadKey(LEAD));
		expect(leadKey({ ...LEAD, [name]: '' })).toBe(leadKey({ ...LEAD, [name]: null }));
	});

	it('depends on the centre’s id and name', () => {
		expect(leadKey({ ...LEAD, trainingCentre: { id: '8', name: 'Centre' } })).not.toBe(leadKey(LEAD));
		expect(leadKey({ ...LEAD, trainingCentre: { id: '7', name: 'Other' } })).not.toBe(leadKey(LEAD));
	});
});
