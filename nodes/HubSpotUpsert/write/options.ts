import { setTimeout as sleep } from 'node:timers/promises';

import { inTurn } from '../../shared/turns';
import type { HubSpotClient } from '../api/client';
import type { PropertyDefinition, PropertyOption } from '../api/definitions';
import { HubSpotError } from '../api/errors';
import { additionProblem, missingOptions } from '../plan/foresight';
import type { OptionWish } from '../plan/wish';
import { optionsConflict } from '../plan/wishes';

/** Where properties are. */
export interface PropertyContext {
	client: HubSpotClient;
	objectType: string;
	/** Stands for the account, e.g. connection.identity: turns are taken by it. */
	account: string;
	/** Where a property is created that names no group; left out, it is looked up. */
	usualGroup?: string;
	/** Ends the waiting for other executions. */
	signal?: AbortSignal;
	/** Waits so many ms, or until the execution is cancelled. */
	wait?: (ms: number) => Promise<unknown>;
}

/**
 * How long another process may take from reading a list of options to writing it. A list that was written over is found
 * after that time; the other process, which has read later, keeps what it finds.
 */
const REREAD_AFTER_MS = 2_000;

const MOST_TRIES = 6;

/**
 * Adds the options that a property lacks, found by internal value or label, whatever case and accents. HubSpot's PATCH
 * replaces the whole list and knows no conditions (hubspot.md, Properties), so the list is read, merged, written, and
 * read again after a while, until nothing in it is lost. Within a process executions take turns; another process that
 * needs more than two seconds between its reading and its writing can still take an option away.
 * @returns the definition that holds now, and what was added
 * @throws HubSpotError with a message for the user
 */
export async function ensureOptions(
	context: PropertyContext,
	name: string,
	wanted: readonly OptionWish[],
): Promise<{ definition: PropertyDefinition; added: OptionWish[] }> {
	const conflict = optionsConflict(wanted);
	if (conflict !== undefined) throw new HubSpotError(conflict, { code: 'SETTING_INVALID' });
	const addition = new Addition(context, name, wanted);
	const inOneTurn = async <T>(step: () => Promise<T>) =>
		await inTurn(`hubspot options ${context.account} ${context.objectType} ${name}`, step, context.signal);
	for (let tries = 0; tries < MOST_TRIES; tries++) {
		const definition = await inOneTurn(async () => await addition.lookOrWrite());
		if (definition) return { definition, added: addition.added };
		// Two processes that wait equally long would meet again.
		await (context.wait ?? sleep)(REREAD_AFTER_MS * (1 + Math.random() / 2));
	}
	const { definition, isDone } = await inOneTurn(async () => await addition.look());
	if (!isDone) throw addition.failure();
	return { definition, added: addition.added };
}

/** What a look at a property's list of options shows. */
interface Look {
	definition: PropertyDefinition;
	/** What others have put into the list before, and is gone. */
	lost: PropertyOption[];
	lacking: OptionWish[];
	isDone: boolean;
}

/** Options that are being added to one property. */
class Addition {
	readonly #context: PropertyContext;
	readonly #name: string;
	readonly #wanted: readonly OptionWish[];
	readonly #added = new Map<string, OptionWish>();
	/** All options that the list had when it was read, by internal value. */
	readonly #seen = new Map<string, PropertyOption>();
	#lastError?: HubSpotError;

	constructor(context: PropertyContext, name: string, wanted: readonly OptionWish[]) {
		this.#context = context;
		this.#name = name;
		this.#wanted = wanted;
	}

	get added(): OptionWish[] {
		return [...this.#added.values()];
	}

	/** Reads the list. */
	async look(): Promise<Look> {
		const { client, objectType } = this.#context;
		const definition = await client.property(objectType, this.#name);
		const lost = this.#lostFrom(definition.options);
		const lacking = missingOptions({ options: [...definition.options, ...lost] }, this.#wanted);
		return { definition, lost, lacking, isDone: lost.length + lacking.length === 0 };
	}

	/** Answers the definition if nothing is left to do; else writes, and has to be called again. */
	async lookOrWrite(): Promise<PropertyDefinition | undefined> {
		const { definition, lost, lacking, isDone } = await this.look();
		if (isDone) return definition;
		const problem = additionProblem(definition);
		if (problem !== undefined) throw new HubSpotError(problem, { code: 'PROPERTY_UNWRITABLE' });
		for (const option of definition.options) this.#seen.set(option.value, option);
		for (const option of lacking) this.#added.set(option.value, option);
		await this.#write(withOptions([...definition.options, ...lost], lacking));
		return undefined;
	}

	failure(): HubSpotError {
		const message = `The options of "${this.#name}" are being changed by somebody else again and again. Run the workflow again later.`;
		return this.#lastError ?? new HubSpotError(message, { code: 'VENDOR_BUSY' });
	}

	/** What others have put into the list while this goes on, and what a list that was read too early has taken out. */
	#lostFrom(options: readonly PropertyOption[]): PropertyOption[] {
		return [...this.#seen.values()].filter(
			(seen) => !options.some(({ value, label }) => value === seen.value || label === seen.label),
		);
	}

	/** What fails for the moment is not repeated as it is: somebody may have changed the list in the meantime. */
	async #write(options: PropertyOption[]): Promise<void> {
		const { client, objectType } = this.#context;
		try {
			await client.replaceOptions(objectType, this.#name, options);
			this.#lastError = undefined;
		} catch (error) {
			if (!(error instanceof HubSpotError) || error.concernsEveryCall || isRefusal(error)) throw error;
			this.#lastError = error;
		}
	}
}

function isRefusal(error: HubSpotError): boolean {
	return error.concernsContent || error.status === 404;
}

/** The new ones come last; everything about the others stays as it is. */
function withOptions(existing: readonly PropertyOption[], added: readonly OptionWish[]): PropertyOption[] {
	const next = nextOrder(existing);
	const appended = added.map(({ label, value }, index) => {
		return { label, value, displayOrder: next === -1 ? -1 : next + index, hidden: false };
	});
	return [...existing, ...appended];
}

/** An order of -1 stands after all others. */
function nextOrder(options: readonly PropertyOption[]): number {
	const orders = options.map(({ displayOrder = 0 }) => displayOrder);
	return orders.includes(-1) ? -1 : Math.max(-1, ...orders) + 1;
}
