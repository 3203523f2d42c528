import type { Behaviour } from '../behaviour';
import type { Bench } from '../bench';
import { has } from '../destination';
import * as judges from '../judges';
import { NASTY_FIELDS, NASTY_KEYS, NASTY_VALUES } from '../nastyItems';
import type { RawItem } from '../rawRun';
import { judgePollution, judgeValue, type Fate } from '../valueJudges';

function fatesOf(run: judges.Observation, bench: Bench): Fate[] {
	const rejected = new Set([...run.done, ...run.errors].filter(judges.isRejected).map(judges.inputOf));
	return run.sent.map((name, index) =>
		rejected.has(index) ? 'rejected' : { held: bench.destination.heldText(bench.sandbox, name) },
	);
}

/** Good items stand before, between and after: nobody else's value concerns them. */
function amongGood(bench: Bench, nasty: readonly RawItem[]): { items: RawItem[]; good: number[] } {
	const good = bench.people(3);
	const middle = Math.floor(nasty.length / 2);
	const items = [good[0], ...nasty.slice(0, middle), good[1], ...nasty.slice(middle), good[2]];
	return { items, good: good.map((item) => items.indexOf(item)) };
}

function judgeGood(run: judges.Observation, good: readonly number[]): judges.Breach[] {
	const done = new Set(run.done.filter((item) => !judges.isRejected(item)).map(judges.inputOf));
	return good
		.filter((index) => !done.has(index))
		.map((index) => ({ rule: 'once', what: `good item ${index} is not done` }));
}

/** Values, keys and fields that have broken other programs. */
export const VALUES: readonly Behaviour[] = [
	{
		name: 'writes nasty values as they are, or rejects them, and loses no other item',
		async play(bench) {
			const nasty = NASTY_VALUES.map(({ value }, index) => ({
				...bench.destination.item(bench.name(`nasty ${index}`)),
				text: value,
			}));
			const { items, good } = amongGood(bench, nasty);
			const run = await bench.run(items);
			const fates = fatesOf(run, bench);
			return [
				...judges.judgeRun(run),
				...judges.judgeErrorOutput(run),
				...judgeGood(run, good),
				...NASTY_VALUES.flatMap(({ what, value }, index) =>
					judgeValue(what, value, fates[items.indexOf(nasty[index])]),
				),
				...judgePollution(),
			];
		},
	},
	{
		name: 'writes nasty keys once, or rejects them, and loses no other item',
		needs: ({ key }) => key,
		async play(bench) {
			const { key, item } = bench.destination;
			if (!has(key)) return [];
			const nasty = NASTY_KEYS.map(({ value }, index) => ({
				...item(bench.name(`nasty ${index}`)),
				[key.field]: value,
			}));
			const { items, good } = amongGood(bench, nasty);
			const run = await bench.run(items);
			return [...judges.judgeRun(run), ...judges.judgeErrorOutput(run), ...judgeGood(run, good), ...judgePollution()];
		},
	},
	{
		name: 'does not mind nasty fields that are not mapped',
		async play(bench) {
			const nasty = NASTY_FIELDS.map(({ fields }, index) => {
				const item = bench.destination.item(bench.name(`nasty ${index}`));
				// As an own field, as JSON makes it; spreading would set the prototype of nothing, but drop none either.
				return Object.defineProperties({ ...item }, Object.getOwnPropertyDescriptors(fields));
			});
			const { items } = amongGood(bench, nasty);
			const run = await bench.run(items);
			return [
				...judges.judgeRun(run),
				...judges.judgeErrorOutput(run),
				...judges.judgeDone(
					run,
					items.map((_, index) => index),
				),
				...judgePollution(),
			];
		},
	},
];
