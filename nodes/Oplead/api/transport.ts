import type { Readable } from 'node:stream';

export type Method = 'DELETE' | 'GET' | 'PATCH' | 'POST' | 'PUT';

/** What may be the name of a header (RFC 9110): n8n would fail with any other, as if Oplead had not answered. */
export const HEADER_NAME = /^[\w!#$%&'*+.^`|~-]+$/;

/** A body that is too large to be held in memory. It is opened anew for each try. */
export interface StreamedBody {
	/** In bytes. */
	length: number;
	open: () => Promise<Readable>;
}

/** One HTTP call to Oplead, without its authentication: that is the transport's affair. */
export interface OpleadRequest {
	method: Method;
	url: string;
	headers: Record<string, string>;
	body?: string | StreamedBody;
}

export interface OpleadAnswer {
	status: number;
	/** Names in lower case. */
	headers: Record<string, string>;
	body: string;
}

/** Carries a call to Oplead: resolves whatever the status is, rejects only when there was no answer. */
export type Transport = (request: OpleadRequest) => Promise<OpleadAnswer>;
