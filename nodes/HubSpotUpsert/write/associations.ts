import { LINKS_AT_ONCE, type AssociationAnswer, type Link } from '../api/associations';
import type { HubSpotClient } from '../api/client';
import { refusedWords } from '../api/reasons';
import type { AssociationType } from '../api/records';
import { RESOURCES } from '../objectTypes';
import { isRecordId } from '../plan/key';
import type { AssociationWish } from '../plan/draft';
import type { Found } from '../plan/settle';
import { chunks, groupsOf } from './chunks';
import { lookUp } from './lookUp';
import { sendAll } from './sending';

export interface PlannedAssociation {
	/** Record id of the record that was written. */
	from: string;
	wish: AssociationWish;
}

type AssociationResult =
	/** `id` is the other record's. */
	{ kind: 'associated'; toObjectType: string; id: string } | { kind: 'failed'; toObjectType: string; reason: string };

interface AssociationContext {
	client: HubSpotClient;
	/** Of the records that were written. */
	objectType: string;
}

/** The record that a wish means, or why it is not known. */
type Target = { id: string } | { reason: string };

interface Wanted extends Link {
	toObjectType: string;
	type?: AssociationType;
}

/**
 * Associates records with those that are wished for. Answers one result for each, in their order; whatever goes wrong
 * is a result, too, and keeps no other association from being tried. An association that exists already stays.
 */
export async function associateAll(
	planned: readonly PlannedAssociation[],
	context: AssociationContext,
): Promise<AssociationResult[]> {
	const targets = await targetsOf(
		planned.map(({ wish }) => wish),
		context.client,
	);
	const links = planned.map(({ from, wish: { toObjectType, type } }, index): Wanted | undefined => {
		const target = targets[index];
		return 'id' in target ? { from, to: target.id, toObjectType, type } : undefined;
	});
	const refusals = await linkAll(
		links.filter((link) => link !== undefined),
		context,
	);
	return planned.map(({ wish: { toObjectType } }, index) => {
		const target = targets[index];
		if ('reason' in target) return { kind: 'failed', toObjectType, reason: target.reason };
		const link = links[index];
		const reason = link && refusals.get(nameOf(link));
		if (reason !== undefined) return { kind: 'failed', toObjectType, reason };
		return { kind: 'associated', toObjectType, id: target.id };
	});
}

/** Wishes of the same object type and key are looked up together. */
async function targetsOf(wishes: readonly AssociationWish[], client: HubSpotClient): Promise<Target[]> {
	const targets = new Map<AssociationWish, Target>();
	for (const group of groupsOf(wishes, ({ toObjectType, key }) => JSON.stringify([toObjectType, key]))) {
		const [{ key, toObjectType: objectType }] = group;
		if (key.by === 'recordId') {
			for (const wish of group) targets.set(wish, byRecordId(wish));
			continue;
		}
		const values = group.map(({ value }) => value);
		const found = await lookUp(key, values, { client, objectType, properties: [] });
		group.forEach((wish, index) => targets.set(wish, targetFrom(found[index], wish, key.property)));
	}
	return wishes.map((wish) => targets.get(wish) ?? { reason: 'It was not looked up.' });
}

/** HubSpot says itself whether there is a record of that id. */
function byRecordId({ toObjectType, value }: AssociationWish): Target {
	const id = value.trim();
	if (isRecordId(id)) return { id };
	return { reason: `"${value}" is no record id of a ${singular(toObjectType)}: record ids are made of digits.` };
}

function targetFrom(found: Found, { toObjectType, value }: AssociationWish, property: string): Target {
	const name = singular(toObjectType);
	switch (found.kind) {
		case 'found':
			return { id: found.record.id };
		case 'none':
			return { reason: `There is no ${name} with ${property} "${value}". Create it first, or correct the value.` };
		case 'several':
			return {
				reason: `More than one ${name} has ${property} "${value}": ${found.ids.join(', ')}. Merge them in HubSpot, or name the one you mean by its record id.`,
			};
		case 'failed':
			return { reason: `The ${name} with ${property} "${value}" could not be looked up. ${found.reason}` };
	}
}

/** Makes the links, the same one once; answers by their names why HubSpot refused some. */
async function linkAll(
	links: readonly Wanted[],
	{ client, objectType }: AssociationContext,
): Promise<Map<string, string>> {
	const refusals = new Map<string, string>();
	const distinct = [...new Map(links.map((link) => [nameOf(link), link])).values()];
	for (const group of groupsOf(distinct, ({ toObjectType, type }) => JSON.stringify([toObjectType, type]))) {
		const [{ toObjectType, type }] = group;
		const send = async (batch: readonly Wanted[]) => {
			const inputs = batch.map(({ from, to }) => ({ from, to }));
			return refusalsIn(await client.associate({ from: objectType, to: toObjectType }, inputs, type), batch);
		};
		const reasons = await sendAll(chunks(group, LINKS_AT_ONCE), send, (_link, { message }) => message);
		group.forEach((link, index) => {
			const reason = reasons[index];
			if (reason !== undefined) refusals.set(nameOf(link), notLinked(link, reason));
		});
	}
	return refusals;
}

function nameOf({ from, to, toObjectType, type }: Wanted): string {
	return JSON.stringify([from, to, toObjectType, type]);
}

/** Why links are not among those that hold, each; an error of a 207 names its link in its context. */
function refusalsIn({ links, errors }: AssociationAnswer, batch: readonly Link[]): Array<string | undefined> {
	const nameOfEnds = ({ from, to }: Link) => `${from} ${to}`;
	const held = new Set(links.map(nameOfEnds));
	const named = new Map<string, string>();
	const unnamed: string[] = [];
	for (const error of errors) {
		const { fromObjectId: [from] = [], toObjectId: [to] = [] } = error.context ?? {};
		if (from !== undefined && to !== undefined) named.set(nameOfEnds({ from, to }), refusedWords(error));
		else unnamed.push(refusedWords(error));
	}
	const unsaid =
		unnamed.length > 0
			? [...new Set(unnamed)].join(' ')
			: 'HubSpot did not say that it made it. Send the item again: nothing is doubled.';
	return batch.map((link) => {
		const reason = named.get(nameOfEnds(link));
		if (reason !== undefined) return reason;
		return held.has(nameOfEnds(link)) ? undefined : unsaid;
	});
}

function notLinked({ to, toObjectType }: Wanted, reason: string): string {
	return `Association with ${singular(toObjectType)} ${to}: ${reason}`;
}

function singular(objectType: string): string {
	const known = RESOURCES.find(({ name, id }) => name === objectType || id === objectType);
	return known?.singular ?? `record of ${objectType}`;
}
