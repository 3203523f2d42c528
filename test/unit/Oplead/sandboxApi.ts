import { OpleadError } from '../../../nodes/Oplead/api/errors';
import { persistent, persistentUntilBegun } from '../../../nodes/Oplead/api/persistence';
import type { Patience } from '../../../nodes/shared/vendor/persistence';
import type { Transport } from '../../../nodes/shared/vendor/transport';
import { OpleadApi } from '../../../nodes/Oplead/api/client';

interface Options {
	token?: string;
	/** How long it waits for an answer. */
	timeoutMs?: number;
	patience?: Patience;
	/** Sees every call, each try of it included. */
	wrap?: (transport: Transport) => Transport;
}

/** The node's own calls over plain fetch: the protocol needs no n8n. */
export function sandboxApi(url: string, options: Options = {}): OpleadApi {
	const { token = 'sandbox-oplead-user-key', timeoutMs = 10_000, wrap = (transport) => transport } = options;
	const patience = options.patience ?? { totalMs: 0 };
	const transport = wrap(overFetch(token, timeoutMs));
	return new OpleadApi({
		baseUrl: `${url}/oplead/v1`,
		overrides: {},
		transport: persistent(transport, patience),
		unrepeatable: persistentUntilBegun(transport, patience),
	});
}

function overFetch(token: string, timeoutMs: number): Transport {
	return async ({ url, method, headers, body }) => {
		if (typeof body === 'object') throw new Error('A file is only sent over n8n');
		try {
			const request = { method, body, headers: { ...headers, authorization: `Bearer ${token}` } };
			const answer = await fetch(url, { ...request, signal: AbortSignal.timeout(timeoutMs) });
			return { status: answer.status, headers: Object.fromEntries(answer.headers), body: await answer.text() };
		} catch (error) {
			throw new OpleadError(`Oplead did not answer. (${(error as Error).message})`);
		}
	};
}
