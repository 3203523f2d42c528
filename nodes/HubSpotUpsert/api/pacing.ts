import { sharedBudget, type Budget, type Limit } from '../../shared/budget';
import type { Transport, VendorAnswer } from '../../shared/vendor/transport';
import { cancelled, refusalOf } from './errors';

/** The lowest tier (hubspot.md, Limits); the first answer tells the account's own. */
const LOWEST_TIER: Limit = { calls: 100, intervalMs: 10_000 };

/** The search has a limit of its own and no headers that tell it (hubspot.md, Search). */
const SEARCH_LIMIT: Limit = { calls: 5, intervalMs: 1_000 };

/** Where HubSpot refuses a call as one too many and does not say when it will take the next one. */
const REST_MS = 1_000;

/** HubSpot's windows are no longer. Where it asks for more, it is asked again: an execution is not to hang without a word. */
const LONGEST_REST_MS = 10_000;

/**
 * Makes a transport that keeps to HubSpot's limits: all calls of this process for one account share one budget, which
 * follows what HubSpot's headers tell. Waiting ends with an error when the signal is aborted.
 * @param account stands for the credential, whatever node or execution uses it
 */
export function paced(transport: Transport, account: string, signal?: AbortSignal): Transport {
	return async (request) => {
		const calls = sharedBudget(`hubspot ${account}`, LOWEST_TIER);
		const own = request.url.endsWith('/search') ? sharedBudget(`hubspot search ${account}`, SEARCH_LIMIT) : calls;
		const end = await takeAll(own === calls ? [calls] : [own, calls], signal);
		try {
			const answer = await transport(request);
			if (answer.status === 429) own.rest(restMs(answer));
			learn(calls, answer);
			return answer;
		} finally {
			end();
		}
	};
}

async function takeAll(budgets: Budget[], signal?: AbortSignal): Promise<() => void> {
	const ends: Array<() => void> = [];
	const end = () => ends.forEach((each) => each());
	try {
		for (const budget of budgets) ends.push(await budget.take(signal));
	} catch (error) {
		end();
		throw signal?.aborted ? cancelled() : error;
	}
	return end;
}

/** Where the calls of the day are used up, HubSpot says so at once, whenever it is asked. */
function restMs(answer: VendorAnswer): number {
	const { policy, retryAfterMs = REST_MS } = refusalOf(answer);
	return policy === 'DAILY' ? 0 : Math.min(retryAfterMs, LONGEST_REST_MS);
}

/** Not every answer has the headers: the search has none, a gateway's errors neither. */
function learn(budget: Budget, { headers }: VendorAnswer): void {
	const [calls, remaining, intervalMs] = ['max', 'remaining', 'interval-milliseconds'].map((name) =>
		Number.parseInt(headers[`x-hubspot-ratelimit-${name}`] ?? '', 10),
	);
	if (calls > 0 && intervalMs > 0 && remaining >= 0) budget.learn({ calls, remaining, intervalMs });
}
