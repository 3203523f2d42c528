import { setTimeout as sleep } from 'node:timers/promises';

import type { IExecuteFunctions, IHttpRequestMethods, ILoadOptionsFunctions, IN8nHttpFullResponse } from 'n8n-workflow';

import { createHubSpotClient, type HubSpotClient } from './api/client';
import { cancelled, HubSpotError } from './api/errors';
import { paced } from './api/pacing';
import { persistent, persistentUntilBegun } from './api/persistence';
import type { ApiVersion } from './api/sdk';
import type { HubSpotAnswer, Transport } from './api/transport';
import { identityOf } from './identity';

/** The credential types that the node accepts; the last two are n8n's own. */
export type CredentialType = 'leadRelayHubSpotApi' | 'hubspotAppToken' | 'hubspotOAuth2Api';

const PUBLIC_ADDRESS = 'https://api.hubapi.com';

/** For calls whose answer is only nice to have. */
const SHORT_PATIENCE_MS = 3_000;

type Context = IExecuteFunctions | ILoadOptionsFunctions;

export interface HubSpotConnection {
	client: HubSpotClient;
	/** Stands for the account in caches: the same token, address and API version give the same text. */
	identity: string;
	/** Aborted when the execution is cancelled. */
	signal?: AbortSignal;
	/** Waits so many ms, or until the execution is cancelled; never rejects. */
	wait: (ms: number) => Promise<unknown>;
}

export interface ConnectionSettings {
	credentialType: CredentialType;
	version: ApiVersion;
	/** How long a call that fails is tried again and again, in ms. */
	patienceMs: number;
	/** How long an answer is waited for, in ms. */
	timeoutMs: number;
}

/** Connects to HubSpot with the credential that the node's user chose. */
export async function connect(
	context: Context,
	{ credentialType, version, patienceMs, timeoutMs }: ConnectionSettings,
): Promise<HubSpotConnection> {
	const credentials = await context.getCredentials(credentialType);
	const baseUrl = typeof credentials.baseUrl === 'string' ? withoutSlash(credentials.baseUrl) : PUBLIC_ADDRESS;
	if (!/^https?:\/\/./.test(baseUrl) || !URL.canParse(baseUrl)) {
		throw new HubSpotError(
			`The Base URL of the credential is no address: "${baseUrl}". Usually it is ${PUBLIC_ADDRESS}.`,
		);
	}
	const credentialId = context.getNode().credentials?.[credentialType]?.id ?? '';
	const account = identityOf({ baseUrl, credentials, credentialId });
	const signal = cancelSignal(context);
	const transport = paced(n8nTransport(context, { credentialType, timeoutMs }), account, signal);
	const patience = { totalMs: patienceMs, signal, outage: {} };
	return {
		client: createHubSpotClient({
			baseUrl,
			version,
			transport: persistent(transport, patience),
			unrepeatable: persistentUntilBegun(transport, patience),
			single: persistent(transport, { totalMs: 0, signal }),
			hurried: persistent(transport, { totalMs: SHORT_PATIENCE_MS, signal }),
		}),
		identity: `${account} ${version}`,
		signal,
		wait: async (ms) => await sleep(ms, undefined, { signal }).catch(() => undefined),
	};
}

/** Carries calls through n8n, so that its proxy, network policy, OAuth2 refresh and cancel signal apply. */
function n8nTransport(
	context: Context,
	{ credentialType, timeoutMs }: Pick<ConnectionSettings, 'credentialType' | 'timeoutMs'>,
): Transport {
	return async ({ method, body, ...request }) => {
		try {
			const answer = (await context.helpers.httpRequestWithAuthentication.call(context, credentialType, {
				...request,
				method: method as IHttpRequestMethods,
				// As bytes: a text would be parsed as JSON on the way, only to see whether it is.
				...(body !== undefined && { body: Buffer.from(body) }),
				timeout: timeoutMs,
				// HubSpot sends nobody elsewhere; the token is not to follow, and n8n's way of following costs each call.
				disableFollowRedirect: true,
				encoding: 'text',
				returnFullResponse: true,
				// n8n refreshes an OAuth2 token, and tries again, only when a 401 is thrown.
				ignoreHttpStatusErrors: { ignore: true, except: [401] },
			})) as IN8nHttpFullResponse;
			return toAnswer(answer);
		} catch (error) {
			if (isUnauthorised(error)) return { status: 401, headers: {}, body: '' };
			if (cancelSignal(context)?.aborted) throw cancelled(error);
			throw new HubSpotError(
				`HubSpot did not answer (${asPart((error as Error).message)}). Check the network and the address, then run the workflow again.`,
				{},
				error,
			);
		}
	};
}

function toAnswer({ statusCode, headers, body }: IN8nHttpFullResponse): HubSpotAnswer {
	const texts = Object.entries(headers as Record<string, string>).map(([name, value]) => [name.toLowerCase(), value]);
	return {
		status: statusCode,
		headers: Object.fromEntries(texts) as Record<string, string>,
		// n8n parses a JSON answer in some cases even where text is asked for.
		body: typeof body === 'string' ? body : JSON.stringify(body ?? ''),
	};
}

/** The editor's lists have none. */
function cancelSignal(context: Context): AbortSignal | undefined {
	return 'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
}

function isUnauthorised(error: unknown): boolean {
	return typeof error === 'object' && error !== null && 'httpCode' in error && error.httpCode === '401';
}

/** Within a sentence, which it is not to end. */
function asPart(message: string): string {
	return message
		.trim()
		.replace(/\.$/, '')
		.replace(/\.(?=\s)/g, ';');
}

function withoutSlash(url: string): string {
	return url.trim().replace(/\/+$/, '');
}
