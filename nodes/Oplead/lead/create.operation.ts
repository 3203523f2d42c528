import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import type { OpleadConnection } from '../connection';
import { createFields, REMEMBERED_LEADS, SEARCHED_PAGES } from '../fields/createFields';
import { readDraft } from '../fields/readDraft';
import { carryOutEach, opening, openOrReject, readEach, reportAllRejected, shownFor } from '../operation';
import type { Outcome } from '../outcome';
import type { LeadDraft, RepeatPolicy } from '../plan/draft';
import { report } from '../report';
import { createLead, type Creation } from '../write/creation';
import { perhapsThere } from './repeats';
import { withSignedFeedback } from './feedback';
import { leads } from './nouns';

export const description: INodeProperties[] = shownFor('lead', 'create', createFields);

/** Creates a lead for each input item: read, plan, write, report. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const opened = await openOrReject(context, opening('createLead'));
	if ('rejected' in opened) return reportAllRejected(context, opened.rejected, leads('created'));
	const { connection } = opened;
	const readings = await withSignedFeedback(
		context,
		readEach(context, (item) => readDraft(context, item)),
	);
	const policy = repeatPolicy(context);
	const drafts = readings.flatMap((reading) => ('input' in reading ? [reading.input] : []));
	const lookedUp = new Set(
		await perhapsThere(context, drafts, {
			policy,
			rememberedLeads: Number(context.getNodeParameter('options.rememberedLeads', 0, REMEMBERED_LEADS)),
		}),
	);
	const creationContext = { ...connection, searchedPages: searchedPages(context), created: new Map() };
	const create = async (draft: LeadDraft) => {
		const isLookedUpFirst = draft.externalId !== undefined && lookedUp.has(draft.externalId);
		// The same ID may come once more in this very execution.
		if (draft.externalId !== undefined && policy !== 'sendAnyway') lookedUp.add(draft.externalId);
		return outcomeOf(await createLead(draft, isLookedUpFirst, creationContext), draft, policy);
	};
	const outcomes = await carryOutEach(readings, create, connection.patience);
	return report(context, outcomes, { noun: leads('created'), waitedMs: waitedMs(connection) });
}

function repeatPolicy(context: IExecuteFunctions): RepeatPolicy {
	return context.getNodeParameter('repeats', 0, 'skip') as RepeatPolicy;
}

function searchedPages(context: IExecuteFunctions): number {
	return Math.max(1, Number(context.getNodeParameter('options.searchedPages', 0, SEARCHED_PAGES)) || SEARCHED_PAGES);
}

function waitedMs({ waited }: OpleadConnection): number {
	return waited.totalMs;
}

function outcomeOf(creation: Creation, { externalId }: LeadDraft, policy: RepeatPolicy): Outcome {
	if (creation.kind === 'rejected') return creation;
	const { id, fields } = creation.record;
	const known = policy === 'findFirst' ? 'found' : 'skipped';
	const outcome = creation.kind === 'created' ? 'created' : known;
	return { kind: 'done', word: outcome, items: [{ id, outcome, externalId, lead: fields }] };
}
