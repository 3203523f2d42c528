import type { HubSpotRecord } from '../api/records';
import type { Grounds } from './grounds';
import type { PlannedWrite } from './plan';
import { textHeld } from './texts';

/** What a look-up has found. */
export type Found =
	| { kind: 'found'; record: HubSpotRecord }
	| { kind: 'none' }
	/** At least two of them. */
	| { kind: 'several'; ids: string[] }
	/** `lasting`: any other look-up would end in the same way. */
	| ({ kind: 'failed'; lasting: boolean } & Grounds);

/** How a record is reached: upsert by a unique property, update by record id, or create. */
export type Destination =
	| { method: 'upsert'; property: string; value: string }
	| { method: 'update'; id: string }
	/** `key`, where the record can be searched for, tells later whether it was created. */
	| { method: 'create'; key?: { property: string; value: string } };

/** Whether what a record holds already is written over, or kept. */
export type ExistingValues = 'overwrite' | 'keep';

/** A planned write whose record is known. */
export interface SettledWrite {
	kind: 'write';
	destination: Destination;
	properties: Record<string, string>;
	/** The record that was found, where it was looked for. */
	id?: string;
}

export type Settled =
	| SettledWrite
	/** Nothing is to be written into the record that was found. */
	| { kind: 'skip'; id: string }
	| ({ kind: 'reject' } & Grounds);

export interface SettleSettings {
	existingValues: ExistingValues;
	/** For users: `contact`. */
	singular: string;
}

/**
 * Decides where a write goes, and what of it is written, from what was found; `found` is undefined where it was not
 * looked for a record.
 */
export function settle(write: PlannedWrite, found: Found | undefined, settings: SettleSettings): Settled {
	const { target, properties } = write;
	if (found?.kind === 'failed') return { kind: 'reject', code: found.code, reason: found.reason };
	if (found?.kind === 'several')
		return { kind: 'reject', code: 'KEY_AMBIGUOUS', reason: several(write, found.ids, settings) };
	const record = found?.kind === 'found' ? found.record : undefined;
	const destination = destinationOf(write, found);
	if (destination === undefined) return { kind: 'reject', code: 'NOT_FOUND', reason: unknownRecord(write, settings) };
	if (record === undefined || settings.existingValues === 'overwrite') {
		return { kind: 'write', destination, properties, id: record?.id };
	}
	const kept = onlyWhereEmpty(write, record.properties);
	const key = target === 'new' || target.key.by === 'recordId' ? undefined : target.key.property;
	if (Object.keys(kept).every((name) => name === key)) return { kind: 'skip', id: record.id };
	return { kind: 'write', destination, properties: kept, id: record.id };
}

/** Undefined where there must be a record, and none was found. */
function destinationOf({ target }: PlannedWrite, found: Found | undefined): Destination | undefined {
	if (target === 'new') return { method: 'create' };
	const { key, value } = target;
	if (key.by === 'unique') return { method: 'upsert', property: key.property, value };
	if (found?.kind === 'found') return { method: 'update', id: found.record.id };
	if (key.by === 'search') return { method: 'create', key: { property: key.property, value } };
	return found === undefined ? { method: 'update', id: value } : undefined;
}

/** The key stays, since it finds the record; what is added to other options takes nothing away. */
function onlyWhereEmpty(
	{ target, properties, appended }: PlannedWrite,
	held: Record<string, string | null>,
): Record<string, string> {
	const key = target !== 'new' && target.key.by === 'unique' ? target.key.property : undefined;
	const stays = (name: string) => name === key || appended?.has(name) || textHeld(held, name) === '';
	return Object.fromEntries(Object.entries(properties).filter(([name]) => stays(name)));
}

function several({ target }: PlannedWrite, ids: string[], { singular }: SettleSettings): string {
	const value = target === 'new' ? '' : target.value;
	return `HubSpot has more than one ${singular} with "${value}": record ${ids.join(' and record ')}. Merge them in HubSpot, or match by a property that is unique.`;
}

function unknownRecord({ target }: PlannedWrite, { singular }: SettleSettings): string {
	const value = target === 'new' ? '' : target.value;
	return `HubSpot has no ${singular} with the record ID "${value}". It may have been deleted or merged: look it up there.`;
}
