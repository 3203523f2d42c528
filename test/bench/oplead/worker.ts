// Our built node on n8n's own engine, in a process of its own, as a worker of n8n has it: it creates its leads and prints
// what became of them.
import 'reflect-metadata';
import '../overhead/commonJsWorkflow.ts';
import type { WorkerEnd, WorkerTask } from './task.ts';

const { DataDeduplicationService } = await import('n8n-core');
const { loadPackage, runNode } = await import('../../workflow/engine.ts');
const { ProcessedItems } = await import('../../workflow/processedItems.ts');
await loadPackage();
await DataDeduplicationService.init(new ProcessedItems());

const { baseUrl, token, first, leads } = JSON.parse(process.argv[2] ?? '{}') as WorkerTask;

const items = Array.from({ length: leads }, (_, index) => {
	const number = first + index;
	return { key: `lead-${number}`, name: `Lead ${number}`, email: `lead${number}@example.com` };
});

const parameters = {
	resource: 'lead',
	operation: 'create',
	contact: { lastname: '={{ $json.name }}', email: '={{ $json.email }}' },
	externalIdFrom: 'own',
	externalId: '={{ $json.key }}',
};

const run = await runNode({ type: 'oplead', onError: 'continueErrorOutput', parameters }, items, {
	leadRelayOpleadApi: { baseUrl, headerName: 'Authorization', prefix: 'Bearer ', token, keyKind: 'user' },
});

const end: WorkerEnd = {
	created: run.done.length,
	rejected: run.errors.map(({ json }) => json.error as string),
	error: run.error?.message,
};
console.log(JSON.stringify(end));
