import { setTimeout as sleep } from 'node:timers/promises';

import type { ReasonCode } from '../../../../nodes/shared/reasonCodes';
import type { Behaviour } from '../behaviour';
import type { Bench } from '../bench';
import * as judges from '../judges';
import type { RawItem } from '../rawRun';

/** Good items with each kind of bad one among them. */
function mixed(bench: Bench): { items: RawItem[]; good: number[]; codes: ReasonCode[] } {
	const { spoiled, item } = bench.destination;
	const items = spoiled.flatMap((bad, kind) => [
		item(bench.name(`good ${kind}`)),
		bad.item(bench.name(`bad ${kind}`)),
		item(bench.name(`better ${kind}`)),
	]);
	const good = items.flatMap((_, index) => (index % 3 === 1 ? [] : [index]));
	return { items, good, codes: spoiled.flatMap(({ codes }) => codes) };
}

const everyItem = (items: readonly unknown[]) => items.map((_, index) => index);

/** What comes of a run that goes well, or in part, and what n8n's settings make of it. */
export const RUNS: readonly Behaviour[] = [
	{
		name: 'writes every item once, puts it out once, in order and linked',
		async play(bench) {
			const items = bench.people(30);
			const run = await bench.run(items);
			return [...judges.judgeRun(run), ...judges.judgeDone(run, everyItem(items)), ...judges.judgeErrorOutput(run)];
		},
	},
	{
		name: 'keeps the order of so many items that they travel in several calls',
		async play(bench) {
			const items = bench.people(bench.destination.fourCalls);
			bench.strikeWrites({ kind: 'delay', ms: 300 });
			const run = await bench.run(items);
			return [...judges.judgeRun(run), ...judges.judgeDone(run, everyItem(items))];
		},
	},
	{
		name: 'puts out a single item',
		async play(bench) {
			const run = await bench.run(bench.people(1));
			return [...judges.judgeRun(run), ...judges.judgeDone(run, [0])];
		},
	},
	{
		name: 'says above the output how many items there were',
		async play(bench) {
			const { hints } = await bench.run(bench.people(3));
			return hints.some((hint) => hint.includes('3'))
				? []
				: [{ rule: 'text', what: `the hints are ${hints.join(' | ')}` }];
		},
	},
	{
		name: 'has what is rejected on the error output, where On Error is set to it, and writes the rest',
		async play(bench) {
			const { items, good, codes } = mixed(bench);
			const run = await bench.run(items, { onError: 'continueErrorOutput' });
			return [
				...judges.judgeRun(run),
				...judges.judgeErrorOutput(run),
				...judges.judgeDone(run, good),
				...judges.judgeCodes(run, codes),
			];
		},
	},
	{
		name: 'goes on with all items in order, where On Error is set to Continue',
		async play(bench) {
			const { items, good, codes } = mixed(bench);
			const run = await bench.run(items, { onError: 'continueRegularOutput' });
			return [
				...judges.judgeRun(run),
				...judges.judgeContinue(run),
				...judges.judgeDone(run, good),
				...judges.judgeCodes(run, codes),
			];
		},
	},
	{
		name: 'fails when all is done, where On Error is set to Stop, and tells the codes',
		async play(bench) {
			const { items, good, codes } = mixed(bench);
			const run = await bench.run(items, { onError: 'stopWorkflow' });
			const isWritten =
				good.length === run.written.length && good.every((index) => run.written.includes(run.sent[index]));
			return [
				...judges.judgeStop(run, codes),
				...(isWritten ? [] : [{ rule: 'written' as const, what: `written are ${run.written.join(', ')}` }]),
			];
		},
	},
	{
		name: 'does not fail where On Error is set to Stop and nothing is rejected',
		async play(bench) {
			const run = await bench.run(bench.people(3), { onError: 'stopWorkflow' });
			return [...judges.judgeRun(run), ...judges.judgeContinue(run), ...judges.judgeDone(run, [0, 1, 2])];
		},
	},
	{
		name: 'ends within a second when it is cancelled in the middle, and calls nobody any more',
		async play(bench) {
			const items = bench.people(bench.destination.fourCalls);
			bench.strikeWrites({ kind: 'delay', ms: 3_000 }, { skip: 1, times: 1_000 });
			const started = bench.start(items);
			await bench.untilWriting(2);
			const cancelledAt = Date.now();
			const callsBefore = bench.calls();
			started.cancel();
			const run = await bench.observe(started, items);
			const ms = Date.now() - cancelledAt;
			await sleep(300);
			const twice = run.written.length - new Set(run.written).size;
			return [
				...judges.judgeCancelled(run, { ms, callsAfter: bench.calls() - callsBefore }),
				...(twice > 0 ? [{ rule: 'written' as const, what: `${twice} records are there twice` }] : []),
			];
		},
	},
	{
		name: 'ends within a second when it is cancelled while it waits to try again',
		async play(bench) {
			const items = bench.people(3);
			bench.strikeAll({ kind: 'status', status: 429, headers: { 'retry-after': '60' } });
			const started = bench.start(items, { retrySeconds: 600 });
			while (bench.calls() === 0) await sleep(20);
			await bench.untilQuiet();
			const cancelledAt = Date.now();
			const callsBefore = bench.calls();
			started.cancel();
			const run = await bench.observe(started, items);
			const ms = Date.now() - cancelledAt;
			await sleep(300);
			return [
				...judges.judgeCancelled(run, { ms, callsAfter: bench.calls() - callsBefore }),
				...judges.judgeNothingWritten(run),
			];
		},
	},
];
