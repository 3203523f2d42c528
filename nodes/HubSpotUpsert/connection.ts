import { setTimeout as sleep } from 'node:timers/promises';

import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IExecuteFunctions,
	ILoadOptionsFunctions,
} from 'n8n-workflow';

import { cancelSignal, n8nTransport } from '../shared/vendor/n8nTransport';
import { createHubSpotClient, type HubSpotClient } from './api/client';
import { cancelled, HubSpotError, unanswered } from './api/errors';
import { paced } from './api/pacing';
import { persistent, persistentUntilBegun } from './api/persistence';
import type { ApiVersion } from './api/sdk';
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
			{ code: 'CREDENTIAL_INVALID' },
		);
	}
	const credentialId = context.getNode().credentials?.[credentialType]?.id ?? '';
	const account = identityOf({ baseUrl, credentials, credentialId });
	const signal = cancelSignal(context);
	const wire = n8nTransport(context, {
		credentialType,
		credentials,
		secretsIn,
		timeoutMs: () => timeoutMs,
		// n8n refreshes an OAuth2 token, and tries again, only when a 401 is thrown.
		seenByN8n: [401],
		unanswered,
		cancelled,
	});
	const transport = paced(wire, account, signal);
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

/** The package's own credential, n8n's for service keys, and n8n's for OAuth2. */
function secretsIn({ token, appToken, clientSecret, oauthTokenData }: ICredentialDataDecryptedObject): string[] {
	const { access_token, refresh_token } = (oauthTokenData ?? {}) as IDataObject;
	const texts = [token, appToken, clientSecret, access_token, refresh_token];
	return texts.filter((text) => typeof text === 'string');
}

function withoutSlash(url: string): string {
	return url.trim().replace(/\/+$/, '');
}
