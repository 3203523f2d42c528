import { setTimeout as sleep } from 'node:timers/promises';

import { Memory, type Question } from '../../../nodes/HubSpotUpsert/memory';

const PROPERTIES: Question = { about: 'properties', objectType: 'contacts' };
const ANY = () => true;

let memory: Memory;
let asked: string[];
beforeEach(() => {
	jest.useFakeTimers({ now: 0 });
	memory = new Memory();
	asked = [];
});
afterEach(() => jest.useRealTimers());

/** Asks an account; the answer is how often anybody was asked. */
const ask = async (identity = 'account', question = PROPERTIES, lifeMs = 1_000) => {
	const load = async () => await Promise.resolve(asked.push(identity));
	return await memory.answer(identity, question, { load, lifeMs });
};

it('asks an account once for as long as an answer lives', async () => {
	expect(await Promise.all([ask(), ask()])).toEqual([1, 1]);
	jest.setSystemTime(999);
	expect(await ask()).toBe(1);
	jest.setSystemTime(1_000);
	expect(memory.holds('account', ANY)).toBe(false);
	expect(await ask()).toBe(2);
});

it('keeps accounts and questions apart', async () => {
	await ask('one');
	await ask('other');
	await ask('one', { about: 'properties', objectType: 'companies' });
	await ask('one', { about: 'pipelines', objectType: 'contacts' });
	expect(asked).toEqual(['one', 'other', 'one', 'one']);
	expect(memory.size).toBe(4);
});

it('forgets what it is told to, and nothing else', async () => {
	await ask('one');
	await ask('one', { about: 'account' });
	await ask('other');
	memory.forget('one', (about) => about === 'properties');
	expect(memory.holds('one', (about) => about === 'properties')).toBe(false);
	expect(memory.holds('one', (about) => about === 'account')).toBe(true);
	expect(memory.holds('other', ANY)).toBe(true);
});

it('holds a hundred accounts at most, and a hundred answers of each', async () => {
	for (let account = 0; account < 150; account++) await ask(`account ${account}`);
	expect(memory.size).toBe(100);
	expect(memory.holds('account 49', ANY)).toBe(false);
	expect(memory.holds('account 50', ANY)).toBe(true);
	for (let type = 0; type < 150; type++) await ask('account 149', { about: 'properties', objectType: `2-${type}` });
	expect(memory.size).toBe(99 + 100);
});

it('is empty when everything is too old, though nobody asks again', async () => {
	// Its clock cannot be faked.
	jest.useRealTimers();
	await ask('one', PROPERTIES, 20);
	await ask('other', PROPERTIES, 20);
	expect(memory.size).toBe(2);
	await sleep(100);
	expect(memory.size).toBe(0);
});

it('does not remember a failure', async () => {
	const load = async () => await Promise.reject(new Error('No.'));
	await expect(memory.answer('account', PROPERTIES, { load, lifeMs: 1_000 })).rejects.toThrow('No.');
	expect(memory.size).toBe(0);
	expect(await ask()).toBe(1);
});

it('asks again where the execution that asked first was cancelled', async () => {
	let fail: (error: Error) => void = () => {};
	const load = async () => await new Promise<number>((_resolve, reject) => (fail = reject));
	const first = memory.answer('account', PROPERTIES, { load, lifeMs: 1_000 });
	const second = ask();
	fail(new Error('Cancelled.'));
	await expect(first).rejects.toThrow('Cancelled.');
	expect(await second).toBe(1);
});

it('lets nobody wait any longer who is cancelled', async () => {
	const load = async () => await new Promise<number>(() => {});
	void memory.answer('account', PROPERTIES, { load, lifeMs: 1_000 });
	const controller = new AbortController();
	const second = memory.answer('account', PROPERTIES, { load, lifeMs: 1_000, signal: controller.signal });
	controller.abort();
	await expect(second).rejects.toMatchObject({ code: 'CANCELLED' });
});
