import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { freePort } from './ports.ts';
import { startService, type Service } from './service.ts';

/** Where Debian puts it. */
const PROGRAM = '/usr/bin/redis-server';

export interface Redis extends Service {
	/** How n8n finds it. */
	environment: Record<string, string>;
}

/** Whether this machine has Redis. */
export function hasRedis(): boolean {
	return existsSync(PROGRAM);
}

/** Starts Redis on a free port of the loopback address, with a password; it keeps nothing on disk. */
export async function startRedis(): Promise<Redis> {
	const port = await freePort();
	const password = randomBytes(24).toString('hex');
	const service = await startService('Redis', async (folder) => {
		const configuration = path.join(folder, 'redis.conf');
		// In a file: arguments are seen by everybody on the machine.
		await writeFile(configuration, settings({ port, password, folder }), { mode: 0o600 });
		return { command: PROGRAM, args: [configuration], readyText: 'Ready to accept connections' };
	});
	return {
		...service,
		environment: {
			QUEUE_BULL_REDIS_HOST: '127.0.0.1',
			QUEUE_BULL_REDIS_PORT: String(port),
			QUEUE_BULL_REDIS_PASSWORD: password,
		},
	};
}

function settings({ port, password, folder }: { port: number; password: string; folder: string }): string {
	return [
		'bind 127.0.0.1',
		`port ${port}`,
		`requirepass ${password}`,
		`dir ${folder}`,
		'daemonize no',
		'save ""',
		'appendonly no',
		'',
	].join('\n');
}
