import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { startChild, stopChild, type Child } from './children.ts';
import { N8nLog } from './n8nLog.ts';
import { hostFolder } from './places.ts';
import { waitFor } from './polling.ts';
import { freePort } from './ports.ts';

export interface N8nOptions {
	/** The folder for all that n8n keeps (N8N_USER_FOLDER). */
	home: string;
	port: number;
	/** Added to n8n's environment, or in place of what the host sets. */
	environment?: Record<string, string>;
}

export interface N8nProcess {
	/** `http://127.0.0.1:<port>` */
	url: string;
	log: N8nLog;
	/** Of the process that leads the group of all that n8n has started. */
	pid: number;
	/** The exit code, null after a signal. */
	exited: Promise<number | null>;
	/** Ends n8n and all it started; returns when nothing of it is left. */
	stop(): Promise<void>;
}

/** n8n has to be ready within this time, in milliseconds: 10 s are usual, a busy machine takes many more. */
const START_LIMIT = 240_000;

/** Features that the demo does not need: without them n8n starts sooner and asks nothing of other machines. */
const UNNEEDED = 'mcp-registry,mcp,instance-ai,agents,chat-hub,source-control,otel,log-streaming';

/** What a process of n8n does, and how it tells that it can. */
interface Role {
	command: string[];
	environment: Record<string, string>;
	readyText: string;
	/** Paths that are answered as soon as it is ready. */
	readyPaths: string[];
}

/**
 * Starts n8n on this machine's loopback address and waits until it answers.
 * @throws Error with the end of n8n's log when it ends or is not ready in time
 */
export async function startN8n(options: N8nOptions): Promise<N8nProcess> {
	const readyPaths = ['/healthz/readiness', '/rest/settings'];
	return await start(options, {
		command: ['start'],
		environment: { N8N_PORT: String(options.port) },
		readyText: 'Editor is now accessible',
		readyPaths,
	});
}

/**
 * Starts a worker of an n8n in queue mode, which runs one execution at a time, and waits until it takes executions.
 * @param options its own home and port; in `environment` what leads it to the queue, the database and the key of its n8n
 * @throws Error with the end of its log when it ends or is not ready in time
 */
export async function startWorker(options: N8nOptions): Promise<N8nProcess> {
	return await start(options, {
		command: ['worker', '--concurrency=1'],
		environment: {
			QUEUE_HEALTH_CHECK_ACTIVE: 'true',
			QUEUE_HEALTH_CHECK_PORT: String(options.port),
			N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
		},
		readyText: 'n8n worker is now ready',
		readyPaths: ['/healthz/readiness'],
	});
}

async function start(options: N8nOptions, role: Role): Promise<N8nProcess> {
	await mkdir(options.home, { recursive: true });
	const url = `http://127.0.0.1:${options.port}`;
	const program = path.join(hostFolder, 'node_modules', 'n8n', 'bin', 'n8n');
	const child = startChild(process.execPath, [program, ...role.command], {
		cwd: options.home,
		environment: { ...(await n8nEnvironment(options)), ...role.environment, ...options.environment },
	});
	const log = new N8nLog(path.join(options.home, 'n8n.log'));
	for (const stream of [child.process.stdout, child.process.stderr]) if (stream) log.read(stream);
	void child.exited.then(() => log.close());
	try {
		await ready(role, { url, log, child });
	} catch (error) {
		await stopChild(child);
		const reason = error instanceof Error ? error.message : String(error);
		throw new Error(`${reason} Its log (${path.join(options.home, 'n8n.log')}) ends:\n${log.tail(20)}`, {
			cause: error,
		});
	}
	const { pid = NaN } = child.process;
	return { url, log, pid, exited: child.exited, stop: () => stopChild(child) };
}

async function ready(
	{ readyText, readyPaths }: Role,
	{ url, log, child }: { url: string; log: N8nLog; child: Child },
): Promise<void> {
	let hasEnded = false;
	void child.exited.then(() => (hasEnded = true));
	await waitFor({ what: 'n8n to be ready', limit: START_LIMIT }, async () => {
		if (hasEnded) throw new Error('n8n has ended while starting.');
		if (!log.has(readyText)) return undefined;
		for (const address of readyPaths) if (!(await answers(url + address))) return undefined;
		return true;
	});
}

async function answers(address: string): Promise<boolean> {
	try {
		return (await fetch(address, { signal: AbortSignal.timeout(5_000) })).ok;
	} catch {
		return false;
	}
}

async function n8nEnvironment({ home, port }: N8nOptions): Promise<NodeJS.ProcessEnv> {
	return {
		...withoutSettings(process.env),
		// Jest says "test", which n8n heeds.
		NODE_ENV: 'production',
		N8N_USER_FOLDER: home,
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_WEBHOOK_URL: `http://127.0.0.1:${port}`,
		N8N_EDITOR_BASE_URL: `http://127.0.0.1:${port}`,
		N8N_SECURE_COOKIE: 'false',
		N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS: 'true',
		N8N_LOG_FORMAT: 'json',
		N8N_LOG_LEVEL: 'info',
		N8N_DISABLED_MODULES: UNNEEDED,
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
		N8N_DYNAMIC_BANNERS_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
		N8N_VERIFIED_PACKAGES_ENABLED: 'false',
		N8N_RUNNERS_MODE: 'internal',
		N8N_RUNNERS_BROKER_PORT: String(await freePort()),
		N8N_RUNNERS_TASK_TIMEOUT: '60',
		N8N_COMPRESSION_NODE_MAX_DECOMPRESSED_SIZE_BYTES: String(256 * 1024 * 1024),
		N8N_COMPRESSION_NODE_MAX_ZIP_ENTRIES: '1000',
		// A proxy for the outer world must not get between n8n and the sandbox.
		NO_PROXY: '127.0.0.1,localhost',
		no_proxy: '127.0.0.1,localhost',
	};
}

/** The surroundings without what someone has set for another n8n, or for the Node of this task. */
function withoutSettings(surroundings: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
	const foreign = /^(N8N_|DB_|QUEUE_|EXECUTIONS_|CREDENTIALS_|NODES_|WEBHOOK_URL|NODE_OPTIONS|NODE_FUNCTION_|npm_)/;
	return Object.fromEntries(Object.entries(surroundings).filter(([name]) => !foreign.test(name)));
}
