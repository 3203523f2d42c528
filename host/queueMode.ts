// n8n in queue mode: the main process takes in what starts an execution, workers take executions from Redis.
import { randomBytes } from 'node:crypto';
import { mkdir, symlink } from 'node:fs/promises';
import path from 'node:path';
import { startInstance, type Instance, type InstanceOptions } from './instance.ts';
import { startWorker, type N8nProcess } from './n8nProcess.ts';
import { freePort } from './ports.ts';
import { startPostgres } from './postgres.ts';
import type { Step } from './progress.ts';
import { startRedis } from './redis.ts';

export interface QueueModeOptions extends InstanceOptions {
	/** How many workers there are; each runs one execution at a time. */
	workers: number;
}

/** A real n8n whose executions are run by workers. Stopping it ends them, Redis and PostgreSQL, too. */
export interface QueueMode extends Instance {
	workers: N8nProcess[];
}

/**
 * Starts what `startInstance` does in queue mode, with workers, a Redis and a PostgreSQL of its own.
 * @throws Error in plain words; nothing of it runs then
 */
export async function startQueueMode(options: QueueModeOptions, step: Step): Promise<QueueMode> {
	const started: Array<{ stop(): Promise<void> }> = [];
	/** What was started last needs all that was started before it. */
	const stop = async () => {
		for (const one of started.splice(0).reverse()) await one.stop();
	};
	const kept = <T extends { stop(): Promise<void> }>(one: T): T => {
		started.push(one);
		return one;
	};
	try {
		const redis = kept(await step('Starting Redis', startRedis));
		const postgres = kept(await step('Starting PostgreSQL', startPostgres));
		const environment = {
			...options.environment,
			...redis.environment,
			...postgres.environment,
			EXECUTIONS_MODE: 'queue',
			N8N_ENCRYPTION_KEY: randomBytes(24).toString('hex'),
		};
		const instance = kept(await startInstance({ ...options, environment }, step));
		const workers = await step('Starting the workers', async () => {
			const starting = Array.from({ length: options.workers }, async (_, index) => {
				const home = await workerHome(options.home, `worker-${index + 1}`);
				return kept(await startWorker({ home, port: await freePort(), environment }));
			});
			// One that fails is told of when none is about to be started any more.
			await Promise.allSettled(starting);
			return await Promise.all(starting);
		});
		return { ...instance, workers, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}

/** A folder of the worker's own, with the community nodes of the main process, as n8n asks for. */
async function workerHome(mainHome: string, name: string): Promise<string> {
	const home = path.join(mainHome, name);
	await mkdir(path.join(home, '.n8n'), { recursive: true });
	await symlink(path.join(mainHome, '.n8n', 'nodes'), path.join(home, '.n8n', 'nodes'));
	return home;
}
