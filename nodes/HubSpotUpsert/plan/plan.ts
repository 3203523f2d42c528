import type { PropertyDefinition } from '../api/client';
import type { Outcome } from '../outcome';
import { categoryOf, mappingProblem, type CategoryMapping } from './category';
import { toPropertyText } from './convert';

/** One input item, its parameters already read. */
export interface Row {
	properties: Record<string, unknown>;
	categories: Array<{ mapping: CategoryMapping; sourceValue: string }>;
}

/** An input item whose parameters could not be read, and why. */
export interface UnreadableRow {
	problem: string;
}

/** One record that is to be written, and the rows (indexes of input items) that ask for it. */
export interface PlannedWrite {
	/** The unique key's value, trimmed and in lower case. */
	key: string;
	properties: Record<string, string>;
	rows: number[];
}

export interface Plan {
	writes: PlannedWrite[];
	/** Rows that cannot be written, by index, and why. */
	rejected: Map<number, Outcome>;
}

/** What does not differ from row to row. */
export interface PlanSettings {
	/** The property that tells records apart: `email` for contacts. */
	keyProperty: string;
	/** The portal's properties by name. */
	definitions: ReadonlyMap<string, PropertyDefinition>;
	/** The IANA name of the zone in which dates with a time, but no offset, are meant. */
	timeZone: string;
}

/**
 * Decides what to write, without writing anything. Rows with the same key become one write in which a later row's
 * values win: HubSpot refuses a batch that names a record twice.
 */
export function planUpsert(rows: ReadonlyArray<Row | UnreadableRow>, settings: PlanSettings): Plan {
	const writes = new Map<string, PlannedWrite>();
	const rejected: Plan['rejected'] = new Map();
	for (const [index, row] of rows.entries()) {
		const planned = 'problem' in row ? { reason: row.problem } : planOrReason(row, settings);
		if ('reason' in planned) {
			rejected.set(index, { kind: 'rejected', reason: planned.reason });
			continue;
		}
		const { key, properties } = planned;
		const same = writes.get(key);
		if (same) {
			merge(same.properties, planned);
			same.rows.push(index);
		} else {
			writes.set(key, { key, properties, rows: [index] });
		}
	}
	return { writes: [...writes.values()], rejected };
}

interface PlannedRow {
	key: string;
	properties: Record<string, string>;
	/** The properties whose text adds a category to those that the record has. */
	appended: Set<string>;
}

/** A later value wins over an earlier one, but a category that is to be appended is appended to the earlier ones. */
function merge(earlier: Record<string, string>, { properties, appended }: PlannedRow): void {
	for (const [name, text] of Object.entries(properties)) {
		const both = appended.has(name) && earlier[name] !== undefined;
		earlier[name] = both ? `${earlier[name]}${text}` : text;
	}
}

/** What is wrong with one row must not keep the others from being written. */
function planOrReason(row: Row, settings: PlanSettings): PlannedRow | { reason: string } {
	try {
		return planRow(row, settings);
	} catch (error) {
		return { reason: `The item has a value that cannot be written: ${(error as Error).message}` };
	}
}

function planRow(
	{ properties, categories }: Row,
	{ keyProperty, definitions, timeZone }: PlanSettings,
): PlannedRow | { reason: string } {
	const texts: Record<string, string> = {};
	for (const [name, value] of Object.entries(properties)) {
		const text = toPropertyText(value, { type: definitions.get(name)?.type, timeZone });
		if (text !== undefined) texts[name] = text;
	}
	const key = texts[keyProperty]?.toLowerCase();
	if (key === undefined) {
		const label = definitions.get(keyProperty)?.label ?? keyProperty;
		return { reason: `The item has no value for "${label}", which tells the records apart. Fill it in at the source.` };
	}
	const appended = new Set<string>();
	for (const { mapping, sourceValue } of categories) {
		const problem = mappingProblem(mapping, definitions.get(mapping.property));
		if (problem !== undefined) return { reason: problem };
		const category = categoryOf(sourceValue, mapping);
		if (category.kind === 'reject') return { reason: category.reason };
		if (category.kind === 'leave') continue;
		texts[mapping.property] = category.text;
		if (mapping.existingValues === 'append') appended.add(mapping.property);
	}
	return { key, properties: { ...texts, [keyProperty]: key }, appended };
}
