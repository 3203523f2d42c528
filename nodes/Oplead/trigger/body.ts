import { readObjects } from '../../shared/requestBody';

/** The fields of one update as they were sent. */
export type SentUpdate = Record<string, unknown>;

/**
 * Reads the updates of a call: a JSON object, an array of them, or a URL-encoded form. Which of these Oplead sends is not
 * published. Throws a `RefusedRequest` with status 400, 413 or 415.
 * @param mediaType without parameters, in lower case
 */
export function readUpdates(body: Buffer, mediaType: string): SentUpdate[] {
	return readObjects(body, mediaType, { singular: 'update', plural: 'updates' });
}
