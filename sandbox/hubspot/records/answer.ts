import type { ObjectType } from '../objectTypes.ts';
import type { Portal } from '../portal.ts';
import type { StoredRecord } from './store.ts';

/** A record as HubSpot answers it, with the properties named; those that it does not hold are null. */
export function answeredRecord(portal: Portal, type: ObjectType, record: StoredRecord, names: readonly string[]) {
	const { id, createdAt, updatedAt, archived } = record;
	const always = ['hs_object_id', type.createdProperty, type.modifiedProperty];
	const shown = [...new Set([...names, ...always])].sort();
	const properties = Object.fromEntries(shown.map((name) => [name, record.properties[name] ?? null]));
	return { id, properties, createdAt, updatedAt, archived, ...recordUrl(portal, type, id) };
}

/** `url` is optional. */
function recordUrl(portal: Portal, type: ObjectType, id: string): { url?: string } {
	if (!portal.settings.recordUrls && portal.rules.has('url-is-not-promised')) return {};
	return { url: `https://app.hubspot.com/contacts/${portal.settings.portalId}/record/${type.id}/${id}` };
}

/** The properties of a read: those asked for that exist, or the default ones. */
export function namesToRead(portal: Portal, type: ObjectType, asked: readonly string[] | undefined): readonly string[] {
	if (!asked || asked.length === 0) return type.defaultProperties;
	return asked.filter((name) => portal.properties.live(type.id, name));
}
