import { startSandbox, type Sandbox } from '../sandbox/sandbox.ts';
import { ensureHost } from './hostInstall.ts';
import { startN8n, type N8nOptions, type N8nProcess } from './n8nProcess.ts';
import { ensureBuilt } from './packageBuild.ts';
import { installPackage } from './packageInstall.ts';
import type { Step } from './progress.ts';

export interface InstanceOptions extends N8nOptions {
	sandboxPort: number;
}

/** A real n8n with the package, beside the stand-in vendors. */
export interface Instance {
	sandbox: Sandbox;
	n8n: N8nProcess;
	/** Ends both; returns when nothing of them is left. */
	stop(): Promise<void>;
}

/**
 * Starts the sandbox and an n8n that has the package, after whatever installing and building that still takes.
 * @throws Error in plain words; nothing of it runs then
 */
export async function startInstance(options: InstanceOptions, step: Step): Promise<Instance> {
	await ensureHost(step);
	await ensureBuilt(step);
	await installPackage(options.home, step);
	const sandbox = await step('Starting the sandbox', () => startSandbox({ port: options.sandboxPort }));
	try {
		const n8n = await step('Starting n8n', () => startN8n(options));
		return {
			sandbox,
			n8n,
			stop: async () => {
				await n8n.stop();
				await sandbox.close();
			},
		};
	} catch (error) {
		await sandbox.close();
		throw error;
	}
}
