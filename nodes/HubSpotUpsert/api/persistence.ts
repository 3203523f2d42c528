import { persistenceOf } from '../../shared/vendor/persistence';
import { LOCKED, refusalOf, unreadableAnswer } from './errors';

/** hubspot.md, Limits. */
const LOCK_WAIT_MS = 2_000;

/**
 * Layers that go on trying, and throw a `HubSpotError` in the end: `persistent` for reads, updates, and upserts by a unique
 * key; `persistentUntilBegun` for what HubSpot would do twice.
 */
export const { persistent, persistentUntilBegun } = persistenceOf({
	refusalOf,
	refuseUnreadable({ body }) {
		if (!looksLikeJson(body)) throw unreadableAnswer();
	},
	leastWaitMs: ({ status }) => (status === LOCKED ? LOCK_WAIT_MS : 0),
});

/** The SDK parses it; this tells the page of a gateway, and what was cut off, without parsing everything twice. */
function looksLikeJson(text: string): boolean {
	return /^\s*\{/.test(text) && /\}\s*$/.test(text.slice(-10));
}
