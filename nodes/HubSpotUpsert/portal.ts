import type { AccountDetails, HubSpotClient, PropertyDefinition } from './api/client';
import type { HubSpotConnection } from './connection';

/** Long enough that a burst of leads asks once, short enough that nobody waits for a new property. */
const DEFINITIONS_LIVE_MS = 30_000;
const ACCOUNT_LIVES_MS = 60_000;

interface Remembered {
	value: Promise<unknown>;
	until: number;
}

const remembered = new Map<string, Remembered>();

/**
 * The properties of an object type by name, at most half a minute old. They serve to convert values, never to judge
 * them: what a portal accepts, only HubSpot decides.
 */
export async function propertyDefinitions(
	{ client, identity }: HubSpotConnection,
	objectType: string,
): Promise<ReadonlyMap<string, PropertyDefinition>> {
	return await remember(`${identity} properties ${objectType}`, DEFINITIONS_LIVE_MS, async () => {
		const properties = await client.properties(objectType);
		return new Map(properties.map((property) => [property.name, property]));
	});
}

/** Whether a value can be written: HubSpot itself keeps the read-only and the calculated properties. */
export function isWritable({ modificationMetadata, calculated }: PropertyDefinition): boolean {
	return !modificationMetadata?.readOnlyValue && !calculated;
}

/** The address of a record in HubSpot's own pages; undefined where the token may not read the account's details. */
export async function recordAddress(
	{ client, identity }: HubSpotConnection,
	objectTypeId: string,
): Promise<(id: string) => string | undefined> {
	const account = await remember(`${identity} account`, ACCOUNT_LIVES_MS, async () => await detailsOrNothing(client));
	return (id) => account && `https://${account.uiDomain}/contacts/${account.portalId}/record/${objectTypeId}/${id}`;
}

/** The record stands; its address is a convenience. */
async function detailsOrNothing(client: HubSpotClient): Promise<AccountDetails | undefined> {
	try {
		return await client.accountDetails();
	} catch {
		return undefined;
	}
}

/** A failure is not remembered; who waited for another execution's answer in vain asks again. */
async function remember<T>(key: string, lifeMs: number, load: () => Promise<T>): Promise<T> {
	const now = Date.now();
	for (const [name, { until }] of remembered) if (until <= now) remembered.delete(name);
	const shared = remembered.get(key);
	if (shared) {
		try {
			return (await shared.value) as T;
		} catch {
			// That execution was perhaps cancelled.
		}
	}
	const value = load();
	remembered.set(key, { value, until: now + lifeMs });
	value.catch(() => remembered.delete(key));
	return await value;
}
