import { HubSpotError } from './errors.ts';
import type { Portal } from './portal.ts';
import { PROFESSIONAL, type QuotaSettings } from './settings.ts';

const SEARCHES_PER_SECOND = 5;

/** Calls of the last while, oldest first. */
class Window {
	private times: number[] = [];

	count(now: number, intervalMs: number): number {
		this.times = this.times.filter((time) => time > now - intervalMs);
		return this.times.length;
	}

	add(now: number): void {
		this.times.push(now);
	}

	/** Milliseconds until the oldest call has left the window. */
	frees(now: number, intervalMs: number): number {
		return (this.times[0] ?? now) + intervalMs - now;
	}
}

/** Counts calls: a rolling window for each app, a day and a search limit for the account. */
export class Quota {
	private readonly bursts = new Map<string, Window>();
	private readonly searches = new Window();
	private day = '';
	private usedToday = 0;

	/** Counts a call of an app, or refuses it; a refused call is not counted. */
	take(portal: Portal, app: string): void {
		const now = portal.now();
		this.turnDay(portal);
		const limits = portal.settings.quota;
		const window = this.window(app);
		if (limits && portal.rules.has('daily-limit') && this.usedToday >= limits.daily) {
			throw refusal(portal, 'DAILY', untilMidnight(now, portal.settings.timeZone));
		}
		const used = window.count(now, (limits ?? PROFESSIONAL).intervalMs);
		if (limits && portal.rules.has('burst-limit') && used >= limits.burst) {
			throw refusal(portal, limits.policy429 ?? 'TEN_SECONDLY_ROLLING', window.frees(now, limits.intervalMs));
		}
		window.add(now);
		this.usedToday += 1;
		portal.announceQuota({ ...this.state(portal, app), limited: limits !== null });
	}

	/** The search may be asked five times a second by the whole account, whatever the app. */
	takeSearch(portal: Portal): void {
		const now = portal.now();
		if (portal.rules.has('search-five-a-second') && this.searches.count(now, 1_000) >= SEARCHES_PER_SECOND) {
			throw refusal(portal, 'SECONDLY', this.searches.frees(now, 1_000));
		}
		this.searches.add(now);
	}

	/** What the rate headers say; without limits those of the Professional tier. */
	headers(portal: Portal, app: string): Record<string, string> {
		if (!portal.rules.has('rate-headers')) return {};
		const state = this.state(portal, app);
		return {
			'X-HubSpot-RateLimit-Max': String(state.max),
			'X-HubSpot-RateLimit-Remaining': String(state.remaining),
			'X-HubSpot-RateLimit-Interval-Milliseconds': String(state.intervalMs),
			'X-HubSpot-RateLimit-Daily': String(state.daily),
			'X-HubSpot-RateLimit-Daily-Remaining': String(state.dailyRemaining),
		};
	}

	private state(portal: Portal, app: string) {
		const limits: QuotaSettings = portal.settings.quota ?? PROFESSIONAL;
		const used = this.window(app).count(portal.now(), limits.intervalMs);
		return {
			max: limits.burst,
			remaining: Math.max(0, limits.burst - used),
			intervalMs: limits.intervalMs,
			daily: limits.daily,
			dailyRemaining: Math.max(0, limits.daily - this.usedToday),
		};
	}

	/** The daily count begins anew at midnight in the account's time zone. */
	private turnDay(portal: Portal): void {
		const today = new Intl.DateTimeFormat('en-CA', { timeZone: portal.settings.timeZone }).format(portal.now());
		if (today === this.day) return;
		this.day = today;
		this.usedToday = 0;
	}

	private window(app: string): Window {
		const window = this.bursts.get(app) ?? new Window();
		this.bursts.set(app, window);
		return window;
	}
}

const MESSAGES: Record<string, string> = {
	TEN_SECONDLY_ROLLING: 'You have reached your ten_secondly_rolling limit.',
	SECONDLY: 'You have reached your secondly limit.',
	DAILY: 'You have reached your daily limit.',
};

function refusal(portal: Portal, policyName: string, waitMs: number): HubSpotError {
	const tells = portal.settings.sendRetryAfter && portal.rules.has('retry-after');
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
