import type { SentLead } from './delivery.ts';
import type { IciLead } from './lead.ts';
import { SlidingWindow } from '../slidingWindow.ts';
import { sampleLead } from './sampleLeads.ts';

/** A lead as their platform keeps it. */
export interface StoredLead {
	lead: IciLead;
	/** Milliseconds since the epoch. */
	createdAt: number;
}

export interface Settings {
	pullEnabled: boolean;
	pullsPerMinute: number;
}

const KEPT = 10_000;
const DAY_MS = 86_400_000;
const OLDER_LEADS = 24;
const DAYS_BETWEEN_OLDER_LEADS = 5;

/** What the stand-in remembers until the next reset. */
export class LeadStore {
	readonly settings: Settings = { pullEnabled: true, pullsPerMinute: 60 };
	readonly sent: SentLead[] = [];
	readonly leads: StoredLead[];
	/** The pull API's calls of the last minute. */
	readonly pulls = new SlidingWindow(60_000);
	#nextSample = 0;

	/** @param now milliseconds since the epoch; leads of the four months before it are already there */
	constructor(now: number) {
		this.leads = Array.from({ length: OLDER_LEADS }, (_, n) => ({
			lead: olderLead(n),
			createdAt: now - (OLDER_LEADS - n) * DAYS_BETWEEN_OLDER_LEADS * DAY_MS,
		}));
	}

	/** The number of the next sample lead; each is given out once. */
	nextSample(): number {
		return this.#nextSample++;
	}

	addLead(stored: StoredLead): void {
		keep(this.leads, stored);
	}

	addSent(sent: SentLead): void {
		keep(this.sent, sent);
	}
}

function keep<Entry>(entries: Entry[], entry: Entry): void {
	entries.push(entry);
	if (entries.length > KEPT) entries.splice(0, entries.length - KEPT);
}

/** Another mail domain keeps these apart from every lead that is sent. */
function olderLead(n: number): IciLead {
	const lead = sampleLead(n * 3);
	return { ...lead, email: lead.email.replace('@example.com', '@example.org') };
}
