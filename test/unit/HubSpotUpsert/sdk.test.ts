import { createHubSpotClient } from '../../../nodes/HubSpotUpsert/api/client';
import type { Transport } from '../../../nodes/shared/vendor/transport';

const BASE = 'https://hubspot.example';

/** The addresses that a call goes to, without its query. */
async function addressesOf(call: (client: ReturnType<typeof createHubSpotClient>) => Promise<unknown>) {
	const urls: string[] = [];
	const transport: Transport = async ({ url }) => {
		urls.push(url.replace(/\?.*/, ''));
		return await Promise.resolve({ status: 200, headers: {}, body: '{"results":[]}' });
	};
	const connection = { transport, unrepeatable: transport, single: transport, hurried: transport };
	await call(createHubSpotClient({ baseUrl: BASE, version: '2026-03', ...connection })).catch(() => undefined);
	return urls;
}

it('calls dated addresses, without a slash at their end', async () => {
	const calls = [
		await addressesOf(async (client) => await client.properties('contacts')),
		await addressesOf(async (client) => await client.owners()),
		await addressesOf(async (client) => await client.pipelines('deals')),
		await addressesOf(async (client) => await client.create('contacts', [])),
	];
	expect(calls).toEqual([
		[`${BASE}/crm/properties/2026-03/contacts`],
		[`${BASE}/crm/owners/2026-03`],
		[`${BASE}/crm/pipelines/2026-03/deals`],
		[`${BASE}/crm/objects/2026-03/contacts/batch/create`],
	]);
});
