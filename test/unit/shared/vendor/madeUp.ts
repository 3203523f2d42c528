import { persistenceOf } from '../../../../nodes/shared/vendor/persistence';
import { readRetryAfter } from '../../../../nodes/shared/vendor/retryAfter';
import type { VendorAnswer } from '../../../../nodes/shared/vendor/transport';
import { VendorError, type Refusal } from '../../../../nodes/shared/vendor/vendorError';

/** A vendor that nobody else knows: refuses with 423 and 429 before it begins. */
export class MadeUpError extends VendorError {
	constructor(message: string, refusal: Refusal = {}) {
		super(message, refusal);
	}

	protected get notBegun(): ReadonlySet<number> {
		return new Set([423, 429]);
	}
}

/** Its ways to go on trying: a lock takes 2 s, and 429 is taken up by its pacing. */
export const { persistent, persistentUntilBegun, persist } = persistenceOf({
	refusalOf: ({ status, headers }: VendorAnswer) =>
		new MadeUpError(`Refused (${status}).`, { status, retryAfterMs: readRetryAfter(headers['retry-after']) }),
	refuseUnreadable({ body }) {
		if (!body.startsWith('{')) throw new MadeUpError('Unreadable.', { code: 'ANSWER_UNREADABLE' });
	},
	leastWaitMs: ({ status }) => (status === 423 ? 2_000 : 0),
	isPaced: ({ status }) => status === 429,
});
