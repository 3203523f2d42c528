// How much of HubSpot's quota our node makes use of, and how n8n's own node fares under the same: as many contacts, for
// a limited time, since it does not wait when HubSpot refuses a call.
import { setTimeout as delay } from 'node:timers/promises';
import type { BenchFigure } from '../../scripts/benchFigure.ts';
import { waitFor } from '../../host/polling.ts';
import { PROFESSIONAL } from '../../sandbox/hubspot/settings.ts';
import { figures } from './figures.ts';
import { hubSpotAddress } from './hubSpotFront.ts';
import { ourNode, peerNode } from './hubSpotNodes.ts';
import { post, startUpsertBench, type UpsertBench, type UpsertRun } from './upsertRuns.ts';

const contacts = 20_000;

/** HubSpot's own limit of a batch. */
const batchSize = 100;

/** How long n8n's own node is watched, in ms. */
const peerTime = 30_000;

export default async function measure(): Promise<BenchFigure[]> {
	const bench = await startUpsertBench();
	try {
		// Chosen fields: n8n works out some 2,000 expressions a second, fewer than the quota lets contacts through.
		const ours = await bench.workflow(ourNode('fields', hubSpotAddress));
		limitCalls(bench);
		const run = await bench.run(ours, contacts);
		const peer = await watchedPeer(bench);
		return [...ourFigures(run), ...peerFigures(peer)];
	} finally {
		await bench.stop();
	}
}

function limitCalls(bench: UpsertBench): void {
	bench.clear();
	bench.real.sandbox.hubspot.portal.settings.quota = PROFESSIONAL;
}

/** What n8n's own node has reached when its time is over; it is then still at work, and ends with n8n. */
async function watchedPeer(bench: UpsertBench): Promise<ReturnType<UpsertBench['seenByHubSpot']>> {
	const { address } = await bench.workflow(peerNode());
	limitCalls(bench);
	const over = new AbortController();
	const work = post(address, contacts, over.signal).catch((error: unknown) => {
		if (!over.signal.aborted) throw error;
	});
	await Promise.race([work, firstCall(bench).then(() => delay(peerTime))]);
	const seen = bench.seenByHubSpot();
	over.abort();
	return seen;
}

async function firstCall(bench: UpsertBench): Promise<void> {
	await waitFor({ what: 'n8n’s HubSpot node to make a call', limit: 60_000, interval: 20 }, () =>
		bench.seenByHubSpot().calls > 0 ? true : undefined,
	);
}

function ourFigures(run: UpsertRun): BenchFigure[] {
	const { burst, intervalMs } = PROFESSIONAL;
	const recordsPerSecond = run.contacts / (run.nodeMs / 1_000);
	const allowedPerSecond = (burst * batchSize) / (intervalMs / 1_000);
	// A window that slides lets the first calls through at once: so many calls cannot end sooner than this.
	const taken = run.calls - run.refusals;
	const leastMs = Math.floor((taken - 1) / burst) * intervalMs;
	const work = `${contacts} contacts, ${burst} calls in ${intervalMs / 1_000} s`;
	const timed = `${work}; by the node's own time, ${run.nodeMs} ms`;
	return figures('hubspot-quota', [
		['contacts written', run.contacts, 'contacts', work],
		['calls', run.calls, 'calls', work],
		['records a second', recordsPerSecond, '1/s', timed],
		[
			'share of the quota',
			(100 * recordsPerSecond) / allowedPerSecond,
			'%',
			`${timed}; 100 % are ${allowedPerSecond}/s`,
		],
		[
			'share of the least time',
			(100 * leastMs) / run.nodeMs,
			'%',
			`${timed}; ${taken} calls take ${leastMs} ms or more`,
		],
		['failed rows', run.failedRows, 'rows', work],
		['calls answered 429', run.refusals, 'calls', work],
	]);
}

function peerFigures({ calls, refusals, contacts: written }: ReturnType<UpsertBench['seenByHubSpot']>): BenchFigure[] {
	const note = `the same contacts and quota, after ${peerTime / 1_000} s; it does not repeat a call, so a 429 is a failed row`;
	return figures('hubspot-quota', [
		['n8n’s HubSpot node: contacts written', written, 'contacts', note],
		['n8n’s HubSpot node: calls', calls, 'calls', note],
		['n8n’s HubSpot node: calls answered 429', refusals, 'calls', note],
	]);
}
