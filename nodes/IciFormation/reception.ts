import type { CountryCode } from 'libphonenumber-js';

import type { Lead } from '../shared/lead';
import { RefusedRequest } from '../shared/requestBody';
import { readLeads } from './body';
import { isIncomplete, toLead } from './payload';

/** What the trigger's user decided about leads. */
export interface ReceptionSettings {
	/** ISO 3166 alpha-2, for phone numbers without a country code. */
	country: CountryCode;
	incompleteLeads: 'accept' | 'refuse';
	/** The ids of the training centres whose leads are wanted; all where it is empty. */
	trainingCentreIds: string[];
	otherCentres: 'ignore' | 'refuse';
}

export interface ReceivedRequest {
	body: Buffer;
	/** Without parameters, in lower case. */
	mediaType: string;
	/** ISO 8601, UTC. */
	receivedAt: string;
}

/**
 * Turns a webhook request into the leads that are wanted. A request is taken as a whole or refused as a whole: throws a
 * `RefusedRequest` for the sender where one of its leads is refused.
 */
export function receive(request: ReceivedRequest, settings: ReceptionSettings): Lead[] {
	const { receivedAt } = request;
	const leads = readLeads(request.body, request.mediaType).map((fields) =>
		toLead(fields, { receivedAt, country: settings.country }),
	);
	if (settings.incompleteLeads === 'refuse' && leads.some(isIncomplete)) {
		throw new RefusedRequest(
			'LEAD_INCOMPLETE',
			'The lead has neither a valid e-mail address ("email") nor a phone number ("tel").',
		);
	}
	const wanted = leads.filter((lead) => isWanted(lead, settings.trainingCentreIds));
	if (wanted.length < leads.length && settings.otherCentres === 'refuse') {
		throw new RefusedRequest(
			'CENTRE_UNWANTED',
			'This address does not take leads of that training centre ("id_client").',
		);
	}
	return wanted;
}

/** A lead that names no centre (the schema of 2022) is wanted: dropping it would lose it. */
function isWanted({ trainingCentre }: Lead, ids: string[]): boolean {
	return ids.length === 0 || trainingCentre.id === null || ids.includes(trainingCentre.id);
}
