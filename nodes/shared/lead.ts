import { createHash } from 'node:crypto';

/** Something about a lead that a person may want to look at; the lead itself is still good to use. */
export interface LeadIssue {
	field: string;
	problem: 'missing' | 'invalid' | 'ambiguous';
	message: string;
}

/** A lead in the form that all nodes of this package share, whatever vendor it came from. */
export interface Lead {
	firstName: string | null;
	lastName: string | null;
	title: string | null;
	email: string | null;
	/** E.164 where the number is valid, otherwise as it was typed. */
	phone: string | null;
	city: string | null;
	postalCode: string | null;
	training: string | null;
	callbackPreference: string | null;
	status: string | null;
	trainingCentre: { id: string | null; name: string | null };
	source: string;
	/** ISO 8601, UTC. */
	receivedAt: string;
	/** See `leadKey`. */
	leadKey: string;
	issues: LeadIssue[];
	/** The fields exactly as they were sent, unknown ones included. */
	original: Record<string, unknown>;
}

/** The part of a lead that says who asked for what: the same for a lead that was pushed and one that was pulled. */
export type LeadIdentity = Omit<Lead, 'receivedAt' | 'leadKey' | 'issues' | 'original'>;

/**
 * Recognises a repeat of a lead where the vendor gives none an id.
 *
 * SHA-256, in hexadecimal, over the UTF-8 bytes of a JSON array of: source, first name, last name, title, e-mail,
 * phone, city, postal code, training, callback preference, status, training centre id, training centre name. Each is in
 * Unicode form NFC, lower case, with white space trimmed and collapsed; `null` where it is missing. Dates are left out.
 */
export function leadKey(lead: LeadIdentity): string {
	const fields = [
		lead.source,
		lead.firstName,
		lead.lastName,
		lead.title,
		lead.email,
		lead.phone,
		lead.city,
		lead.postalCode,
		lead.training,
		lead.callbackPreference,
		lead.status,
		lead.trainingCentre.id,
		lead.trainingCentre.name,
	];
	return createHash('sha256')
		.update(JSON.stringify(fields.map(comparable)))
		.digest('hex');
}

function comparable(text: string | null): string | null {
	return text?.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim() || null;
}
