import { createHubSpotClient, type ApiVersion } from '../../../nodes/HubSpotUpsert/api/client';
import { HubSpotError } from '../../../nodes/HubSpotUpsert/api/errors';
import { persistent } from '../../../nodes/HubSpotUpsert/api/persistence';
import type { Transport } from '../../../nodes/HubSpotUpsert/api/transport';
import type { Sandbox } from '../../../sandbox/sandbox.ts';

/** The node's own client over plain fetch: the protocol needs no n8n. Waits between tries pass at once. */
export function sandboxClient(sandbox: Sandbox, { token = 'sandbox-hubspot-token', version = '2026-03' } = {}) {
	let time = 0;
	const transport: Transport = async ({ url, ...request }) => {
		try {
			const headers = { ...request.headers, Authorization: `Bearer ${token}` };
			const answer = await fetch(url, { ...request, headers, signal: AbortSignal.timeout(2000) });
			return { status: answer.status, headers: Object.fromEntries(answer.headers), body: await answer.text() };
		} catch (error) {
			throw new HubSpotError('HubSpot did not answer.', {}, error);
		}
	};
	const patient = persistent(transport, {
		totalMs: 90_000,
		now: () => time,
		wait: (ms) => {
			time += ms;
			return Promise.resolve();
		},
	});
	return createHubSpotClient({
		baseUrl: `${sandbox.url}/hubspot`,
		version: version as ApiVersion,
		transport: patient,
		hurriedTransport: patient,
	});
}
