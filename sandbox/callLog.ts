import { SlidingWindow } from './slidingWindow.ts';

/** One call that a vendor has received. Headers and bodies are not kept: they may hold secrets. */
export interface Call {
	/** Milliseconds since the epoch, when the call arrived. */
	time: number;
	vendor: string;
	method: string;
	/** The vendor's own path, with the query; values of secret parameters are starred. */
	path: string;
	/** The route that answers it, for instance `/crm/objects/:version/:objectType/batch/upsert`. */
	template: string;
	/** `null` while the vendor works, and when the caller never got an answer. */
	status: number | null;
	/** Milliseconds until the answer; `null` while the vendor works. */
	ms: number | null;
	/** Which planned fault struck it. */
	fault?: string;
}

export interface CallSummary {
	total: number;
	/** Calls in the last ten seconds. */
	lastTenSeconds: number;
	/** The most calls in any ten seconds since the log was last cleared. */
	busiestTenSeconds: number;
	/** Calls by `METHOD path-template`. */
	counts: Record<string, number>;
}

const KEPT_CALLS = 10_000;
const TEN_SECONDS = 10_000;
const SECRET_PARAMETER = /key|token|secret|password|auth|signature/i;

class Tally {
	total = 0;
	counts = new Map<string, number>();
	window = new SlidingWindow(TEN_SECONDS);
}

/** Every call that any vendor received: the last 10,000 in full, the counts exactly. */
export class CallLog {
	readonly #now: () => number;
	#calls: Call[] = [];
	#overall = new Tally();
	#byVendor = new Map<string, Tally>();

	/** @param now milliseconds since the epoch */
	constructor(now: () => number) {
		this.#now = now;
	}

	/** Logs a call on its arrival, so that it counts even if it never gets an answer. The answer is set on the entry. */
	begin(arrival: Pick<Call, 'vendor' | 'method' | 'path' | 'template'>): Call {
		const { vendor, method, template } = arrival;
		const path = starSecrets(arrival.path);
		const call: Call = { time: this.#now(), vendor, method, path, template, status: null, ms: null };
		this.#calls.push(call);
		if (this.#calls.length >= 2 * KEPT_CALLS) this.#calls = this.#calls.slice(-KEPT_CALLS);
		const tally = this.#byVendor.get(vendor) ?? new Tally();
		this.#byVendor.set(vendor, tally);
		for (const { counts, window } of [this.#overall, tally]) {
			const key = `${method} ${template}`;
			counts.set(key, (counts.get(key) ?? 0) + 1);
			window.add(call.time);
		}
		this.#overall.total++;
		tally.total++;
		return call;
	}

	/** The last 10,000 calls, oldest first. */
	list(vendor?: string): Call[] {
		const kept = this.#calls.slice(-KEPT_CALLS);
		return vendor === undefined ? kept : kept.filter((call) => call.vendor === vendor);
	}

	/** Exact figures, however many calls there were. */
	summary(vendor?: string): CallSummary {
		const tally = vendor === undefined ? this.#overall : (this.#byVendor.get(vendor) ?? new Tally());
		return {
			total: tally.total,
			lastTenSeconds: tally.window.countAt(this.#now()),
			busiestTenSeconds: tally.window.busiest,
			counts: Object.fromEntries(tally.counts),
		};
	}

	clear(): void {
		this.#calls = [];
		this.#overall = new Tally();
		this.#byVendor = new Map();
	}
}

function starSecrets(path: string): string {
	const queryStart = path.indexOf('?');
	if (queryStart < 0) return path;
	const query = path
		.slice(queryStart + 1)
		.split('&')
		.map((pair) => {
			const [name] = pair.split('=', 1);
			return SECRET_PARAMETER.test(name) ? `${name}=***` : pair;
		});
	return `${path.slice(0, queryStart)}?${query.join('&')}`;
}
