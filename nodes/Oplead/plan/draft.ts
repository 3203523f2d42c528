import type { Values } from '../api/template';

/** A lead that is to be created. */
export interface LeadDraft {
	/** What Oplead is to know it by; without it nobody can tell whether it is there. */
	externalId?: string;
	/** What tells it from others in the address for its status changes; the key of a normalised lead, else the external ID. */
	leadKey?: string;
	/** For the places of the body. */
	values: Values;
	/** Laid over the body. */
	additional?: Record<string, unknown>;
}

/** What is done about a lead whose external ID was sent before. */
export type RepeatPolicy = 'skip' | 'findFirst' | 'sendAnyway';
