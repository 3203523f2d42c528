import { createHubSpotClient } from '../../../nodes/HubSpotUpsert/api/client';
import { HubSpotError } from '../../../nodes/HubSpotUpsert/api/errors';
import { persistent, persistentUntilBegun } from '../../../nodes/HubSpotUpsert/api/persistence';
import type { ApiVersion } from '../../../nodes/HubSpotUpsert/api/sdk';
import type { Transport } from '../../../nodes/shared/vendor/transport';
import type { Sandbox } from '../../../sandbox/sandbox.ts';

interface Options {
	token?: string;
	version?: ApiVersion;
	/** Sees every call, each try of it included. */
	wrap?: (transport: Transport) => Transport;
}

/** The sandbox on the same machine answers well within it. */
const TIMEOUT_MS = 5_000;

/** The node's own client over plain fetch: the protocol needs no n8n. Waits between tries pass at once. */
export function sandboxClient(sandbox: Sandbox, options: Options = {}) {
	const { token = 'sandbox-hubspot-token', version = '2026-03', wrap = (transport) => transport } = options;
	const transport = wrap(overFetch(token));
	const totalMs = 90_000;
	let time = 0;
	const now = () => time;
	const wait = (ms: number) => {
		time += ms;
		return Promise.resolve();
	};
	return createHubSpotClient({
		baseUrl: `${sandbox.url}/hubspot`,
		version,
		transport: persistent(transport, { totalMs, now, wait }),
		unrepeatable: persistentUntilBegun(transport, { totalMs, now, wait }),
		single: persistent(transport, { totalMs: 0, now, wait }),
		hurried: persistent(transport, { totalMs: 3_000, now, wait }),
	});
}

function overFetch(token: string): Transport {
	return async ({ url, body, ...request }) => {
		if (typeof body === 'object') throw new Error('HubSpot is sent no files');
		try {
			const headers = { ...request.headers, Authorization: `Bearer ${token}` };
			const answer = await fetch(url, { ...request, body, headers, signal: AbortSignal.timeout(TIMEOUT_MS) });
			return { status: answer.status, headers: Object.fromEntries(answer.headers), body: await answer.text() };
		} catch (error) {
			throw new HubSpotError(`HubSpot did not answer. (${(error as Error).message})`);
		}
	};
}
