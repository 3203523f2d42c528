// How much of HubSpot's quota our node makes use of, and how n8n's own node fares under the same: as many contacts, for
// a limited time, since it does not wait when HubSpot refuses a call.
import { setTimeout as delay } from 'node:timers/promises';
import type { BenchFigure } from '../../scripts/benchFigure.ts';
import { waitFor } from '../../host/polling.ts';
import { PROFESSIONAL } from '../../sandbox/hubspot/settings.ts';
import { figures, median } from './figures.ts';
import { hubSpotAddress } from './hubSpotFront.ts';
import { ourNode, peerNode } from './hubSpotNodes.ts';
import { post, startUpsertBench, type UpsertBench, type UpsertRun } from './upsertRuns.ts';

const contacts = 20_000;

/** The first one is the first that n8n runs at all; the machine is not alone with any. */
const rounds = 3;

/** HubSpot's own limit of a batch. */
const batchSize = 100;

/** How long n8n's own node is watched, in ms. */
const peerTime = 30_000;

export default async function measure(): Promise<BenchFigure[]> {
	const bench = await startUpsertBench();
	try {
		// Chosen fields: n8n works out some 2,000 expressions a second, fewer than the quota lets contacts through.
		const ours = await bench.workflow(ourNode('fields', hubSpotAddress));
		const runs: UpsertRun[] = [];
		for (let round = 0; round < rounds; round++) {
			await limitCalls(bench);
			runs.push(await bench.run(ours, contacts));
		}
		const peer = await watchedPeer(bench);
		return [...ourFigures(runs), ...peerFigures(peer)];
	} finally {
		await bench.stop();
	}
}

/** When the calls that went before count no more, for HubSpot as for our node. */
async function limitCalls(bench: UpsertBench): Promise<void> {
	await delay(1.1 * PROFESSIONAL.intervalMs);
	bench.clear();
	bench.real.sandbox.hubspot.portal.settings.quota = PROFESSIONAL;
}

/** What n8n's own node has reached when its time is over; it is then still at work, and ends with n8n. */
async function watchedPeer(bench: UpsertBench): Promise<ReturnType<UpsertBench['seenByHubSpot']>> {
	const { address } = await bench.workflow(peerNode());
	await limitCalls(bench);
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

function ourFigures(runs: UpsertRun[]): BenchFigure[] {
	const { burst, intervalMs } = PROFESSIONAL;
	const allowedPerSecond = (burst * batchSize) / (intervalMs / 1_000);
	const recordsPerSecond = runs.map((run) => run.contacts / (run.nodeMs / 1_000));
	const shares = recordsPerSecond.map((rate) => (100 * rate) / allowedPerSecond);
	// A window that slides lets the first calls through at once: so many calls cannot end sooner than this.
	const leastMs = (run: UpsertRun) => Math.floor((run.calls - run.refusals - 1) / burst) * intervalMs;
	const leastShares = runs.map((run) => (100 * leastMs(run)) / run.nodeMs);
	const work = `${contacts} contacts, ${burst} calls in ${intervalMs / 1_000} s, ${rounds} rounds`;
	const timed = `${work}; by the node's own time, ${runs.map(({ nodeMs }) => nodeMs).join(', ')} ms`;
	const most = (of: (run: UpsertRun) => number) => Math.max(...runs.map(of));
	return figures('hubspot-quota', [
		['contacts written, fewest', Math.min(...runs.map((run) => run.contacts)), 'contacts', work],
		['calls, most', most(({ calls }) => calls), 'calls', work],
		['records a second', median(recordsPerSecond), '1/s', `${timed}; median`],
		['share of the quota', median(shares), '%', `${timed}; median; 100 % are ${allowedPerSecond}/s`],
		['share of the quota, lowest', Math.min(...shares), '%', timed],
		[
			'share of the least time',
			median(leastShares),
			'%',
			`${timed}; median; the calls take ${leastMs(runs[0])} ms or more`,
		],
		['failed rows, most', most(({ failedRows }) => failedRows), 'rows', work],
		['calls answered 429, most', most(({ refusals }) => refusals), 'calls', work],
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
