import { setTimeout as sleep } from 'node:timers/promises';

import { unlessAborted } from '../shared/unlessAborted';
import { cancelled } from './api/errors';

/** Something that is asked of an account. */
export interface Question {
	about: 'properties' | 'owners' | 'pipelines' | 'account';
	/** Of properties and pipelines: the object type. */
	objectType?: string;
}

interface Remembered {
	about: Question['about'];
	answer: Promise<unknown>;
	/** In ms since 1970. */
	until: number;
}

/** More accounts at once do not occur; the one that was asked first is forgotten. */
const MOST_ACCOUNTS = 100;

/** Each object type of an account has two. */
const MOST_ANSWERS = 100;

/** The answers of accounts, for a while: executions that follow each other, or run at once, ask only once. */
export class Memory {
	/** By the identity of the account, then by question. */
	readonly #accounts = new Map<string, Map<string, Remembered>>();

	/**
	 * The answer that is remembered, or that of `load`. A failure is not remembered; who waits in vain for the answer that
	 * another execution asked for asks again.
	 * @param lifeMs how long the answer may be used, in ms
	 * @throws HubSpotError when the signal is aborted; what `load` throws
	 */
	async answer<T>(
		identity: string,
		question: Question,
		{ load, lifeMs, signal }: { load: () => Promise<T>; lifeMs: number; signal?: AbortSignal },
	): Promise<T> {
		const known = this.#current(identity).get(keyOf(question));
		if (known) {
			try {
				return (await unlessAborted(known.answer, signal)) as T;
			} catch {
				if (signal?.aborted) throw cancelled();
				// That execution was perhaps cancelled.
			}
		}
		const answer = load();
		this.#remember(identity, question, { about: question.about, answer, until: Date.now() + lifeMs });
		return await answer;
	}

	/** Whether anything of that kind is remembered. */
	holds(identity: string, isMeant: (about: Question['about']) => boolean): boolean {
		return [...this.#current(identity).values()].some(({ about }) => isMeant(about));
	}

	/** Forgets what is of that kind. */
	forget(identity: string, isMeant: (about: Question['about']) => boolean): void {
		const answers = this.#current(identity);
		for (const [key, { about }] of answers) if (isMeant(about)) answers.delete(key);
		if (answers.size === 0) this.#accounts.delete(identity);
	}

	/** How many answers are remembered. */
	get size(): number {
		return [...this.#accounts.values()].reduce((sum, answers) => sum + answers.size, 0);
	}

	#remember(identity: string, question: Question, remembered: Remembered): void {
		const key = keyOf(question);
		const answers = this.#accounts.get(identity) ?? new Map<string, Remembered>();
		answers.set(key, remembered);
		this.#accounts.set(identity, answers);
		keepNewest(answers, MOST_ANSWERS);
		keepNewest(this.#accounts, MOST_ACCOUNTS);
		const drop = () => this.#drop(identity, key, remembered);
		remembered.answer.catch(drop);
		void sleep(remembered.until - Date.now(), undefined, { ref: false }).then(drop);
	}

	/** By then, a newer answer may stand in its place. */
	#drop(identity: string, key: string, remembered: Remembered): void {
		const answers = this.#accounts.get(identity);
		if (answers?.get(key) !== remembered) return;
		answers.delete(key);
		if (answers.size === 0) this.#accounts.delete(identity);
	}

	/** A timer may be late. */
	#current(identity: string): Map<string, Remembered> {
		const answers = this.#accounts.get(identity) ?? new Map<string, Remembered>();
		for (const [key, { until }] of answers) if (until <= Date.now()) answers.delete(key);
		return answers;
	}
}

function keyOf({ about, objectType }: Question): string {
	return JSON.stringify([about, objectType]);
}

/** A map keeps the order in which its keys were first set. */
function keepNewest(map: Map<string, unknown>, most: number): void {
	for (const key of map.keys()) {
		if (map.size <= most) return;
		map.delete(key);
	}
}
