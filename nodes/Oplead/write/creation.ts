import type { Patience } from '../../shared/vendor/persistence';
import type { OpleadRecord } from '../api/answers';
import { doubt, OpleadError } from '../api/errors';
import { persist } from '../api/persistence';
import type { OpleadApi } from '../api/client';
import { mayBeDone, rejected, type Rejected } from '../outcome';
import type { LeadDraft } from '../plan/draft';
import { inAccountTurn } from './accountTurn';
import { lookFor, type LookUpContext, type Sighting } from './lookUp';

export interface CreationContext extends LookUpContext {
	api: Pick<OpleadApi, 'createLead' | 'leadsPage'>;
	/** Stands for the token: a lead is created by one execution at a time. */
	account: string;
	patience: Patience;
	/** Waits so many ms, or until the execution is cancelled. */
	wait: (ms: number) => Promise<unknown>;
	/** What the run has created, by external ID: Oplead's list may lag behind. */
	created?: Map<string, OpleadRecord>;
}

/** What became of a lead. `there`: it was there before. */
export type Creation = { kind: 'created' | 'there'; record: OpleadRecord } | Rejected;

/** When to look for a lead after the answer was lost, in ms; Oplead may still be at work on it. */
const LOOK_AFTER_MS = [1_000, 3_000];

/** The same after a time-out. */
const FIRST_LOOK_MS = 1_000;
const LONGEST_LOOK_MS = 30_000;

const CONFLICT = 409;

/**
 * Creates a lead. After an answer that was lost it is looked for by its external ID, and sent again only where it is not
 * there; without an external ID it is rejected, since nobody can tell. Throws `OpleadError` for a refusal.
 * @param isLookedUpFirst whether it may be there already
 */
export async function createLead(
	draft: LeadDraft,
	isLookedUpFirst: boolean,
	context: CreationContext,
): Promise<Creation> {
	const { externalId } = draft;
	if (externalId === undefined) return await createBlindly(draft, context);
	// Nobody else of this process may create it between the look and the creation.
	const turn = `oplead lead ${context.account} ${externalId}`;
	const create = async () => {
		const own = isLookedUpFirst ? context.created?.get(externalId) : undefined;
		if (own !== undefined) return { kind: 'there' as const, record: own };
		if (isLookedUpFirst) {
			const sighting = await lookFor(externalId, context);
			if (sighting.kind === 'found') return { kind: 'there' as const, record: sighting.record };
			if (sighting.kind === 'unclear') return unclear(sighting.reason);
		}
		const creation = await createWithKey(draft, externalId, context);
		if (creation.kind !== 'rejected') context.created?.set(externalId, creation.record);
		return creation;
	};
	return await inAccountTurn(turn, create, context.patience.signal);
}

const UNCLEAR_ADVICE =
	'It was not sent: perhaps it is there. Raise Searched Pages in the options if the list is longer, or set Repeats to "Send Anyway".';

async function createBlindly({ values, additional }: LeadDraft, { api }: CreationContext): Promise<Creation> {
	try {
		return { kind: 'created', record: await api.createLead(values, additional) };
	} catch (error) {
		if (!(error instanceof OpleadError) || !error.mayHaveBeenDone) throw error;
		return mayBeDone(error, 'lead');
	}
}

async function createWithKey(draft: LeadDraft, externalId: string, context: CreationContext): Promise<Creation> {
	try {
		return await persist(async () => await createOrFind(draft, externalId, context), context.patience);
	} catch (error) {
		if (!(error instanceof OpleadError) || !error.mayHaveBeenDone) throw error;
		throw new OpleadError(doubt(error, 'lead'), { ...error, code: 'MAY_BE_DONE' }, error);
	}
}

/** Throws where the lead is not there, and may be sent again. */
async function createOrFind(
	{ values, additional }: LeadDraft,
	externalId: string,
	context: CreationContext,
): Promise<Creation> {
	try {
		return { kind: 'created', record: await context.api.createLead(values, additional) };
	} catch (error) {
		if (!(error instanceof OpleadError)) throw error;
		if (error.status === CONFLICT) return await knownToOplead(externalId, error, context);
		if (!error.mayHaveBeenDone) throw error;
		if (error.timedOut === true) return await foundInTime(externalId, error, context);
		// What the look waits for is the same outage.
		const { outage, now = Date.now } = context.patience;
		if (outage !== undefined) outage.since ??= now();
		const sighting = await sightingAfterLoss(externalId, context);
		if (sighting.kind === 'found') return { kind: 'created', record: sighting.record };
		// That it could not be looked for in all the time tells of the other leads, too.
		if (sighting.kind === 'unclear') return { ...mayBeDone(error, 'lead'), doubt: sighting.error ?? error };
		throw error;
	}
}

/** An account may refuse a second lead with the same external ID. */
async function knownToOplead(externalId: string, conflict: OpleadError, context: CreationContext): Promise<Creation> {
	const sighting = await lookFor(externalId, context);
	if (sighting.kind === 'found') return { kind: 'there', record: sighting.record };
	throw conflict;
}

/**
 * After a time-out Oplead may still be at work on the lead: it is looked for as long as the retry time lasts, and not sent
 * again.
 */
async function foundInTime(externalId: string, lost: OpleadError, context: CreationContext): Promise<Creation> {
	const { totalMs, now = Date.now, outage } = context.patience;
	const end = now() + totalMs;
	if (outage !== undefined) outage.since ??= now();
	for (let waitMs = FIRST_LOOK_MS; now() + waitMs <= end; waitMs = Math.min(2 * waitMs, LONGEST_LOOK_MS)) {
		const sighting = await sightingAfter(waitMs, externalId, context);
		if (sighting.kind === 'found') return { kind: 'created', record: sighting.record };
		if (sighting.kind === 'unclear') return { ...mayBeDone(lost, 'lead'), doubt: sighting.error ?? lost };
	}
	return mayBeDone(lost, 'lead');
}

/** `error`: why it could not be looked for. */
type LateSighting = Sighting & { error?: OpleadError };

async function sightingAfterLoss(externalId: string, context: CreationContext): Promise<LateSighting> {
	let sighting: Sighting = { kind: 'absent' };
	for (const waitMs of LOOK_AFTER_MS) {
		sighting = await sightingAfter(waitMs, externalId, context);
		if (sighting.kind !== 'absent') return sighting;
	}
	return sighting;
}

async function sightingAfter(waitMs: number, externalId: string, context: CreationContext): Promise<LateSighting> {
	await context.wait(waitMs);
	if (context.patience.signal?.aborted) return { kind: 'unclear', reason: 'The execution was cancelled.' };
	try {
		return await lookFor(externalId, context);
	} catch (error) {
		if (!(error instanceof OpleadError) || error.concernsEveryCall) throw error;
		return { kind: 'unclear', reason: error.message, error };
	}
}

function unclear(reason: string): Creation {
	return rejected('KEY_UNCLEAR', `${reason} ${UNCLEAR_ADVICE}`);
}
