import type { Readable } from 'node:stream';

export type Method = 'DELETE' | 'GET' | 'PATCH' | 'POST' | 'PUT';

/** A body that is too large to be held in memory. It is opened anew for each try. */
export interface StreamedBody {
	/** In bytes. */
	length: number;
	open: () => Promise<Readable>;
}

/** One HTTP call to a vendor, without its authentication: that is the affair of whatever carries it. */
export interface VendorRequest {
	method: Method;
	url: string;
	headers: Record<string, string>;
	body?: string | StreamedBody;
}

export interface VendorAnswer {
	status: number;
	/** Names in lower case. */
	headers: Record<string, string>;
	body: string;
}

/**
 * Carries a call to a vendor: resolves whatever the status is, rejects with a `VendorError` where there was no answer.
 * Pacing and persistence are layers: each takes a transport and makes one.
 */
export type Transport = (request: VendorRequest) => Promise<VendorAnswer>;
