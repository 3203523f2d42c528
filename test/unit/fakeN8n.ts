import type { ICredentialDataDecryptedObject, IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';

import type { WireContext } from '../../nodes/shared/vendor/n8nTransport';

/** What n8n's helper is called with. */
interface Helper {
	getCredentials: (type: string) => Promise<ICredentialDataDecryptedObject>;
	getExecutionCancelSignal?: () => AbortSignal | undefined;
}

export type FakeSend = (
	options: IHttpRequestOptions,
	helper: Helper,
) => Promise<Partial<IN8nHttpFullResponse> | undefined>;

/** A context of n8n with one credential; `send` stands for its request helper, and notes what reaches it. */
export function fakeN8n(credentials: ICredentialDataDecryptedObject, send: FakeSend, cancel?: AbortSignal) {
	const sent: IHttpRequestOptions[] = [];
	const context = {
		getCredentials: () => Promise.resolve(credentials),
		getNode: () => ({ credentials: {} }),
		getExecutionCancelSignal: () => cancel,
		helpers: {
			async httpRequestWithAuthentication(this: Helper, _type: string, options: IHttpRequestOptions) {
				sent.push(options);
				const answer = await send(options, this);
				return { statusCode: 200, headers: {}, body: '{}', ...answer };
			},
		},
	};
	return { context: context as unknown as WireContext, sent };
}

/** As n8n throws it: what a library threw lies below. */
export function nodeApiError(message: string, cause: object): Error {
	return Object.assign(new Error(message), { cause: Object.assign(new Error('below'), cause) });
}
