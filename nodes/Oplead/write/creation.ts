import type { Patience } from '../../shared/vendor/persistence';
import type { OpleadRecord } from '../api/answers';
import { doubt, OpleadError } from '../api/errors';
import { persist } from '../api/persistence';
import type { OpleadApi } from '../api/client';
import type { LeadDraft } from '../plan/draft';
import { inAccountTurn } from './accountTurn';
import { lookFor, type LookUpPlace, type Sighting } from './lookUp';

export interface CreationPlace extends LookUpPlace {
	api: Pick<OpleadApi, 'createLead' | 'leadsPage'>;
	/** Stands for the token: a lead is created by one execution at a time. */
	account: string;
	patience: Patience;
	/** Waits so many ms, or until the execution is cancelled. */
	wait: (ms: number) => Promise<unknown>;
}

/** What became of a lead. `there`: it was there before. */
export type Creation = { kind: 'created' | 'there'; record: OpleadRecord } | { kind: 'rejected'; reason: string };

/** When to look for a lead after the answer was lost, in ms; Oplead may still be at work on it. */
const LOOK_AFTER_MS = [1_000, 3_000];

const CONFLICT = 409;

/**
 * Creates a lead. After an answer that was lost it is looked for by its external ID, and sent again only where it is not
 * there; without an external ID it is rejected, since nobody can tell. Throws `OpleadError` for a refusal.
 * @param isLookedUpFirst whether it may be there already
 */
export async function createLead(draft: LeadDraft, isLookedUpFirst: boolean, place: CreationPlace): Promise<Creation> {
	const { externalId } = draft;
	if (externalId === undefined) return await createBlindly(draft, place);
	// Nobody else of this process may create it between the look and the creation.
	const turn = `oplead lead ${place.account} ${externalId}`;
	const create = async () => {
		if (isLookedUpFirst) {
			const sighting = await lookFor(externalId, place);
			if (sighting.kind === 'found') return { kind: 'there' as const, record: sighting.record };
			if (sighting.kind === 'unclear') return rejectedFor(sighting.reason, UNCLEAR_ADVICE);
		}
		return await createWithKey(draft, externalId, place);
	};
	return await inAccountTurn(turn, create, place.patience.signal);
}

const UNCLEAR_ADVICE =
	'It was not sent: perhaps it is there. Raise Searched Pages in the options if the list is longer, or set Repeats to "Send Anyway".';

async function createBlindly({ values, additional }: LeadDraft, { api }: CreationPlace): Promise<Creation> {
	try {
		return { kind: 'created', record: await api.createLead(values, additional) };
	} catch (error) {
		if (!(error instanceof OpleadError) || !error.mayHaveBeenDone) throw error;
		return doubtful(error);
	}
}

async function createWithKey(draft: LeadDraft, externalId: string, place: CreationPlace): Promise<Creation> {
	try {
		return await persist(async () => await createOrFind(draft, externalId, place), place.patience);
	} catch (error) {
		if (!(error instanceof OpleadError) || !error.mayHaveBeenDone) throw error;
		throw new OpleadError(doubt(error, 'lead'), { ...error }, error);
	}
}

/** Throws where the lead is not there, and may be sent again. */
async function createOrFind(
	{ values, additional }: LeadDraft,
	externalId: string,
	place: CreationPlace,
): Promise<Creation> {
	try {
		return { kind: 'created', record: await place.api.createLead(values, additional) };
	} catch (error) {
		if (!(error instanceof OpleadError)) throw error;
		if (error.status === CONFLICT) return await knownToOplead(externalId, error, place);
		if (!error.mayHaveBeenDone) throw error;
		const sighting = await sightingAfterLoss(externalId, place);
		if (sighting.kind === 'found') return { kind: 'created', record: sighting.record };
		if (sighting.kind === 'unclear') return doubtful(error);
		throw error;
	}
}

/** An account may refuse a second lead with the same external ID. */
async function knownToOplead(externalId: string, conflict: OpleadError, place: CreationPlace): Promise<Creation> {
	const sighting = await lookFor(externalId, place);
	if (sighting.kind === 'found') return { kind: 'there', record: sighting.record };
	throw conflict;
}

async function sightingAfterLoss(externalId: string, place: CreationPlace): Promise<Sighting> {
	let sighting: Sighting = { kind: 'absent' };
	for (const waitMs of LOOK_AFTER_MS) {
		await place.wait(waitMs);
		if (place.patience.signal?.aborted) return { kind: 'unclear', reason: 'The execution was cancelled.' };
		try {
			sighting = await lookFor(externalId, place);
		} catch (error) {
			if (!(error instanceof OpleadError) || error.concernsEveryCall) throw error;
			return { kind: 'unclear', reason: error.message };
		}
		if (sighting.kind !== 'absent') return sighting;
	}
	return sighting;
}

function doubtful(error: OpleadError): Creation {
	return { kind: 'rejected', reason: doubt(error, 'lead') };
}

function rejectedFor(what: string, advice: string): Creation {
	return { kind: 'rejected', reason: `${what} ${advice}` };
}
