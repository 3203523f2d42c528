import { withMissing, labelled, missingProperties } from './plan/newProperties';
import type { Definitions } from './plan/definition';
import type { Draft, UnreadableDraft } from './plan/draft';
import type { Grounds } from './plan/grounds';
import { planDrafts, withNewOnesOf, withoutUnready, type PlannedDrafts } from './plan/plan';
import type { PlanSettings } from './plan/settings';
import type { PropertyWish } from './plan/wish';
import { needsOf, type Needs } from './write/prepare';

/** What is known of an account's properties, owners and pipelines. */
export interface Knowledge {
	/** Whether it is from earlier executions, and may be out of date. */
	isOld: boolean;
	/** The properties that HubSpot has. */
	definitions(): Promise<Definitions>;
	/** The same, with the choices that HubSpot keeps apart from its properties, for those that are used. */
	withChoices(definitions: Definitions, isUsed: (name: string) => boolean): Promise<Definitions>;
	/** Has everything asked anew. */
	forget(): void;
}

/** What a plan is made of. */
export interface Planning {
	knowledge: Knowledge;
	settings: Omit<PlanSettings, 'definitions'>;
	/** The input, whose fields give new properties their labels. */
	items: readonly object[];
	/** Reads what each item asks for: which properties its fields mean depends on those that HubSpot has. */
	readDrafts: (definitions: Definitions) => Array<Draft | UnreadableDraft>;
}

/** What the items ask for, each by itself, and what has to be created for it. */
export interface PlanOfDrafts {
	planned: PlannedDrafts;
	/** The properties that have to be created first. */
	missing: PropertyWish[];
	/** The properties that HubSpot has. */
	definitions: Definitions;
}

/**
 * Plans what the items ask for. Where what is known is old and something is wanting, it is asked and planned once more:
 * HubSpot may have learnt a new option or property in the meantime. Throws what the knowledge throws.
 */
export async function planAll(planning: Planning): Promise<PlanOfDrafts> {
	const plan = await planOnce(planning);
	if (!planning.knowledge.isOld || !isWanting(plan)) return plan;
	planning.knowledge.forget();
	return await planOnce(planning);
}

/**
 * Creates the properties and options that the drafts need, and plans them anew: somebody else may just have added the
 * same option under another internal value. Drafts for which something could not be created are rejected.
 * @param prepare creates what is needed; answers, by property or option, why something could not be created
 */
export async function makeReady(
	{ planned, missing }: PlanOfDrafts,
	planning: Planning,
	prepare: (needs: Needs) => Promise<ReadonlyMap<string, Grounds>>,
): Promise<PlannedDrafts> {
	const needs = needsOf(planned.drafts, missing);
	if (needs.properties.length + needs.options.size === 0) return planned;
	const problems = await prepare(needs);
	planning.knowledge.forget();
	const anew = await planOnce(planning);
	return withoutUnready(withNewOnesOf(planned, anew.planned), problems);
}

function isWanting({ planned, missing }: PlanOfDrafts): boolean {
	if (missing.length > 0 || planned.rejected.size > 0) return true;
	return planned.drafts.some(({ newOptions, dropped }) => newOptions ?? dropped);
}

async function planOnce({ knowledge, settings, items, readDrafts }: Planning): Promise<PlanOfDrafts> {
	const definitions = await knowledge.definitions();
	const drafts = readDrafts(definitions);
	const missing = settings.unknownProperty === 'create' ? labelled(missingProperties(drafts, definitions), items) : [];
	const isUsed = (name: string) => drafts.some((draft) => 'properties' in draft && name in draft.properties);
	const all = withMissing(await knowledge.withChoices(definitions, isUsed), missing);
	return { planned: planDrafts(drafts, { ...settings, definitions: all }), missing, definitions };
}
