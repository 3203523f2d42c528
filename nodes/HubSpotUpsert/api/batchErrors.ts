import { unreadableAnswer } from './errors';
import { errorBodyOf, type ErrorBody } from './reasons';

/** What a batch complains of, for one input or more; its context may name them. */
export type BatchError = ErrorBody;

/**
 * The errors of an answer to a batch: they come with a 207, and with a 200 as well; without any there is no list, or null.
 * @throws HubSpotError where they cannot be read
 */
export function batchErrors({ errors }: { errors?: unknown }): BatchError[] {
	if (errors === undefined || errors === null) return [];
	if (!Array.isArray(errors) || errors.includes(null)) throw unreadableAnswer();
	return errors.map(errorBodyOf);
}
