import { persistenceOf } from '../../shared/vendor/persistence';
import { jsonIn } from './answers';
import { refusalOf } from './errors';

/** Pacing has taken it up again and again, for as long as there is patience. */
const TOO_MANY = 429;

/**
 * Layers that go on trying, and throw an `OpleadError` in the end: `persistent` for reads, and changes that come to the same
 * when they are made twice; `persistentUntilBegun` for what would be there twice. `persist` is for what is more than a call.
 */
export const { persistent, persistentUntilBegun, persist } = persistenceOf({
	refusalOf,
	refuseUnreadable: jsonIn,
	isPaced: ({ status }) => status === TOO_MANY,
});
