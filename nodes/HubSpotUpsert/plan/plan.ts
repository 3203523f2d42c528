import { addOptions } from './convert/convert';
import type { Grounds } from './grounds';
import { sameKeyText, type Key } from './key';
import type { Draft, UnreadableDraft } from './draft';
import { DraftPlanner, type PlannedDraft, type Target } from './planDraft';
import type { DuplicatePolicy, PlanSettings } from './settings';
import { withoutNames } from './texts';

/** One record that is to be written, and the drafts that ask for it. */
export interface PlannedWrite {
	target: Target;
	properties: Record<string, string>;
	/** The properties whose text adds options to those that the record has. */
	appended?: Set<string>;
	/** What each draft asks for, in the order of the drafts. */
	parts: PlannedDraft[];
	/** Which of several drafts' values are written; undefined where it is those of all. */
	winner?: 'first' | 'last';
}

export interface Plan extends Pick<PlannedDrafts, 'rejected'> {
	writes: PlannedWrite[];
}

/** What the drafts ask for, each by itself. */
export interface PlannedDrafts {
	drafts: PlannedDraft[];
	/** Items that cannot be written, by index, and why. */
	rejected: Map<number, Grounds>;
}

/** Decides what each draft asks for, without writing anything. */
export function planDrafts(drafts: ReadonlyArray<Draft | UnreadableDraft>, settings: PlanSettings): PlannedDrafts {
	const planned: PlannedDrafts = { drafts: [], rejected: new Map() };
	const planner = new DraftPlanner(settings);
	for (const [index, draft] of drafts.entries()) {
		const one = 'reason' in draft ? draft : planner.plan(draft, index);
		if ('reason' in one) planned.rejected.set(index, one);
		else planned.drafts.push(one);
	}
	return planned;
}

/** Drafts that were planned anew, with what had to be added for them by the earlier plan: the report names it. */
export function withNewOnesOf(earlier: PlannedDrafts, { drafts, rejected }: PlannedDrafts): PlannedDrafts {
	const byItem = new Map(earlier.drafts.map((planned) => [planned.item, planned]));
	const remembering = drafts.map((planned) => {
		const { newOptions, newProperties } = byItem.get(planned.item) ?? planned;
		return { ...planned, newOptions, newProperties };
	});
	return { drafts: remembering, rejected };
}

/** How a new option is called among what could not be made ready. */
export function optionOf(property: string, label: string): string {
	return JSON.stringify([property, label]);
}

/**
 * Rejects the drafts that need a property, or a new option (see `optionOf`), which could not be made ready, with the
 * reason. A draft that is content with the options that are there stays.
 */
export function withoutUnready(planned: PlannedDrafts, problems: ReadonlyMap<string, Grounds>): PlannedDrafts {
	if (problems.size === 0) return planned;
	const rejected = new Map(planned.rejected);
	const drafts = planned.drafts.filter(({ item, properties, newOptions }) => {
		const options = [...(newOptions ?? [])].flatMap(([name, labels]) => labels.map((label) => optionOf(name, label)));
		const problem = [...Object.keys(properties), ...options]
			.map((name) => problems.get(name))
			.find((grounds) => grounds !== undefined);
		if (problem !== undefined) rejected.set(item, problem);
		return problem === undefined;
	});
	return { drafts, rejected };
}

/** Makes one write of the drafts that name the same record: HubSpot refuses a batch that names a record twice. */
export function joinDrafts({ drafts, rejected }: PlannedDrafts, policy: DuplicatePolicy): Plan {
	const plan: Plan = { writes: [], rejected: new Map(rejected) };
	for (const parts of ofOneRecord(drafts)) {
		if (parts.length > 1 && policy === 'reject') {
			for (const part of parts) plan.rejected.set(part.item, sameKey(part, parts));
		} else {
			plan.writes.push(joined(parts, policy));
		}
	}
	return plan;
}

/** The write of a single draft, as if no other had named the same record. */
export function writeOf(part: PlannedDraft): PlannedWrite {
	const { target, properties, appended } = part;
	return { target, properties, appended, parts: [part] };
}

/** The names of all properties that the drafts of the writes hold. */
export function propertiesOf(writes: readonly PlannedWrite[]): string[] {
	const names = new Set<string>();
	for (const { parts } of writes) {
		for (const { properties } of parts) for (const name in properties) names.add(name);
	}
	return [...names];
}

/**
 * The drafts by the record that they name, in the order of the first of each. HubSpot finds unique values without regard
 * to blanks and capitals (hubspot.md, Batch upsert).
 */
function ofOneRecord(drafts: readonly PlannedDraft[]): PlannedDraft[][] {
	const groups: PlannedDraft[][] = [];
	const byKey = new Map<Key, Map<string, PlannedDraft[]>>();
	for (const planned of drafts) {
		const group = [planned];
		if (planned.target !== 'new') {
			const { key, value } = planned.target;
			const byValue = byKey.get(key) ?? new Map<string, PlannedDraft[]>();
			byKey.set(key, byValue);
			const identity = sameKeyText(value);
			const known = byValue.get(identity);
			if (known) {
				known.push(planned);
				continue;
			}
			byValue.set(identity, group);
		}
		groups.push(group);
	}
	return groups;
}

function joined(parts: PlannedDraft[], policy: DuplicatePolicy): PlannedWrite {
	const [first] = parts;
	const last = parts[parts.length - 1];
	if (parts.length === 1)
		return { target: first.target, properties: first.properties, appended: first.appended, parts };
	if (policy === 'firstWins') return { ...writeOf(first), parts, winner: 'first' };
	if (policy === 'lastWins') return { ...writeOf(last), parts, winner: 'last' };
	const merged: PlannedWrite = { target: last.target, properties: withoutNames(), parts };
	for (const part of parts) merge(merged, part);
	return merged;
}

/**
 * A later value wins over an earlier one, but options that are to be added are added to the earlier ones: to none, where
 * an earlier draft has cleared the property.
 */
function merge(merged: PlannedWrite, later: PlannedDraft): void {
	const { properties } = merged;
	for (const [name, text] of Object.entries(later.properties)) {
		const adds = later.appended?.has(name) ?? false;
		const earlier = properties[name];
		if (!adds) merged.appended?.delete(name);
		else if (earlier === undefined) (merged.appended ??= new Set()).add(name);
		if (!adds || earlier === undefined) properties[name] = text;
		else properties[name] = earlier === '' ? text.slice(1) : addOptions(earlier, text);
	}
}

function sameKey({ target, item }: PlannedDraft, parts: readonly PlannedDraft[]): Grounds {
	const others = parts.map((part) => part.item).filter((other) => other !== item);
	const shown = others.slice(0, 5).join(', ') + (others.length > 5 ? ' …' : '');
	const value = target === 'new' ? '' : target.value;
	const reason = `Several items name the same record, "${value}": this one and item ${shown}. Leave only one, or set Items With the Same Key to something else.`;
	return { code: 'KEY_REPEATED', reason };
}
