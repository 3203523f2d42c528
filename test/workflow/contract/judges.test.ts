import type { INodeExecutionData } from 'n8n-workflow';

import type { ReasonCode } from '../../../nodes/shared/reasonCodes';
import * as judges from './judges';
import type { Breach, Observation } from './judges';
import { judgeDryRun, judgePollution, judgeValue } from './valueJudges';

const done = (item: number, json: INodeExecutionData['json'] = { outcome: 'created' }): INodeExecutionData => ({
	json,
	pairedItem: { item },
});

const rejected = (item: number, code = 'REFUSED', error: unknown = 'It was refused. Correct it.'): INodeExecutionData =>
	done(item, { error: error as string, details: { code } });

/** A run in which all is well: two of three items are written, one is rejected. */
const GOOD: Observation = {
	status: 'success',
	done: [done(0), done(2)],
	errors: [rejected(1)],
	hints: ['3 leads: 2 created, 1 rejected'],
	reached: ['Done', 'Errors'],
	everything: '{}',
	ms: 100,
	sent: ['A', 'B', 'C'],
	written: ['A', 'C'],
	told: ['A', 'C'],
	calls: 3,
};

const STOPPED: Observation = {
	...GOOD,
	status: 'error',
	done: [],
	errors: [],
	reached: [],
	told: [],
	error: { message: '1 of 3 leads could not be created', context: { codes: ['REFUSED'] } },
};

const CANCELLED: Observation = { ...GOOD, status: 'canceled', reached: [] };

const rules = (breaches: readonly Breach[]) => [...new Set(breaches.map(({ rule }) => rule))];

it('finds nothing wrong where all is well', () => {
	expect(judges.judgeRun(GOOD)).toEqual([]);
	expect(judges.judgeErrorOutput(GOOD)).toEqual([]);
	expect(judges.judgeDone(GOOD, [0, 2])).toEqual([]);
	expect(judges.judgeCodes(GOOD, ['REFUSED'])).toEqual([]);
	expect(judges.judgeSecrets(GOOD, ['a secret'])).toEqual([]);
	expect(judges.judgeStop(STOPPED, ['REFUSED'])).toEqual([]);
	expect(judges.judgeCancelled(CANCELLED, { ms: 20, callsAfter: 0 })).toEqual([]);
	expect(judges.judgeEffort(GOOD, { ms: 1_000, calls: 3 })).toEqual([]);
});

/** What a destination might do wrong, and the rule by which it is found. */
const RUNS: ReadonlyArray<[string, Partial<Observation>, Breach['rule']]> = [
	['loses an item', { errors: [] }, 'once'],
	['doubles an item', { done: [done(0), done(2), done(2)], told: ['A', 'C', 'C'] }, 'once'],
	['puts an item out on both outputs', { errors: [rejected(0), rejected(1)] }, 'once'],
	['turns the order round', { done: [done(2), done(0)], told: ['C', 'A'] }, 'order'],
	['links items to others', { done: [done(0), done(2)], told: ['C', 'A'] }, 'link'],
	[
		'links an item to nothing',
		{ errors: [{ json: { error: 'It was refused.', details: { code: 'REFUSED' } } }] },
		'link',
	],
	['links an item to several', { errors: [{ ...rejected(1), pairedItem: [{ item: 0 }, { item: 1 }] }] }, 'link'],
	['links an item to one that is not there', { errors: [rejected(7)] }, 'link'],
	['tells nothing of what it has written', { told: ['A', undefined] }, 'link'],
	['writes what it rejects', { written: ['A', 'B', 'C'] }, 'written'],
	['does not write what it says it has', { written: ['A'] }, 'written'],
	['writes twice', { written: ['A', 'A', 'C'] }, 'written'],
	['writes what nobody sent', { written: ['A', 'C', 'Z'] }, 'written'],
	[
		'writes twice what may be there',
		{ errors: [rejected(1, 'MAY_BE_DONE')], written: ['A', 'B', 'B', 'C'] },
		'written',
	],
	['gives no reason', { errors: [rejected(1, 'REFUSED', '')] }, 'text'],
	['gives an object for a reason', { errors: [rejected(1, 'REFUSED', { message: 'No' })] }, 'text'],
	['speaks like a program', { errors: [rejected(1, 'REFUSED', 'TypeError: x is undefined')] }, 'text'],
	['tells of objects', { errors: [rejected(1, 'REFUSED', 'The value [object Object] is wrong.')] }, 'text'],
	['gives no code', { errors: [done(1, { error: 'It was refused.' })] }, 'code'],
	['gives a code that is not listed', { errors: [rejected(1, 'NO_SUCH_CODE')] }, 'code'],
	['gives a code of every object', { errors: [rejected(1, 'constructor')] }, 'code'],
];

it.each(RUNS)('finds it where a destination %s', (_what, wrong, rule) => {
	expect(rules(judges.judgeRun({ ...GOOD, ...wrong }))).toContain(rule);
});

it('lets what may be done be there, once or not at all', () => {
	for (const code of ['MAY_BE_DONE', 'PARTLY_DONE', 'NO_ANSWER']) {
		const doubtful = { ...GOOD, errors: [rejected(1, code)] };
		expect(judges.judgeRun(doubtful)).toEqual([]);
		expect(judges.judgeRun({ ...doubtful, written: ['A', 'B', 'C'] })).toEqual([]);
	}
});

it.each<[string, Breach[], Breach['rule']]>([
	['leaves rejected items among the others', judges.judgeErrorOutput({ ...GOOD, done: [rejected(1)] }), 'end'],
	['sends good items to the error output', judges.judgeErrorOutput({ ...GOOD, errors: [done(0)] }), 'end'],
	['fails although it is to go on', judges.judgeErrorOutput({ ...GOOD, status: 'error' }), 'end'],
	['has an error output where it is to have none', judges.judgeContinue(GOOD), 'end'],
	['does fewer items than it can', judges.judgeDone(GOOD, [0, 1, 2]), 'end'],
	['does more items than it may', judges.judgeDone(GOOD, [0]), 'end'],
	['gives another code', judges.judgeCodes(GOOD, ['NO_ANSWER']), 'code'],
	['writes although it is not to', judges.judgeNothingWritten(GOOD), 'written'],
	['takes too long', judges.judgeEffort(GOOD, { ms: 99 }), 'end'],
	['calls too often', judges.judgeEffort(GOOD, { calls: 2 }), 'end'],
])('finds it where a destination %s', (_what, breaches, rule) => {
	expect(rules(breaches)).toEqual([rule]);
});

it.each<[string, Partial<Observation>, Breach['rule']]>([
	['goes on', { status: 'success' }, 'end'],
	['ends without an error', { error: undefined }, 'end'],
	['puts items out', { done: [done(0)] }, 'end'],
	['runs the next node', { reached: ['Done'] }, 'end'],
	['tells no codes', { error: { message: 'It failed.' } }, 'code'],
	['tells other codes', { error: { message: 'It failed.', context: { codes: ['NO_ANSWER'] } } }, 'code'],
	['has no words', { error: { message: ' ', context: { codes: ['REFUSED'] } } }, 'text'],
])('finds it where a destination that is to stop %s', (_what, wrong, rule) => {
	const allowed: ReasonCode[] = ['REFUSED'];
	expect(rules(judges.judgeStop({ ...STOPPED, ...wrong }, allowed))).toContain(rule);
});

it.each<[string, Partial<Observation>, { ms: number; callsAfter: number }]>([
	['goes on', { status: 'success' }, { ms: 20, callsAfter: 0 }],
	['runs the next node', { reached: ['Done'] }, { ms: 20, callsAfter: 0 }],
	['takes its time', {}, { ms: 2_000, callsAfter: 0 }],
	['calls once more', {}, { ms: 20, callsAfter: 1 }],
])('finds it where a destination that is cancelled %s', (_what, wrong, since) => {
	expect(rules(judges.judgeCancelled({ ...CANCELLED, ...wrong }, since))).toEqual(['end']);
});

describe('a secret', () => {
	const secret = 's3cret/+==';

	it.each([
		['as it is', secret],
		['in other capitals', secret.toUpperCase()],
		['as in an address', encodeURIComponent(secret)],
		['with escapes of JSON', 's3cret\\/+=='],
		['in JSON within JSON', JSON.stringify('s3cret\\/+==')],
		['in base64', Buffer.from(secret).toString('base64')],
	])('is found %s', (_how, text) => {
		const everything = `{"error": "Unknown key ${text}"}`;
		expect(rules(judges.judgeSecrets({ everything }, [secret]))).toEqual(['secret']);
	});
});

describe('a value', () => {
	it.each<[string, unknown, string | undefined]>([
		['is written as it is', '={{ 1 + 1 }}', '={{ 1 + 1 }}'],
		['loses the blanks around it', '  a  ', 'a'],
		['of several lines is written', 'a\nb', 'a\nb'],
		['is left out where there is none', undefined, undefined],
		['that is a number is written as a text', 5, '5'],
		['that is a list is written in some way', ['a'], 'a'],
	])('%s', (_what, sent, held) => {
		expect(judgeValue('value', sent, { held })).toEqual([]);
	});

	it('may be rejected', () => {
		expect(judgeValue('value', '\0', 'rejected')).toEqual([]);
	});

	it.each<[string, unknown, string | undefined]>([
		['is evaluated', '={{ 1 + 1 }}', '2'],
		['is cut', 'x'.repeat(100), 'x'.repeat(99)],
		['is lost', 'a', undefined],
		['loses a letter', 'a\uD83Db', 'a\uFFFDb'],
		['loses its formula', '=1+1', "'=1+1"],
		['is nothing and becomes a word', null, 'null'],
		['is missing and becomes a word', undefined, 'undefined'],
		['is no number and becomes a word', NaN, 'NaN'],
		['is an object and becomes its name', {}, '[object Object]'],
		['is a list of objects and becomes their names', [{}], '[object Object]'],
		['is no date and becomes a word', new Date(NaN), 'Invalid Date'],
	])('is found where it %s', (_what, sent, held) => {
		expect(rules(judgeValue('value', sent, { held }))).toEqual(['value']);
	});

	it('is found where it changes every object', () => {
		expect(judgePollution()).toEqual([]);
		try {
			Object.defineProperty(Object.prototype, 'polluted', { value: true, configurable: true });
			expect(rules(judgePollution())).toEqual(['value']);
		} finally {
			Reflect.deleteProperty(Object.prototype, 'polluted');
		}
	});
});

describe('a dry run', () => {
	const real = [done(0, { id: '1', outcome: 'updated', properties: {} })];

	it('may say that it is one', () => {
		expect(judgeDryRun([done(0, { id: '1', outcome: 'skipped', properties: {}, dryRun: true })], real)).toEqual([]);
	});

	it.each([
		['does not say so', { id: '1', outcome: 'updated', properties: {} }],
		['lacks a field', { id: '1', outcome: 'updated', dryRun: true }],
		['has a field of another kind', { id: 1, outcome: 'updated', properties: {}, dryRun: true }],
		['has a field more', { id: '1', outcome: 'updated', properties: {}, more: 1, dryRun: true }],
	])('is found where it %s', (_what, json) => {
		expect(rules(judgeDryRun([done(0, json)], real))).toEqual(['dry run']);
	});
});
