// How much longer n8n takes to acknowledge and work on leads with the Ici Formation Trigger than with its own Webhook
// node: one n8n, the same leads, both in turn. Until the last execution has ended, so that the work behind the answer
// counts, too.
import type { BenchFigure } from '../../scripts/benchFigure.ts';
import { waitFor } from '../../host/polling.ts';
import { DEMO_LEAD, startRealN8n, type RealN8n, type Workflow, type WorkflowNode } from '../e2e/realN8n.ts';
import { figures, median } from './figures.ts';

const leads = 100;
const concurrency = 5;
const rounds = 3;

export default async function measure(): Promise<BenchFigure[]> {
	const real = await startRealN8n();
	try {
		const ours = await activate(real, 'n8n-nodes-lead-relay.iciFormationTrigger', { repeats: 'ever' });
		const peer = await activate(real, 'n8n-nodes-base.webhook', { httpMethod: 'POST', path: 'peer', options: {} });
		const addresses = { ours: real.address(ours), peer: `${real.n8n.url}/webhook/peer` };
		await answers(addresses.peer);
		const times: Record<'ours' | 'peer', number[]> = { ours: [], peer: [] };
		for (let round = 0; round < rounds; round++) {
			times.peer.push(await timed(real, peer, { address: addresses.peer, round }));
			times.ours.push(await timed(real, ours, { address: addresses.ours, round }));
		}
		const note = `${leads} leads, ${concurrency} at a time, median of ${rounds} rounds`;
		return figures('trigger', [
			['Webhook node', median(times.peer), 'ms', note],
			['Ici Formation Trigger', median(times.ours), 'ms', note],
			['time ratio', median(times.ours) / median(times.peer), 'ours / peer', note],
		]);
	} finally {
		await real.stop();
	}
}

async function activate(real: RealN8n, type: string, parameters: WorkflowNode['parameters']): Promise<Workflow> {
	const node: WorkflowNode = {
		id: crypto.randomUUID(),
		name: 'Trigger',
		type,
		typeVersion: 1,
		position: [0, 0],
		webhookId: crypto.randomUUID(),
		parameters,
	};
	return await real.activate(await real.createWorkflow({ name: type, nodes: [node], connections: {} }));
}

async function answers(address: string): Promise<void> {
	await waitFor({ what: 'the Webhook node to answer', limit: 30_000 }, async () =>
		(await fetch(address, { method: 'POST' })).ok ? true : undefined,
	);
}

async function timed(real: RealN8n, workflow: Workflow, run: { address: string; round: number }): Promise<number> {
	const before = await ended(real, workflow);
	const start = performance.now();
	let next = 0;
	const send = async () => {
		while (next < leads) {
			const lead = { ...DEMO_LEAD, email: `lead${run.round}.${next++}@example.com` };
			const headers = { 'content-type': 'application/json', ...real.leadHeader };
			const answer = await fetch(run.address, { method: 'POST', headers, body: JSON.stringify(lead) });
			if (!answer.ok) throw new Error(`${workflow.name} answered ${answer.status}`);
			await answer.arrayBuffer();
		}
	};
	await Promise.all(Array.from({ length: concurrency }, send));
	await waitFor({ what: 'the executions to end', limit: 120_000, interval: 200 }, async () =>
		(await ended(real, workflow)) >= before + leads ? true : undefined,
	);
	return performance.now() - start;
}

async function ended(real: RealN8n, { id }: Workflow): Promise<number> {
	const filter = encodeURIComponent(JSON.stringify({ workflowId: id, status: ['success'] }));
	const { count } = await real.rest.request<{ count: number }>('GET', `executions?limit=1&filter=${filter}`);
	return count;
}
