// How much of Oplead's hundred calls a minute our node makes use of, and whether several workers of n8n with one token
// come to terms: each is a process of its own, with the built node on n8n's engine; the sandbox is in this one.
import { ensureBuilt } from '../../host/packageBuild.ts';
import { silentStep } from '../../host/progress.ts';
import { PUBLISHED_LIMIT } from '../../sandbox/oplead/settings.ts';
import type { BenchFigure } from '../../scripts/benchFigure.ts';
import { figures } from './figures.ts';
import { play, type SceneWorker, type Seen } from './oplead/scene.ts';

const { requests, windowMs } = PUBLISHED_LIMIT;

const one: SceneWorker[] = [{ leads: 250 }];

const three: SceneWorker[] = [{ leads: 84 }, { leads: 83 }, { leads: 83 }];

/** The first has used up the limit for more than a minute when the others begin. */
const late: SceneWorker[] = [{ leads: 250 }, { leads: 50, afterMs: 70_000 }, { leads: 50, afterMs: 70_000 }];

export default async function measure(): Promise<BenchFigure[]> {
	await ensureBuilt(silentStep);
	const alone = await play(one);
	// Each has an Oplead of its own; most of what they do is wait.
	const [together, joined] = await Promise.all([play(three), play(late)]);
	return [
		...aloneFigures(alone),
		...workerFigures('three workers', three, together),
		...workerFigures('two workers more after 70 s', late, joined),
	];
}

function aloneFigures(seen: Seen): BenchFigure[] {
	const { letIn, refused, tookMs } = seen;
	const work = `250 leads, one process, ${requests} calls in any ${windowMs / 1_000} s, real time`;
	const [lost, doubled] = lostAndDoubled(one, seen);
	if (lost > 0 || doubled > 0 || letIn.length !== 250) throw new Error(`Of 250 leads, ${lost} were lost.`);
	const leastMs = Math.floor((letIn.length - 1) / requests) * windowMs;
	const steady = `${work}; calls that Oplead counts in the last ${windowMs / 1_000} s, on average over all moments from the 100th call, which fills the window, to the last one`;
	return figures('oplead', [
		['share of the limit', 100 * steadyShare(letIn), '%', steady],
		[
			'share of the least time',
			(100 * leastMs) / tookMs,
			'%',
			`${work}; ${letIn.length} calls take ${leastMs} ms or more; begin and end included`,
		],
		['calls answered 429', refused, 'calls', work],
		['most calls in a window', seen.busiest, 'calls', work],
	]);
}

/** How full the sliding window was between the call that filled it and the last one, on average; 1 is full. */
function steadyShare(letIn: readonly number[]): number {
	const [begin, end] = [letIn[requests - 1], letIn.at(-1) ?? NaN];
	const counted = letIn.map((time) => Math.max(0, Math.min(end, time + windowMs) - Math.max(begin, time)));
	return counted.reduce((sum, ms) => sum + ms, 0) / (requests * (end - begin));
}

function workerFigures(name: string, workers: readonly SceneWorker[], seen: Seen): BenchFigure[] {
	const leads = workers.map((worker) => worker.leads);
	const work = `${leads.join(', ')} leads, a process each, one token; ${seen.refused + seen.letIn.length} calls in ${Math.round(seen.tookMs / 1_000)} s`;
	const [lost, doubled] = lostAndDoubled(workers, seen);
	const rejected = seen.workers.reduce((sum, end) => sum + end.rejected.length, 0);
	return figures('oplead', [
		[`${name}: leads lost`, lost, 'leads', work],
		[`${name}: leads doubled`, doubled, 'leads', work],
		[`${name}: rejected rows`, rejected, 'rows', work],
		[`${name}: calls answered 429`, seen.refused, 'calls', work],
		[`${name}: share of the limit`, 100 * steadyShare(seen.letIn), '%', work],
		[`${name}: most calls in a window`, seen.busiest, 'calls', work],
	]);
}

function lostAndDoubled(workers: readonly SceneWorker[], { held }: Seen): [number, number] {
	const all = workers.reduce((sum, { leads }) => sum + leads, 0);
	const doubled = [...held.values()].filter((count) => count > 1).length;
	return [all - held.size, doubled];
}
