import type { Behaviour } from '../behaviour';
import { has, type Destination } from '../destination';
import * as judges from '../judges';
import * as valueJudges from '../valueJudges';

const keyOf = ({ key }: Destination) => key;
const dryRunOf = ({ dryRun }: Destination) => dryRun;

/** n8n lets most errors in an expression pass as nothing; this one it does not. */
const FAILING = "$('Nowhere').item.json.name";

/** What items ask for, alone and together. */
export const INPUT: readonly Behaviour[] = [
	{
		name: 'makes one record of items with the same key, and puts each out',
		needs: keyOf,
		async play(bench) {
			const [one, two] = bench.people(2);
			const run = await bench.run([one, two, one, one]);
			return [...judges.judgeRun(run), ...judges.judgeDone(run, [0, 1, 2, 3])];
		},
	},
	{
		name: 'doubles nothing when the same run is made twice',
		needs: keyOf,
		async play(bench) {
			const items = bench.people(10);
			const runs = [await bench.run(items), await bench.run(items)];
			return runs.flatMap((run) => [
				...judges.judgeRun(run),
				...judges.judgeDone(
					run,
					items.map((_, index) => index),
				),
			]);
		},
	},
	{
		name: 'doubles nothing when the same run is made twice at once',
		needs: keyOf,
		async play(bench) {
			const items = bench.people(10);
			const started = [bench.start(items), bench.start(items)];
			const facts = await Promise.all(started.map(async ({ ended }) => await ended));
			const runs = await Promise.all(started.map(async (run) => await bench.observe(run, items)));
			const failed = facts.filter(({ status }) => status !== 'success');
			return [
				...runs.flatMap((run) => [
					...judges.judgeRun(run),
					...judges.judgeDone(
						run,
						items.map((_, index) => index),
					),
				]),
				...failed.map(({ status }) => ({ rule: 'end' as const, what: status })),
			];
		},
	},
	{
		name: 'does with an item without a key what its guide says',
		needs: keyOf,
		async play(bench) {
			const { key } = bench.destination;
			if (!has(key)) return [];
			const items = bench.people(3);
			const without = ['', '  ', null, undefined].map((empty, index) => ({
				...bench.destination.item(bench.name(`without ${index}`)),
				[key.field]: empty,
			}));
			const run = await bench.run([...items, ...without]);
			const isWritten = key.without === 'written';
			return [
				...judges.judgeRun(run),
				...judges.judgeDone(run, isWritten ? [0, 1, 2, 3, 4, 5, 6] : [0, 1, 2]),
				...(isWritten ? [] : judges.judgeCodes(run, [key.without as never])),
			];
		},
	},
	{
		name: 'rejects only the item for which an expression fails',
		async play(bench) {
			const items = bench.people(3);
			items[1].text = '!';
			const run = await bench.run(items, { text: `={{ $json.text === "!" ? ${FAILING} : $json.text }}` });
			return [
				...judges.judgeRun(run),
				...judges.judgeDone(run, [0, 2]),
				...judges.judgeCodes(run, ['EXPRESSION_FAILED']),
			];
		},
	},
	{
		name: 'rejects the items for which a setting of the run has another value',
		async play(bench) {
			const items = bench.people(3).map((item, index) => ({ ...item, retry: index === 1 ? 2 : 1 }));
			const run = await bench.run(items, { retrySeconds: '={{ $json.retry }}' });
			return [
				...judges.judgeRun(run),
				...judges.judgeDone(run, [0, 2]),
				...judges.judgeCodes(run, ['SETTING_DIFFERS']),
			];
		},
	},
	{
		name: 'rejects every item with a code where a setting is wrong for all',
		async play(bench) {
			const run = await bench.run(bench.people(3), { text: `={{ ${FAILING} }}` });
			return [
				...judges.judgeRun(run),
				...judges.judgeDone(run, []),
				...judges.judgeNothingWritten(run),
				...judges.judgeCodes(run, ['EXPRESSION_FAILED']),
			];
		},
	},
	{
		name: 'writes nothing in a dry run, and puts out what a real run does',
		needs: dryRunOf,
		async play(bench) {
			const items = bench.people(5);
			const before = await bench.run(items, { dryRun: true });
			const real = await bench.run(items);
			const after = await bench.run(items, { dryRun: true });
			return [
				...judges.judgeOnce(before),
				...judges.judgeOrder(before),
				...judges.judgeNothingWritten(before),
				...judges.judgeRun(real),
				...judges.judgeOnce(after),
				...(after.written.length === real.written.length ? [] : judges.judgeNothingWritten(after)),
				...valueJudges.judgeDryRun(after.done, real.done),
			];
		},
	},
	{
		name: 'gives the same reasons and codes in a dry run, and does not stop at them',
		needs: dryRunOf,
		async play(bench) {
			const [{ item, codes }] = bench.destination.spoiled;
			const items = [...bench.people(2), item(bench.name('bad'))];
			const runs = [
				await bench.run(items, { dryRun: true }),
				await bench.run(items, { dryRun: true, onError: 'stopWorkflow' }),
			];
			return runs.flatMap((run) => [
				...judges.judgeOnce(run),
				...judges.judgeRejections(run),
				...judges.judgeDone(run, [0, 1]),
				...judges.judgeCodes(run, codes),
				...judges.judgeNothingWritten(run),
			]);
		},
	},
];
