import { SlidingWindow } from '../slidingWindow.ts';
import { HubSpotError } from './errors.ts';
import type { RuleBook } from './rules.ts';
import { PROFESSIONAL, type QuotaSettings, type Settings } from './settings.ts';

const SEARCHES_PER_SECOND = 5;

const SECOND = 1_000;

/** What the quota has to know of the account whose calls it counts. */
export interface CountedAccount {
	/** Milliseconds since the epoch. */
	now(): number;
	readonly rules: RuleBook;
	readonly settings: Pick<Settings, 'quota' | 'sendRetryAfter' | 'timeZone'>;
	/** Tells whoever watches what is left. */
	announceQuota(data: Record<string, unknown>): void;
}

/** Counts calls: a rolling window for each app, a day and a search limit for the account. */
export class Quota {
	readonly #bursts = new Map<string, SlidingWindow>();
	readonly #searches = new SlidingWindow(SECOND);
	#day = '';
	#usedToday = 0;

	/** Counts a call of an app, or refuses it; a refused call is not counted. */
	take(account: CountedAccount, app: string): void {
		const now = account.now();
		this.#turnDay(account);
		const limits = account.settings.quota;
		const window = this.#window(app, (limits ?? PROFESSIONAL).intervalMs);
		if (limits && account.rules.has('daily-limit') && this.#usedToday >= limits.daily) {
			throw refusal(account, 'DAILY', untilMidnight(now, account.settings.timeZone));
		}
		const used = window.countAt(now);
		if (limits && account.rules.has('burst-limit') && used >= limits.burst) {
			throw refusal(account, limits.policy429 ?? 'TEN_SECONDLY_ROLLING', window.freesIn(now));
		}
		window.add(now);
		this.#usedToday += 1;
		account.announceQuota({ ...this.#state(account, app), limited: limits !== null });
	}

	/** The search may be asked five times a second by the whole account, whatever the app. */
	takeSearch(account: CountedAccount): void {
		const now = account.now();
		if (account.rules.has('search-five-a-second') && this.#searches.countAt(now) >= SEARCHES_PER_SECOND) {
			throw refusal(account, 'SECONDLY', this.#searches.freesIn(now));
		}
		this.#searches.add(now);
	}

	/** What the rate headers say; without limits those of the Professional tier. */
	headers(account: CountedAccount, app: string): Record<string, string> {
		if (!account.rules.has('rate-headers')) return {};
		const state = this.#state(account, app);
		return {
			'X-HubSpot-RateLimit-Max': String(state.max),
			'X-HubSpot-RateLimit-Remaining': String(state.remaining),
			'X-HubSpot-RateLimit-Interval-Milliseconds': String(state.intervalMs),
			'X-HubSpot-RateLimit-Daily': String(state.daily),
			'X-HubSpot-RateLimit-Daily-Remaining': String(state.dailyRemaining),
		};
	}

	#state(account: CountedAccount, app: string) {
		const limits: QuotaSettings = account.settings.quota ?? PROFESSIONAL;
		const used = this.#window(app, limits.intervalMs).countAt(account.now());
		return {
			max: limits.burst,
			remaining: Math.max(0, limits.burst - used),
			intervalMs: limits.intervalMs,
			daily: limits.daily,
			dailyRemaining: Math.max(0, limits.daily - this.#usedToday),
		};
	}

	/** The daily count begins anew at midnight in the account's time zone. */
	#turnDay(account: CountedAccount): void {
		const today = new Intl.DateTimeFormat('en-CA', { timeZone: account.settings.timeZone }).format(account.now());
		if (today === this.#day) return;
		this.#day = today;
		this.#usedToday = 0;
	}

	/** An app's calls of the last while, which is as long as the settings say just now. */
	#window(app: string, intervalMs: number): SlidingWindow {
		const window = this.#bursts.get(app) ?? new SlidingWindow(intervalMs);
		window.length = intervalMs;
		this.#bursts.set(app, window);
		return window;
	}
}

const MESSAGES: Record<string, string> = {
	TEN_SECONDLY_ROLLING: 'You have reached your ten_secondly_rolling limit.',
	SECONDLY: 'You have reached your secondly limit.',
	DAILY: 'You have reached your daily limit.',
};

function refusal(account: CountedAccount, policyName: string, waitMs: number): HubSpotError {
	const tells = account.settings.sendRetryAfter && account.rules.has('retry-after');
	const headers: Record<string, string> = tells
		? { 'Retry-After': String(Math.max(1, Math.ceil(waitMs / 1_000))) }
		: {};
	const message = MESSAGES[policyName] ?? 'You have reached your limit.';
	return new HubSpotError(429, { message, errorType: 'RATE_LIMIT', policyName }, headers);
}

function untilMidnight(now: number, timeZone: string): number {
	const clock = new Intl.DateTimeFormat('en-GB', { timeZone, timeStyle: 'medium' }).format(now);
	const [hours = 0, minutes = 0, seconds = 0] = clock.split(':').map(Number);
	return 86_400_000 - ((hours * 60 + minutes) * 60 + seconds) * 1_000;
}
