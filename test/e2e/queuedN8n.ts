// A real n8n in queue mode, beside the sandbox: its executions are run by workers, each of which runs one at a time.
import type { N8nProcess } from '../../host/n8nProcess.ts';
import { startQueueMode, type QueueMode } from '../../host/queueMode.ts';
import { startRealN8n, type Execution, type RealN8n } from './realN8n.ts';

export interface QueuedN8n {
	/** Its `stop` ends the workers, too. */
	real: RealN8n;
	workers: N8nProcess[];
}

/**
 * Starts n8n in queue mode as `startRealN8n` does, with workers, a Redis and a PostgreSQL.
 * @param environment added to that of n8n and of the workers
 */
export async function startQueuedN8n(count: number, environment: Record<string, string> = {}): Promise<QueuedN8n> {
	let workers: N8nProcess[] = [];
	const real = await startRealN8n(environment, async (options, step): Promise<QueueMode> => {
		const instance = await startQueueMode({ ...options, workers: count }, step);
		workers = instance.workers;
		return instance;
	});
	return { real, workers };
}

/** The workers that have begun an execution, by what each of them logs. */
export function workersOf({ workers }: QueuedN8n, { id }: Pick<Execution, 'id'>): N8nProcess[] {
	return workers.filter(({ log }) => log.has(`Worker started execution ${id} (`));
}
