import { createHmac, randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import type {
	ICredentialDataDecryptedObject,
	IExecuteFunctions,
	IHookFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IN8nHttpFullResponse,
} from 'n8n-workflow';

import type { Outage } from '../shared/retry';
import { WaitClock } from '../shared/waitClock';
import { cancelled, OpleadError } from './api/errors';
import { paced } from './api/pacing';
import { hiding } from './api/secret';
import { persistent, persistentUntilBegun, type Patience } from './api/persistence';
import { HEADER_NAME, type OpleadAnswer, type OpleadRequest, type Transport } from './api/transport';
import type { Overrides } from './api/endpoints';
import { OpleadApi } from './api/client';

export const API_CREDENTIAL = 'leadRelayOpleadApi';
const IMPORT_CREDENTIAL = 'leadRelayOpleadImportApi';

const TIMEOUT_MS = 60_000;

/** A document of 25 MB over a slow line. */
const UPLOAD_TIMEOUT_MS = 600_000;

/** No connection was made. */
const UNCONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']);

export type OpleadContext = IExecuteFunctions | IHookFunctions | ILoadOptionsFunctions;

export interface ConnectionSettings {
	/** How long a call that fails is tried again and again, in ms. */
	patienceMs: number;
	overrides: Overrides;
}

export interface OpleadConnection {
	api: OpleadApi;
	/** Stands for the token and its address; the same in all nodes and executions of this process. */
	account: string;
	keyKind: 'provider' | 'user';
	/** Measures how long Oplead's limit kept the execution waiting. */
	waited: WaitClock;
	patience: Patience;
	/** Waits so many ms, or until the execution is cancelled; never rejects. */
	wait: (ms: number) => Promise<unknown>;
	/** Aborted when the execution is cancelled. */
	signal?: AbortSignal;
}

/** Connects to the REST API. Throws an `OpleadError` where the credential is no good. */
export async function connect(context: OpleadContext, settings: ConnectionSettings): Promise<OpleadConnection> {
	const credentials = await context.getCredentials(API_CREDENTIAL);
	const baseUrl = addressIn(credentials, 'baseUrl', 'https://api.oplead.com/v1');
	const headerName = textIn(credentials, 'headerName');
	if (headerName !== '' && !HEADER_NAME.test(headerName)) {
		throw new OpleadError(`"${headerName}" in the credential is no name of a header. Usually it is Authorization.`, {
			code: 'CREDENTIAL_INVALID',
		});
	}
	return {
		...connectionTo(baseUrl, settings, { context, credentials, credentialType: API_CREDENTIAL }),
		keyKind: credentials.keyKind === 'provider' ? 'provider' : 'user',
	};
}

/** Connects to the import API, which has a form and a token of its own in the body of each call. */
export async function connectImport(
	context: IExecuteFunctions,
	settings: ConnectionSettings,
): Promise<OpleadConnection & { form: string; token: string }> {
	const credentials = await context.getCredentials(IMPORT_CREDENTIAL);
	const address = addressIn(credentials, 'address', 'https://leadimport.oplead.com/addlead/');
	return {
		...connectionTo(address, settings, { context, credentials, credentialType: IMPORT_CREDENTIAL }),
		keyKind: 'provider',
		form: textIn(credentials, 'form'),
		token: textIn(credentials, 'token'),
	};
}

interface Access {
	context: OpleadContext;
	credentials: ICredentialDataDecryptedObject;
	credentialType: string;
}

function connectionTo(
	baseUrl: string,
	{ patienceMs, overrides }: ConnectionSettings,
	access: Access,
): Omit<OpleadConnection, 'keyKind'> {
	const signal = cancelSignal(access.context);
	const token = textIn(access.credentials, 'token');
	const account = identityOf(baseUrl, token);
	const waited = new WaitClock();
	const outage: Outage = {};
	const patience: Patience = { totalMs: patienceMs, signal, outage };
	const transport = paced(withoutSecret(n8nTransport(access), token), { account, patienceMs, waited, signal });
	return {
		api: new OpleadApi({
			baseUrl,
			overrides,
			transport: persistent(transport, patience),
			unrepeatable: persistentUntilBegun(transport, patience),
		}),
		account,
		waited,
		patience,
		signal,
		wait: async (ms) => await sleep(ms, undefined, { signal }).catch(() => undefined),
	};
}

function addressIn(credentials: ICredentialDataDecryptedObject, field: string, usual: string): string {
	const address = textIn(credentials, field) || usual;
	if (!/^https?:\/\/./.test(address) || !URL.canParse(address)) {
		throw new OpleadError(`"${address}" in the credential is not a web address. Usually it is ${usual}.`, {
			code: 'CREDENTIAL_INVALID',
		});
	}
	return address;
}

function textIn(credentials: ICredentialDataDecryptedObject, field: string): string {
	const value = credentials[field];
	return typeof value === 'string' ? value.trim() : '';
}

const processKey = randomBytes(32);

/** Two credentials with one token share its limit. Nobody can tell the token from it. */
function identityOf(baseUrl: string, token: string): string {
	return createHmac('sha256', processKey)
		.update(`${new URL(baseUrl).origin} ${token}`)
		.digest('hex');
}

/** Carries calls through n8n, so that its proxy, network policy and cancel signal apply. */
function n8nTransport({ context, credentialType }: Access): Transport {
	return async (request) => {
		try {
			const options = await requestOptions(request);
			const answer = (await context.helpers.httpRequestWithAuthentication.call(
				context,
				credentialType,
				options,
			)) as IN8nHttpFullResponse;
			return toAnswer(answer);
		} catch (error) {
			if (cancelSignal(context)?.aborted) throw cancelled(error);
			throw new OpleadError(
				`Oplead did not answer. Check the network and the address in the credential, then run the workflow again. (${(error as Error).message})`,
				{ unconnected: wasUnconnected(error) },
				error,
			);
		}
	};
}

async function requestOptions({ method, url, headers, body }: OpleadRequest): Promise<IHttpRequestOptions> {
	const isStreamed = typeof body === 'object';
	return {
		method,
		url,
		headers: isStreamed ? { ...headers, 'content-length': String(body.length) } : headers,
		// As bytes: a text would be parsed as JSON on the way, only to see whether it is.
		...(body !== undefined && { body: isStreamed ? await body.open() : Buffer.from(body) }),
		timeout: isStreamed ? UPLOAD_TIMEOUT_MS : TIMEOUT_MS,
		encoding: 'text',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		// The token is for this address only; and what can be sent once more has to be held in memory.
		disableFollowRedirect: true,
	};
}

function toAnswer({ statusCode, headers, body }: IN8nHttpFullResponse): OpleadAnswer {
	const texts = Object.entries(headers as Record<string, string>).map(([name, value]) => [name.toLowerCase(), value]);
	return {
		status: statusCode,
		headers: Object.fromEntries(texts) as Record<string, string>,
		// n8n parses a JSON answer in some cases even where text is asked for.
		body: typeof body === 'string' ? body : JSON.stringify(body ?? ''),
	};
}

/** An answer may quote the token; nobody is to find it in an item or an error. */
function withoutSecret(transport: Transport, secret: string): Transport {
	const hidden = hiding(secret);
	return async (request) => {
		const answer = await transport(request);
		return { ...answer, body: hidden(answer.body) };
	};
}

function wasUnconnected(error: unknown): boolean {
	for (let one = error, depth = 0; typeof one === 'object' && one !== null && depth < 5; depth++) {
		if ('code' in one && typeof one.code === 'string' && UNCONNECTED.has(one.code)) return true;
		one = 'cause' in one ? one.cause : undefined;
	}
	return false;
}

/** Neither the editor's lists nor a trigger's hooks have one. */
function cancelSignal(context: OpleadContext): AbortSignal | undefined {
	return 'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
}
