import { setImmediate as nextTick } from 'node:timers/promises';

import { inTurn } from '../../../nodes/shared/turns';

/** An action that ends when it is told to. */
function action(name: string, log: string[]) {
	let end: () => void = () => undefined;
	let fail: (error: Error) => void = () => undefined;
	const run = async () => {
		log.push(`${name} begins`);
		await new Promise<void>((resolve, reject) => ([end, fail] = [resolve, reject]));
		log.push(`${name} ends`);
		return name;
	};
	return { run, end: () => end(), fail: (message: string) => fail(new Error(message)) };
}

it('runs actions of one place one after another, in their order', async () => {
	const log: string[] = [];
	const [one, two, three] = ['one', 'two', 'three'].map((name) => action(name, log));
	const results = [one, two, three].map(async ({ run }) => await inTurn('place', run));
	await nextTick();
	expect(log).toEqual(['one begins']);
	one.end();
	await nextTick();
	expect(log).toEqual(['one begins', 'one ends', 'two begins']);
	two.end();
	await nextTick();
	three.end();
	expect(await Promise.all(results)).toEqual(['one', 'two', 'three']);
	expect(log.slice(3)).toEqual(['two ends', 'three begins', 'three ends']);
});

it('lets actions of other places run beside', async () => {
	const log: string[] = [];
	const [one, two] = ['one', 'two'].map((name) => action(name, log));
	const results = [inTurn('here', one.run), inTurn('there', two.run)];
	await nextTick();
	expect(log).toEqual(['one begins', 'two begins']);
	one.end();
	two.end();
	await Promise.all(results);
});

it('throws what an action throws, and goes on with the next', async () => {
	const log: string[] = [];
	const [one, two] = ['one', 'two'].map((name) => action(name, log));
	const first = inTurn('place', one.run).catch((error: Error) => error.message);
	const second = inTurn('place', two.run);
	await nextTick();
	one.fail('Out of order');
	expect(await first).toBe('Out of order');
	await nextTick();
	two.end();
	expect(await second).toBe('two');
});

it('runs at once again where all have ended', async () => {
	await inTurn('place', async () => undefined);
	await nextTick();
	let isRun = false;
	void inTurn('place', async () => (isRun = true));
	await nextTick();
	expect(isRun).toBe(true);
});

describe('on abort', () => {
	it('gives up its turn at once, and does not run the action', async () => {
		const log: string[] = [];
		const [one, two, three] = ['one', 'two', 'three'].map((name) => action(name, log));
		const controller = new AbortController();
		const first = inTurn('place', one.run);
		const second = inTurn('place', two.run, controller.signal).catch((error: Error) => error.message);
		const third = inTurn('place', three.run);
		await nextTick();
		controller.abort(new Error('Stopped'));
		expect(await second).toBe('Stopped');
		await nextTick();
		// The third has come nearer, but the first is not done yet.
		expect(log).toEqual(['one begins']);
		one.end();
		await first;
		await nextTick();
		three.end();
		await third;
		expect(log).toEqual(['one begins', 'one ends', 'three begins', 'three ends']);
	});

	it('lets an action that runs go on to its end', async () => {
		const log: string[] = [];
		const one = action('one', log);
		const controller = new AbortController();
		const first = inTurn('place', one.run, controller.signal);
		await nextTick();
		controller.abort(new Error('Stopped'));
		one.end();
		expect(await first).toBe('one');
	});
});
