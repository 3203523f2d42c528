// The same with the workers of a real n8n in queue mode: an execution for each, all begun at once.
import type { N8nProcess } from '../../../host/n8nProcess.ts';
import { PUBLISHED_LIMIT } from '../../../sandbox/oplead/settings.ts';
import { CREATION, startLeadBatches } from '../../e2e/leadBatches.ts';
import { startQueuedN8n, workersOf } from '../../e2e/queuedN8n.ts';
import { failures, outputItems } from '../../e2e/realN8n.ts';
import { seen, type Seen } from './scene.ts';
import type { WorkerEnd } from './task.ts';

/** An execution has to end within this time, in milliseconds: 250 leads take three minutes. */
const patience = 900_000;

/**
 * Plays a scene in an Oplead and an n8n of its own.
 * @param leads how many each worker creates
 * @throws Error where an execution fails as a whole, or where a worker had more than one
 */
export async function playInQueueMode(leads: readonly number[]): Promise<Seen> {
	const queued = await startQueuedN8n(leads.length);
	const { real } = queued;
	try {
		real.sandbox.oplead.set({ limit: PUBLISHED_LIMIT });
		const batches = await startLeadBatches(real);
		const firsts = leads.map((_, index) => sum(leads.slice(0, index)));
		await Promise.all(leads.map((count, index) => batches.send(firsts[index], count)));
		const ends: WorkerEnd[] = [];
		const atWork = new Set<N8nProcess>();
		for (let next = 0; next < leads.length; next++) {
			const execution = await real.nextExecution(batches.workflow, patience);
			if (execution.error) throw new Error(`An execution failed: ${failures(execution).join('\n')}`);
			for (const worker of workersOf(queued, execution)) atWork.add(worker);
			ends.push({
				created: outputItems(execution, CREATION).length,
				rejected: outputItems(execution, CREATION, 1).map(({ json }) => json.error as string),
			});
		}
		if (atWork.size !== leads.length) throw new Error(`${atWork.size} workers have done what is meant for each.`);
		return seen(real.sandbox, ends);
	} finally {
		await real.stop();
	}
}

function sum(numbers: readonly number[]): number {
	return numbers.reduce((total, number) => total + number, 0);
}
