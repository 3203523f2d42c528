import { addOptions } from './convert/convert';
import { sameKeyText, type Key } from './key';
import type { Row, UnreadableRow } from './row';
import { RowPlanner, type PlannedRow, type Target } from './planRow';
import type { DuplicatePolicy, PlanSettings } from './settings';

/** One record that is to be written, and the rows that ask for it. */
export interface PlannedWrite {
	target: Target;
	properties: Record<string, string>;
	/** The properties whose text adds options to those that the record has. */
	appended?: Set<string>;
	/** What each row asks for, in the order of the rows. */
	parts: PlannedRow[];
	/** Which of several rows' values are written; undefined where it is those of all. */
	winner?: 'first' | 'last';
}

export interface Plan extends Pick<PlannedRows, 'rejected'> {
	writes: PlannedWrite[];
}

/** What the rows ask for, each by itself. */
export interface PlannedRows {
	rows: PlannedRow[];
	/** Rows that cannot be written, by index, and why. */
	rejected: Map<number, string>;
}

/** Decides what each row asks for, without writing anything. */
export function planRows(rows: ReadonlyArray<Row | UnreadableRow>, settings: PlanSettings): PlannedRows {
	const planned: PlannedRows = { rows: [], rejected: new Map() };
	const planner = new RowPlanner(settings);
	for (const [index, row] of rows.entries()) {
		const one = 'problem' in row ? { reason: row.problem } : planner.plan(row, index);
		if ('reason' in one) planned.rejected.set(index, one.reason);
		else planned.rows.push(one);
	}
	return planned;
}

/** Rows that were planned anew, with what had to be added for them by the earlier plan: the report names it. */
export function withAdditionsOf(earlier: PlannedRows, { rows, rejected }: PlannedRows): PlannedRows {
	const byRow = new Map(earlier.rows.map((planned) => [planned.row, planned]));
	const remembering = rows.map((planned) => {
		const { newOptions, newProperties } = byRow.get(planned.row) ?? planned;
		return { ...planned, newOptions, newProperties };
	});
	return { rows: remembering, rejected };
}

/** How a new option is called among what could not be made ready. */
export function optionOf(property: string, label: string): string {
	return JSON.stringify([property, label]);
}

/**
 * Rejects the rows that need a property, or a new option (see `optionOf`), which could not be made ready, with the
 * reason. A row that is content with the options that are there stays.
 */
export function withoutUnready(planned: PlannedRows, problems: ReadonlyMap<string, string>): PlannedRows {
	if (problems.size === 0) return planned;
	const rejected = new Map(planned.rejected);
	const rows = planned.rows.filter(({ row, properties, newOptions }) => {
		const options = [...(newOptions ?? [])].flatMap(([name, labels]) => labels.map((label) => optionOf(name, label)));
		const problem = [...Object.keys(properties), ...options]
			.map((name) => problems.get(name))
			.find((reason) => reason !== undefined);
		if (problem !== undefined) rejected.set(row, problem);
		return problem === undefined;
	});
	return { rows, rejected };
}

/** Makes one write of the rows that name the same record: HubSpot refuses a batch that names a record twice. */
export function joinRows({ rows, rejected }: PlannedRows, policy: DuplicatePolicy): Plan {
	const plan: Plan = { writes: [], rejected: new Map(rejected) };
	for (const parts of ofOneRecord(rows)) {
		if (parts.length > 1 && policy === 'reject') {
			for (const part of parts) plan.rejected.set(part.row, sameKey(part, parts));
		} else {
			plan.writes.push(joined(parts, policy));
		}
	}
	return plan;
}

/** The write of a single row, as if no other had named the same record. */
export function writeOf(part: PlannedRow): PlannedWrite {
	const { target, properties, appended } = part;
	return { target, properties, appended, parts: [part] };
}

/** The names of all properties that the rows of the writes hold. */
export function propertiesOf(writes: readonly PlannedWrite[]): string[] {
	const names = new Set<string>();
	for (const { parts } of writes) {
		for (const { properties } of parts) for (const name in properties) names.add(name);
	}
	return [...names];
}

/**
 * The rows by the record that they name, in the order of the first of each. HubSpot finds unique values without regard
 * to blanks and capitals (hubspot.md, Batch upsert).
 */
function ofOneRecord(rows: readonly PlannedRow[]): PlannedRow[][] {
	const groups: PlannedRow[][] = [];
	const byKey = new Map<Key, Map<string, PlannedRow[]>>();
	for (const planned of rows) {
		const group = [planned];
		if (planned.target !== 'new') {
			const { key, value } = planned.target;
			const byValue = byKey.get(key) ?? new Map<string, PlannedRow[]>();
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

function joined(parts: PlannedRow[], policy: DuplicatePolicy): PlannedWrite {
	const [first] = parts;
	const last = parts[parts.length - 1];
	if (parts.length === 1)
		return { target: first.target, properties: first.properties, appended: first.appended, parts };
	if (policy === 'firstWins') return { ...writeOf(first), parts, winner: 'first' };
	if (policy === 'lastWins') return { ...writeOf(last), parts, winner: 'last' };
	const merged: PlannedWrite = { target: last.target, properties: {}, parts };
	for (const part of parts) merge(merged, part);
	return merged;
}

/**
 * A later value wins over an earlier one, but options that are to be added are added to the earlier ones: to none, where
 * an earlier row has cleared the property.
 */
function merge(merged: PlannedWrite, later: PlannedRow): void {
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

function sameKey({ target, row }: PlannedRow, parts: readonly PlannedRow[]): string {
	const others = parts.map((part) => part.row).filter((other) => other !== row);
	const shown = others.slice(0, 5).join(', ') + (others.length > 5 ? ' …' : '');
	const value = target === 'new' ? '' : target.value;
	return `Several items name the same record, "${value}": this one and item ${shown}. Leave only one, or set Items With the Same Key to something else.`;
}
