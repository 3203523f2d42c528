import { Readable } from 'node:stream';

import type {
	ICredentialDataDecryptedObject,
	IExecuteFunctions,
	IHookFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IN8nHttpFullResponse,
} from 'n8n-workflow';

import { unlessAborted } from '../unlessAborted';
import { deadlineIn, type Deadline } from './deadline';
import { hiding } from './hiding';
import { shortened } from './shortened';
import type { Transport, VendorAnswer, VendorRequest } from './transport';
import { messageOf, type Refusal, type VendorError } from './vendorError';

/** What of n8n carries a call. */
export type WireContext = IExecuteFunctions | IHookFunctions | ILoadOptionsFunctions;

/** What a vendor hands in. */
export interface Wire {
	credentialType: string;
	credentials: ICredentialDataDecryptedObject;
	/** The texts of a credential that nobody is to find in an item or an error. */
	secretsIn: (credentials: ICredentialDataDecryptedObject) => string[];
	/** How long a whole answer is waited for, in ms. */
	timeoutMs: (request: VendorRequest) => number;
	/** Statuses that n8n itself has to see, since it renews a token then; the answer's words are lost with them. */
	seenByN8n?: number[];
	/** Words that no answer came. `detail` is what happened, without a secret. */
	unanswered: (detail: string, refusal: Refusal) => VendorError;
	/** Words that the execution was cancelled. */
	cancelled: () => VendorError;
}

/** No connection was made. */
const UNCONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']);

/** How deep a cause may lie below what n8n throws. */
const DEEPEST_CAUSE = 5;

/** n8n's own time-out begins anew with each byte: it is only there should an old n8n not heed the signal. */
const LATER_MS = 1_000;

/**
 * Carries calls through n8n, so that its proxy, network policy, OAuth2 refresh and cancel signal apply. A call ends with
 * its time-out, however slowly an answer trickles, and its connection with it. Secrets that an answer or an error quotes
 * are hidden.
 */
export function n8nTransport(context: WireContext, wire: Wire): Transport {
	const { credentialType, seenByN8n = [], timeoutMs } = wire;
	const hidden = hiddenBy(wire);
	return async (request) => {
		const timeout = timeoutMs(request);
		const deadline = deadlineIn(timeout, cancelSignal(context));
		const watched = watchedContext(context, wire.credentials, deadline.signal);
		try {
			const options = { ...(await requestOptions(request)), ...statusOptions(seenByN8n), timeout: timeout + LATER_MS };
			const answer = await sent(watched.context, credentialType, options, deadline);
			return toAnswer(answer, hidden(watched.credentials()));
		} catch (error) {
			const seen = seenByN8n.find((status) => isOfStatus(error, status));
			if (seen !== undefined) return { status: seen, headers: {}, body: '' };
			if (cancelSignal(context)?.aborted) throw wire.cancelled();
			const detail = deadline.isOver ? `no whole answer came within ${timeout / 1_000} s` : messageOf(error);
			const words = shortened(hidden(watched.credentials())(detail));
			throw wire.unanswered(words, { unconnected: wasUnconnected(error), timedOut: deadline.isOver });
		} finally {
			deadline.end();
		}
	};
}

/** The signal that n8n gives an execution; neither the editor's lists nor a trigger's hooks have one. */
export function cancelSignal(context: WireContext): AbortSignal | undefined {
	return 'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
}

async function sent(
	context: WireContext,
	credentialType: string,
	options: IHttpRequestOptions,
	{ signal }: Deadline,
): Promise<IN8nHttpFullResponse> {
	try {
		signal.throwIfAborted();
		// What n8n gives to it, it takes from the context where that has a signal.
		const answer = context.helpers.httpRequestWithAuthentication.call(context, credentialType, {
			...options,
			abortSignal: signal,
		});
		return (await unlessAborted(answer, signal)) as IN8nHttpFullResponse;
	} finally {
		// What was not sent to its end would stay open.
		if (options.body instanceof Readable) options.body.destroy();
	}
}

/**
 * The context as n8n's helper sees it: with a signal that ends the call in time, and with an eye on the credentials, since
 * n8n renews tokens in the object that it has read.
 */
function watchedContext(context: WireContext, first: ICredentialDataDecryptedObject, signal: AbortSignal) {
	const seen = new Set([first]);
	const getCredentials: WireContext['getCredentials'] = async (type, itemIndex) => {
		const credentials = await context.getCredentials(type, itemIndex);
		seen.add(credentials);
		return credentials as never;
	};
	const own = {
		getCredentials: { value: getCredentials },
		...('getExecutionCancelSignal' in context && { getExecutionCancelSignal: { value: () => signal } }),
	};
	return { context: Object.create(context, own) as WireContext, credentials: () => [...seen] };
}

/** Hides the secrets of credentials; what hides the same ones is made once. */
function hiddenBy({ secretsIn }: Wire) {
	let [known, hide] = ['', hiding([])];
	return (credentials: ICredentialDataDecryptedObject[]) => {
		const secrets = credentials.flatMap(secretsIn);
		const name = JSON.stringify(secrets);
		if (name !== known) [known, hide] = [name, hiding(secrets)];
		return hide;
	};
}

async function requestOptions({ method, url, headers, body }: VendorRequest): Promise<IHttpRequestOptions> {
	const isStreamed = typeof body === 'object';
	return {
		method,
		url,
		headers: isStreamed ? { ...headers, 'content-length': String(body.length) } : headers,
		// As bytes: a text would be parsed as JSON on the way, only to see whether it is.
		...(body !== undefined && { body: isStreamed ? await body.open() : Buffer.from(body) }),
		encoding: 'text',
		returnFullResponse: true,
		// The token is for this address only, what can be sent once more has to be held in memory, and n8n's way of following
		// costs each call.
		disableFollowRedirect: true,
	};
}

function statusOptions(seenByN8n: number[]): Pick<IHttpRequestOptions, 'ignoreHttpStatusErrors'> {
	return { ignoreHttpStatusErrors: seenByN8n.length > 0 ? { ignore: true, except: seenByN8n } : true };
}

function toAnswer({ statusCode, headers, body }: IN8nHttpFullResponse, hidden: (text: string) => string): VendorAnswer {
	const texts = Object.entries(headers as Record<string, string | string[]>).map(([name, value]) => [
		name.toLowerCase(),
		hidden([value].flat().join(', ')),
	]);
	return {
		status: statusCode,
		headers: Object.fromEntries(texts) as Record<string, string>,
		// n8n parses a JSON answer in some cases even where text is asked for.
		body: hidden(typeof body === 'string' ? body : JSON.stringify(body ?? '')),
	};
}

function isOfStatus(error: unknown, status: number): boolean {
	return typeof error === 'object' && error !== null && 'httpCode' in error && error.httpCode === String(status);
}

function wasUnconnected(error: unknown): boolean {
	for (let one = error, depth = 0; typeof one === 'object' && one !== null && depth < DEEPEST_CAUSE; depth++) {
		if ('code' in one && typeof one.code === 'string' && UNCONNECTED.has(one.code)) return true;
		one = 'cause' in one ? one.cause : undefined;
	}
	return false;
}
