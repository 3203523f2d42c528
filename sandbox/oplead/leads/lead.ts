/** A file of which only the facts are kept. */
export interface Document {
	id: string;
	name: string;
	/** Bytes. */
	size: number;
	sha256: string;
	/** ISO 8601. */
	createdAt: string;
}

export interface Appointment {
	id: string;
	/** ISO 8601. */
	startsAt: string;
	/** For instance `planned` or `cancelled`. */
	state: string;
	note: string;
}

export interface LeadData {
	externalID?: string;
	customFields?: Record<string, unknown>;
	[key: string]: unknown;
}

/** What a caller sends of a lead. */
export interface LeadDraft {
	provider: { name?: string; url?: string };
	leadData: LeadData;
}

export interface Lead extends LeadDraft {
	id: string;
	status: string;
	/** ISO 8601. */
	createdAt: string;
	updatedAt: string;
	/** The account number of a user. */
	assignedTo: string | null;
	documents: Document[];
	appointments: Appointment[];
	/** The token that brought it; never shown. */
	sentBy: string;
	/** `import` is the older API. */
	origin: 'api' | 'import';
}

/** A lead as the API answers it. */
export function leadAnswer({ sentBy, origin, id, ...lead }: Lead) {
	void sentBy;
	void origin;
	return { id, externalID: lead.leadData.externalID ?? null, ...lead };
}

/** A lead as subscribers are told of it: without the address that belongs to its provider alone. */
export function leadNotice({ id, leadData, status, assignedTo, createdAt, provider: { name } }: Lead) {
	return { id, externalID: leadData.externalID ?? null, status, assignedTo, createdAt, provider: { name }, leadData };
}
