// How much of Oplead's hundred calls a minute our node makes use of, and whether several processes with one token come to
// terms: three workers of a real n8n in queue mode; and processes with the built node on n8n's engine, of which two begin
// later. The sandbox is in this process.
import { ensureBuilt } from '../../host/packageBuild.ts';
import { silentStep } from '../../host/progress.ts';
import { PUBLISHED_LIMIT } from '../../sandbox/oplead/settings.ts';
import type { BenchFigure } from '../../scripts/benchFigure.ts';
import { ensureDebianPackages, queueModeNeeds } from '../../scripts/debianPackages.ts';
import { figures } from './figures.ts';
import { playInQueueMode } from './oplead/queueScene.ts';
import { play, type SceneWorker, type Seen } from './oplead/scene.ts';

const { requests, windowMs } = PUBLISHED_LIMIT;

const one: SceneWorker[] = [{ leads: 250 }];

const three = [84, 83, 83];

/** The first has used up the limit for more than a minute when the others begin. */
const late: SceneWorker[] = [{ leads: 250 }, { leads: 50, afterMs: 70_000 }, { leads: 50, afterMs: 70_000 }];

export default async function measure(): Promise<BenchFigure[]> {
	await ensureDebianPackages(queueModeNeeds);
	await ensureBuilt(silentStep);
	const alone = await play(one);
	// Each has an Oplead of its own; most of what they do is wait.
	const scenes = [playInQueueMode(three), play(late)] as const;
	// One that fails is told of when the other has tidied up.
	await Promise.allSettled(scenes);
	const [together, joined] = await Promise.all(scenes);
	return [
		...aloneFigures(alone),
		...sharedFigures({ name: 'three workers', each: 'a worker of n8n in queue mode', leads: three }, together),
		...sharedFigures({ name: 'two workers more after 70 s', each: 'a process', leads: leadsOf(late) }, joined),
	];
}

function aloneFigures(seen: Seen): BenchFigure[] {
	const { letIn, refused, tookMs } = seen;
	const work = `250 leads, one process, ${requests} calls in any ${windowMs / 1_000} s, real time`;
	const [lost, doubled] = lostAndDoubled(leadsOf(one), seen);
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

interface Sharing {
	name: string;
	/** What each of them is. */
	each: string;
	/** How many leads each has. */
	leads: number[];
}

function sharedFigures({ name, each, leads }: Sharing, seen: Seen): BenchFigure[] {
	const work = `${leads.join(', ')} leads, ${each} each, one token; ${seen.refused + seen.letIn.length} calls in ${Math.round(seen.tookMs / 1_000)} s`;
	const [lost, doubled] = lostAndDoubled(leads, seen);
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

function leadsOf(workers: readonly SceneWorker[]): number[] {
	return workers.map(({ leads }) => leads);
}

function lostAndDoubled(leads: readonly number[], { held }: Seen): [number, number] {
	const all = leads.reduce((sum, count) => sum + count, 0);
	const doubled = [...held.values()].filter((count) => count > 1).length;
	return [all - held.size, doubled];
}
