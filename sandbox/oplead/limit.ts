import { SlidingWindow } from '../slidingWindow.ts';
import { OpleadError } from './errors.ts';
import type { RuleBook } from './rules.ts';
import { PUBLISHED_LIMIT, type Settings } from './settings.ts';

/** What the limit has to know of the account whose requests it counts. */
export interface CountedAccount {
	/** Milliseconds since the epoch. */
	now(): number;
	readonly rules: RuleBook;
	readonly settings: Pick<Settings, 'limit' | 'sendRetryAfter'>;
}

/** What became of the requests since the last reset. */
export interface LimitFigures {
	/** Requests that were let in, all tokens together. */
	taken: number;
	/** Requests that were answered 429. */
	refused: number;
	/** The most requests of one token that were let in within any window; counted anew when the window is set to another length. */
	busiest: number;
	limit: { requests: number; windowMs: number };
	/** Whether what is above is refused. */
	enforced: boolean;
}

/** Counts the requests of each token in a sliding window, and refuses what is above the limit. */
export class RequestLimit {
	#windows = new Map<string, SlidingWindow>();
	#windowMs = PUBLISHED_LIMIT.windowMs;
	#taken = 0;
	#refused = 0;

	/** Counts a request, or throws a 429. */
	take(account: CountedAccount, token: string): void {
		const { settings, rules } = account;
		const now = account.now();
		const window = this.#windowOf(rules.has('limit-by-token') ? token : '', settings.limit?.windowMs);
		const full = settings.limit !== null && window.countAt(now) >= settings.limit.requests;
		if (full && rules.has('hundred-a-minute')) {
			this.#refused++;
			if (!rules.has('refused-uncounted')) window.add(now);
			throw refusal(account, window.freesIn(now));
		}
		window.add(now);
		this.#taken++;
	}

	figures({ settings }: CountedAccount): LimitFigures {
		return {
			taken: this.#taken,
			refused: this.#refused,
			busiest: Math.max(0, ...[...this.#windows.values()].map((window) => window.busiest)),
			limit: settings.limit ?? PUBLISHED_LIMIT,
			enforced: settings.limit !== null,
		};
	}

	#windowOf(token: string, windowMs = PUBLISHED_LIMIT.windowMs): SlidingWindow {
		if (windowMs !== this.#windowMs) {
			this.#windows = new Map();
			this.#windowMs = windowMs;
		}
		const window = this.#windows.get(token) ?? new SlidingWindow(windowMs);
		this.#windows.set(token, window);
		return window;
	}
}

function refusal({ settings, rules }: CountedAccount, waitMs: number): OpleadError {
	const seconds = Math.max(1, Math.ceil(waitMs / 1_000));
	const headers: Record<string, string> =
		settings.sendRetryAfter && rules.has('retry-after') ? { 'Retry-After': String(seconds) } : {};
	return new OpleadError(429, { message: 'Too many requests: 100 a minute are allowed.', headers });
}
