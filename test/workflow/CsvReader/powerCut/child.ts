// One import in a process of its own, which ends as in a power cut where its first argument says.
import 'reflect-metadata';
import '../../../bench/overhead/commonJsWorkflow.ts';
import fs from 'node:fs/promises';
import type { ImportPlan } from './importFolder.ts';

/** When the power fails: a node has ended, or a file has got another name or a second one. */
export type Cut = { afterNode: string } | { afterRename: string } | { afterLink: string } | { never: true };

const { cut, plan } = JSON.parse(process.argv[2] ?? '') as { cut: Cut; plan: ImportPlan };

if ('afterRename' in cut) dieAfter('rename', cut.afterRename);
if ('afterLink' in cut) dieAfter('link', cut.afterLink);

function dieAfter(change: 'rename' | 'link', name: string): void {
	const original = fs[change];
	fs[change] = async (from, to) => {
		await original(from, to);
		if (String(to).endsWith(name)) process.kill(process.pid, 'SIGKILL');
	};
}

const { loadPackage } = await import('../../engine.ts');
const { importFolder } = await import('./importFolder.ts');
await loadPackage();
await importFolder(plan, (node) => {
	if ('afterNode' in cut && cut.afterNode === node) process.kill(process.pid, 'SIGKILL');
});
