// A bare loop over HubSpot's SDK, in a process of its own: the same items in the same batches, as many calls at once as
// our node makes, and of every contact what HubSpot answered is kept. See `task.ts`.
import { Client } from '@hubspot/api-client';
import { measureTask, type Item, type Task, type Work } from './task.ts';

const batchSize = 100;
const callsAtOnce = 10;

await measureTask(prepare);

function prepare({ baseUrl }: Task): Promise<Work> {
	const client = new Client({ accessToken: 'sandbox-hubspot-token', basePath: baseUrl });
	const { batchApi } = client.crm.contacts;
	return Promise.resolve(async (items) => {
		const written: unknown[] = [];
		let next = 0;
		const send = async () => {
			while (next < items.length) {
				const batch = items.slice(next, (next += batchSize));
				const { results } = await batchApi.upsert({ inputs: batch.map(inputOf) });
				written.push(...results);
			}
		};
		await Promise.all(Array.from({ length: callsAtOnce }, send));
		return written;
	});
}

function inputOf({ json }: Item, index: number) {
	const properties = { ...json };
	return { id: json.email, idProperty: 'email', objectWriteTraceId: String(index), properties };
}
