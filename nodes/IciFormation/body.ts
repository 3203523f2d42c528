import { readObjects } from '../shared/requestBody';

/** The fields of one lead as they were sent. */
export type SentFields = Record<string, unknown>;

/**
 * Reads the leads of a webhook request: one JSON object (what Ici Formation sends), an array of them, or one lead as a
 * URL-encoded form. Throws a `RefusedRequest` with status 400, 413 or 415.
 * @param mediaType without parameters, in lower case
 */
export function readLeads(body: Buffer, mediaType: string): SentFields[] {
	return readObjects(body, mediaType, { singular: 'lead', plural: 'leads' });
}
