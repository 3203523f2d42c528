import { PackageDirectoryLoader } from 'n8n-core';

/** The built package, loaded as n8n loads it. */
export const packageLoader = new PackageDirectoryLoader(process.cwd());

/** Call once before the first test: `npm run build` must have been run. */
export async function loadPackage(): Promise<void> {
	await packageLoader.loadAll();
}

export const PACKAGE = 'n8n-nodes-lead-relay';
