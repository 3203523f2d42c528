import type * as objects from '@hubspot/api-client/lib/codegen/crm/objects';

import type { Method, Transport, VendorAnswer } from '../../shared/vendor/transport';
/** The current generations of HubSpot's API; `2026-09` enforces the portal's own rules on writes. */
export type ApiVersion = '2026-03' | '2026-09';

/** What every module of the SDK has its own copy of: objects, properties, owners and so on. */
type SdkModule = typeof objects;

/** A module of the SDK, as `import()` gives it. */
interface AnyModule {
	createConfiguration(...parameters: never[]): unknown;
}

/** What the SDK's generated APIs need to send their calls over our own transport. */
export interface SdkConnection {
	/** Where HubSpot is, for instance `https://api.hubapi.com`. */
	baseUrl: string;
	version: ApiVersion;
	transport: Transport;
}

/**
 * The configuration with which the APIs of a module of the SDK go over our own transport. The SDK's own client is not
 * used: its limiter is one for the whole process, it ignores `Retry-After`, and n8n's proxy and OAuth2 refresh would
 * not apply.
 */
export function configurationFor<M extends AnyModule>(
	sdkModule: M,
	{ baseUrl, version, transport }: SdkConnection,
): ReturnType<M['createConfiguration']> {
	const sdk = sdkModule as unknown as SdkModule;
	return sdk.createConfiguration({
		baseServer: new sdk.ServerConfiguration(baseUrl, {}),
		httpApi: sdk.wrapHttpLibrary({
			async send(request) {
				const answer = await transport({
					method: request.getHttpMethod() as Method,
					url: dated(request.getUrl(), version),
					headers: request.getHeaders(),
					body: request.getBody() as string | undefined,
				});
				return sdkAnswer(sdk, answer);
			},
		}),
	}) as ReturnType<M['createConfiguration']>;
}

/** A loader that loads once, with the first call. The SDK takes some 80 ms to load, so nothing loads it before. */
export function once<T>(load: () => Promise<T>): () => Promise<T> {
	let loaded: Promise<T> | undefined;
	return async () => await (loaded ??= load());
}

/** A body as the SDK wants it, with the answer that it is of. */
export interface BodyOfAnswer extends objects.ResponseBody {
	answer: VendorAnswer;
}

/** The SDK's own kind of body would take the text as bytes, to make a text of them again. */
function sdkAnswer(sdk: SdkModule, answer: VendorAnswer) {
	const text = async () => await Promise.resolve(answer.body);
	const body: BodyOfAnswer = { text, binary: async () => Buffer.from(await text()), answer };
	return new sdk.ResponseContext(answer.status, answer.headers, body);
}

/**
 * The SDK types only the numbered paths, which HubSpot retires in 2027: `/crm/v3/objects/` is
 * `/crm/objects/2026-03/`, `/crm/v4/associations/` is `/crm/associations/2026-03/`.
 */
function dated(url: string, version: ApiVersion): string {
	return url
		.replace(/\/crm\/v[34]\/([a-z]+)/, `/crm/$1/${version}`)
		.replace('/crm-object-schemas/v3/', `/crm-object-schemas/${version}/`)
		.replace(/\/(?=$|\?)/, '');
}
