/** One HTTP call to HubSpot, without its authentication: that is the transport's affair. */
export interface HubSpotRequest {
	method: string;
	url: string;
	headers: Record<string, string>;
	body?: string;
}

export interface HubSpotAnswer {
	status: number;
	/** Names in lower case. */
	headers: Record<string, string>;
	body: string;
}

/** Carries a call to HubSpot: resolves whatever the status is, rejects only when there was no answer. */
export type Transport = (request: HubSpotRequest) => Promise<HubSpotAnswer>;
