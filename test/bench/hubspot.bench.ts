// n8n's own HubSpot node and ours: the same contacts, through the same n8n, into the same sandbox without a quota. Ours
// twice: with a field chosen for each property, as in n8n's node, and with expressions that n8n has to work out.
import type { BenchFigure } from '../../scripts/benchFigure.ts';
import { figures, median, medianRatio } from './figures.ts';
import { hubSpotAddress } from './hubSpotFront.ts';
import { ourNode, peerNode } from './hubSpotNodes.ts';
import { startUpsertBench, type UpsertBench, type UpsertRun, type UpsertWorkflow } from './upsertRuns.ts';

const contacts = 1_000;
const rounds = 3;

export default async function measure(): Promise<BenchFigure[]> {
	const bench = await startUpsertBench();
	try {
		const sides = [
			await startSide(bench, 'n8n’s HubSpot node', peerNode()),
			await startSide(bench, 'HubSpot Upsert', ourNode('fields', hubSpotAddress)),
			await startSide(bench, 'HubSpot Upsert, 5 expressions', ourNode('expressions', hubSpotAddress)),
		] as const;
		for (let round = 0; round < rounds; round++) {
			for (const { workflow, runs } of sides) runs.push(await completeRun(bench, workflow));
		}
		return compared(...sides);
	} finally {
		await bench.stop();
	}
}

interface Side {
	name: string;
	workflow: UpsertWorkflow;
	runs: UpsertRun[];
}

async function startSide(bench: UpsertBench, name: string, node: ReturnType<typeof peerNode>): Promise<Side> {
	return { name, workflow: await bench.workflow(node), runs: [] };
}

/** A run that left rows out would look quick. */
async function completeRun(bench: UpsertBench, workflow: UpsertWorkflow): Promise<UpsertRun> {
	bench.clear();
	const run = await bench.run(workflow, contacts);
	if (run.writtenRows !== contacts || run.contacts !== contacts) {
		throw new Error(`${workflow.name} wrote ${run.writtenRows} rows, ${run.contacts} contacts, of ${contacts}.`);
	}
	return run;
}

function compared(peer: Side, ...ours: Side[]): BenchFigure[] {
	const times = ({ runs }: Side) => runs.map(({ nodeMs }) => nodeMs);
	const cpu = ({ runs }: Side) => runs.map(({ cpuSeconds }) => cpuSeconds);
	const calls = ({ runs }: Side) => Math.max(...runs.map((run) => run.calls));
	const work = `${contacts} contacts, all new`;
	const callsNote = `${work}; the most of ${rounds} rounds`;
	const timeNote = `${work}; the node's own time as n8n records it; median of ${rounds} rounds in turn`;
	const cpuNote = `${work}; all of n8n until the execution is saved; median of ${rounds} rounds in turn`;
	const ratio = (of: (side: Side) => number[], side: Side) => medianRatio(of(peer), of(side));
	return figures('hubspot', [
		...[peer, ...ours].map((side) => [`calls: ${side.name}`, calls(side), 'calls', callsNote] as const),
		...[peer, ...ours].map((side) => [`time: ${side.name}`, median(times(side)), 'ms', timeNote] as const),
		...ours.map((side) => [`time ratio: ${side.name}`, ratio(times, side), 'peer / ours', timeNote] as const),
		...[peer, ...ours].map((side) => [`CPU: ${side.name}`, median(cpu(side)), 's', cpuNote] as const),
		...ours.map((side) => [`CPU ratio: ${side.name}`, ratio(cpu, side), 'peer / ours', cpuNote] as const),
	]);
}
