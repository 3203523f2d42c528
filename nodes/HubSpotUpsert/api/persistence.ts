import { persistenceOf } from '../../shared/vendor/persistence';
import { LOCKED, refusalOf } from './errors';
import { jsonBody } from './jsonBody';

/** hubspot.md, Limits. */
const LOCK_WAIT_MS = 2_000;

/**
 * Layers that go on trying, and throw a `HubSpotError` in the end: `persistent` for reads, updates, and upserts by a unique
 * key; `persistentUntilBegun` for what HubSpot would do twice.
 */
export const { persistent, persistentUntilBegun } = persistenceOf({
	refusalOf,
	refuseUnreadable: jsonBody,
	leastWaitMs: ({ status }) => (status === LOCKED ? LOCK_WAIT_MS : 0),
});
