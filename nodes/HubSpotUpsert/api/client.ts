import type { BatchApi, SimplePublicUpsertObject, StandardError } from '@hubspot/api-client/lib/codegen/crm/objects';
import type { CoreApi, Property } from '@hubspot/api-client/lib/codegen/crm/properties';

import { HubSpotError, unreadableAnswer } from './errors';
import type { HubSpotAnswer, Transport } from './transport';

/** The current generations of HubSpot's API; `2026-09` enforces the portal's own rules on writes. */
export type ApiVersion = '2026-03' | '2026-09';

export interface UpsertInput {
	id: string;
	idProperty: string;
	/** Tells the input in the answer; distinct within a batch. */
	objectWriteTraceId: string;
	properties: Record<string, string>;
}

export interface UpsertAnswer {
	results: SimplePublicUpsertObject[];
	errors: StandardError[];
}

export interface AccountDetails {
	portalId: number;
	/** For instance `app.hubspot.com`. */
	uiDomain: string;
}

export type PropertyDefinition = Property;

/** The calls to HubSpot that this node makes. All throw `HubSpotError`. */
export interface HubSpotClient {
	/** Creates or updates at most 100 records in one call. */
	upsert(objectType: string, inputs: UpsertInput[]): Promise<UpsertAnswer>;
	properties(objectType: string): Promise<PropertyDefinition[]>;
	accountDetails(): Promise<AccountDetails>;
}

export interface Connection {
	/** Where HubSpot is, for instance `https://api.hubapi.com`. */
	baseUrl: string;
	version: ApiVersion;
	transport: Transport;
	/** For what is nice to have: it gives up soon. */
	hurriedTransport: Transport;
}

/**
 * The SDK's generated APIs over our own transport. Its own client is not used: its limiter is one for the whole
 * process, it ignores `Retry-After`, and n8n's proxy and OAuth2 refresh would not apply. The SDK takes some 80 ms to
 * load, so it is loaded with the first call.
 */
export function createHubSpotClient(connection: Connection): HubSpotClient {
	const { baseUrl, version, hurriedTransport } = connection;
	const apis = once(async () => await loadApis(connection));
	return {
		async upsert(objectType, inputs) {
			const { batch } = await apis();
			const answer = await readable(batch.upsert(objectType, { inputs }));
			if (!Array.isArray(answer.results)) throw unreadableAnswer();
			return { results: answer.results, errors: 'errors' in answer ? (answer.errors ?? []) : [] };
		},
		async properties(objectType) {
			const { core } = await apis();
			const { results } = await readable(core.getAll(objectType));
			if (!Array.isArray(results)) throw unreadableAnswer();
			return results;
		},
		async accountDetails() {
			const url = `${baseUrl}/account-info/${version}/details`;
			const answer = await hurriedTransport({ method: 'GET', url, headers: { Accept: 'application/json' } });
			return JSON.parse(answer.body) as AccountDetails;
		},
	};
}

async function loadApis({ baseUrl, version, transport }: Connection): Promise<{ batch: BatchApi; core: CoreApi }> {
	const [objects, properties] = await Promise.all([
		import('@hubspot/api-client/lib/codegen/crm/objects'),
		import('@hubspot/api-client/lib/codegen/crm/properties'),
	]);
	const send = async (request: SdkRequest): Promise<HubSpotAnswer> =>
		await transport({
			method: request.getHttpMethod(),
			url: dated(request.getUrl(), version),
			headers: request.getHeaders(),
			body: request.getBody() as string | undefined,
		});
	return {
		batch: new objects.BatchApi(
			objects.createConfiguration({
				baseServer: new objects.ServerConfiguration(baseUrl, {}),
				httpApi: objects.wrapHttpLibrary({ send: async (request) => sdkAnswer(objects, await send(request)) }),
			}),
		),
		core: new properties.CoreApi(
			properties.createConfiguration({
				baseServer: new properties.ServerConfiguration(baseUrl, {}),
				httpApi: properties.wrapHttpLibrary({ send: async (request) => sdkAnswer(properties, await send(request)) }),
			}),
		),
	};
}

/** The SDK has a copy of its HTTP classes in each of its modules; this is what they have in common. */
interface SdkRequest {
	getHttpMethod(): string;
	getUrl(): string;
	getHeaders(): Record<string, string>;
	getBody(): unknown;
}

interface SdkModule<Answer> {
	SelfDecodingBody: new (bytes: Promise<Buffer>) => { text(): Promise<string>; binary(): Promise<Buffer> };
	ResponseContext: new (
		status: number,
		headers: Record<string, string>,
		body: { text(): Promise<string>; binary(): Promise<Buffer> },
	) => Answer;
}

function sdkAnswer<Answer>(sdk: SdkModule<Answer>, { status, headers, body }: HubSpotAnswer): Answer {
	return new sdk.ResponseContext(status, headers, new sdk.SelfDecodingBody(Promise.resolve(Buffer.from(body))));
}

/** The SDK types only the numbered paths, which HubSpot retires in 2027: `/crm/v3/objects/` is `/crm/objects/2026-03/`. */
function dated(url: string, version: ApiVersion): string {
	return url.replace(/\/crm\/v3\/([a-z]+)\//, `/crm/$1/${version}/`);
}

/** The SDK throws errors of its own, headers and body included, for an answer that is JSON but not what it expects. */
async function readable<T>(answer: Promise<T>): Promise<T> {
	try {
		return await answer;
	} catch (error) {
		if (error instanceof HubSpotError) throw error;
		throw unreadableAnswer(error);
	}
}

function once<T>(load: () => Promise<T>): () => Promise<T> {
	let loaded: Promise<T> | undefined;
	return async () => await (loaded ??= load());
}
