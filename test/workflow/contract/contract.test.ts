import { readdirSync } from 'node:fs';
import path from 'node:path';

import { DataDeduplicationService } from 'n8n-core';

import { loadPackage } from '../engine';
import { ProcessedItems } from '../processedItems';
import type { Behaviour } from './behaviour';
import { BEHAVIOURS } from './behaviours';
import { Bench } from './bench';
import { lackIn, type Destination } from './destination';
import { DESTINATIONS } from './destinations';
import type { Breach } from './judges';
import { KNOWN_BREACHES } from './knownBreaches';

interface Trial {
	destination: Destination;
	behaviour: Behaviour;
}

/** By behaviours: those that look at the clock come first, while no large values are on their way. */
const ALL: readonly Trial[] = BEHAVIOURS.flatMap((behaviour) =>
	DESTINATIONS.map((destination) => ({ destination, behaviour })),
);

const lackOf = ({ destination, behaviour }: Trial): string | undefined => lackIn(behaviour.needs?.(destination));

const whyBroken = ({ destination, behaviour }: Trial): string | undefined =>
	KNOWN_BREACHES.find((one) => one.destination === destination.name && one.behaviour === behaviour.name)?.why;

const TRIALS = ALL.filter((trial) => lackOf(trial) === undefined);

/** So many are under way at the same time: most of what they do is wait. */
const AT_ONCE = 10;

const results = new Map<Trial, Promise<Breach[]>>();

beforeAll(async () => {
	await loadPackage();
	await DataDeduplicationService.init(new ProcessedItems());
	const tasks = TRIALS.map((trial) => {
		const { promise, resolve, reject } = Promise.withResolvers<Breach[]>();
		// Jest is told of the failure by the test that waits for it.
		promise.catch(() => undefined);
		results.set(trial, promise);
		return async () => await play(trial).then(resolve, reject);
	}).values();
	const work = async () => {
		for (const task of tasks) await task();
	};
	void Promise.all(Array.from({ length: AT_ONCE }, work));
});

async function play({ destination, behaviour }: Trial): Promise<Breach[]> {
	const bench = await Bench.start(destination);
	try {
		return await behaviour.play(bench);
	} finally {
		await bench.close();
	}
}

const texts = (breaches: readonly Breach[] = []) => breaches.map(({ rule, what }) => `${rule}: ${what}`);

const titled = (trials: readonly Trial[]) =>
	trials.map((trial) => [`${trial.destination.name} ${trial.behaviour.name}`, trial] as const);

const keeps = async (_title: string, trial: Trial) => expect(texts(await results.get(trial))).toEqual([]);

it.each(titled(TRIALS.filter((trial) => whyBroken(trial) === undefined)))('%s', keeps, 120_000);

const broken = titled(TRIALS.filter((trial) => whyBroken(trial) !== undefined));
if (broken.length > 0) it.failing.each(broken)('%s (known to fail)', keeps, 120_000);

it('has every destination that has a file', () => {
	expect(readdirSync(path.join(__dirname, 'destinations'))).toHaveLength(DESTINATIONS.length);
});

it('has a reason for everything that a destination lacks', () => {
	expect(ALL.map(lackOf).filter((why) => why !== undefined && !/^[A-Z].{20,}\.$/.test(why))).toEqual([]);
});
