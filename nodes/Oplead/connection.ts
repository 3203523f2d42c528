import { createHmac, randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import type { ICredentialDataDecryptedObject, IExecuteFunctions } from 'n8n-workflow';

import type { Outage } from '../shared/retry';
import { cancelSignal, n8nTransport, type WireContext } from '../shared/vendor/n8nTransport';
import type { Patience } from '../shared/vendor/persistence';
import { WaitClock } from '../shared/waitClock';
import { OpleadApi } from './api/client';
import type { Overrides } from './api/endpoints';
import { cancelled, OpleadError, unanswered } from './api/errors';
import { HEADER_NAME } from './api/headerName';
import { paced } from './api/pacing';
import { persistent, persistentUntilBegun } from './api/persistence';

export const API_CREDENTIAL = 'leadRelayOpleadApi';
const IMPORT_CREDENTIAL = 'leadRelayOpleadImportApi';

const TIMEOUT_MS = 60_000;

/** A document of 25 MB over a slow line. */
const UPLOAD_TIMEOUT_MS = 600_000;

export type OpleadContext = WireContext;

export interface ConnectionSettings {
	/** How long a call that fails is tried again and again, in ms. */
	patienceMs: number;
	overrides: Overrides;
	/** How long the answer to a call is waited for, in ms; a minute if left out. A document has ten minutes at least. */
	timeoutMs?: number;
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
	{ patienceMs, overrides, timeoutMs = TIMEOUT_MS }: ConnectionSettings,
	access: Access,
): Omit<OpleadConnection, 'keyKind'> {
	const signal = cancelSignal(access.context);
	const token = textIn(access.credentials, 'token');
	const account = identityOf(baseUrl, token);
	const waited = new WaitClock();
	const outage: Outage = {};
	const patience: Patience = { totalMs: patienceMs, signal, outage };
	const wire = n8nTransport(access.context, {
		...access,
		secretsIn,
		timeoutMs: ({ body }) => (typeof body === 'object' ? Math.max(timeoutMs, UPLOAD_TIMEOUT_MS) : timeoutMs),
		unanswered,
		cancelled,
	});
	const transport = paced(wire, { account, patienceMs, waited, signal });
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

function secretsIn(credentials: ICredentialDataDecryptedObject): string[] {
	return [textIn(credentials, 'token')];
}
