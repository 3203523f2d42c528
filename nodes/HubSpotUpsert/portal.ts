import type { HubSpotClient } from './api/client';
import type { AccountDetails } from './api/directory';
import type { HubSpotConnection } from './connection';
import type { ObjectType, Resource } from './objectTypes';
import type { Definition, Definitions, Option } from './plan/definition';

/** Long enough that a burst of leads asks once, short enough that nobody waits for a new property. */
const DEFINITIONS_LIVE_MS = 30_000;
const ACCOUNT_LIVES_MS = 60_000;

interface Remembered {
	value: Promise<unknown>;
	until: number;
}

const remembered = new Map<string, Remembered>();

/** The properties of an object type by name, at most half a minute old. */
export async function propertyDefinitions(
	{ client, identity }: HubSpotConnection,
	{ name }: ObjectType,
): Promise<Definitions> {
	return await remember(definitionsKey(identity, name), DEFINITIONS_LIVE_MS, async () => {
		const properties = await client.properties(name);
		return new Map(properties.map((property) => [property.name, property]));
	});
}

/** Makes the next question for the properties a fresh one: they were changed, or found wanting. */
export function forgetDefinitions({ identity }: HubSpotConnection, { name }: ObjectType): void {
	remembered.delete(definitionsKey(identity, name));
}

/** Whether the properties are remembered from an earlier execution, and so may be out of date. */
export function areDefinitionsRemembered({ identity }: HubSpotConnection, { name }: ObjectType): boolean {
	const known = remembered.get(definitionsKey(identity, name));
	return known !== undefined && known.until > Date.now();
}

function definitionsKey(identity: string, objectType: string): string {
	return `${identity} properties ${objectType}`;
}

/**
 * Adds the choices that HubSpot keeps apart from a property: owners, with their e-mail addresses; pipelines and stages.
 * Only for the properties named, since each costs a call. Where HubSpot does not tell them, the property says why, and
 * takes HubSpot's own numbers only.
 */
export async function withChoices(
	connection: HubSpotConnection,
	objectType: ObjectType & Partial<Resource>,
	{ definitions, names }: { definitions: Definitions; names: ReadonlySet<string> },
): Promise<Definitions> {
	const enriched = new Map(definitions);
	const add = async (wanted: readonly Definition[], choices: () => Promise<Option[]>) => {
		if (wanted.length === 0) return;
		const found = await choices().then(
			(options) => ({ options }),
			(error: Error) => ({ options: [], choicesProblem: error.message }),
		);
		for (const definition of wanted) enriched.set(definition.name, { ...definition, ...found });
	};
	const used = [...definitions.values()].filter(({ name }) => names.has(name));
	const { pipelineProperty, stageProperty } = objectType.pipeline ?? {};
	await add(
		used.filter(({ referencedObjectType }) => referencedObjectType === 'OWNER'),
		async () => await ownerChoices(connection),
	);
	const pipelines = async () => await pipelineChoices(connection, objectType);
	await add(
		used.filter(({ name }) => name === pipelineProperty),
		async () => (await pipelines()).pipelines,
	);
	await add(
		used.filter(({ name }) => name === stageProperty),
		async () => (await pipelines()).stages,
	);
	return enriched;
}

/** Owners by name, with their e-mail addresses as further names. */
async function ownerChoices({ client, identity }: HubSpotConnection): Promise<Option[]> {
	const owners = await remember(`${identity} owners`, DEFINITIONS_LIVE_MS, async () => await client.owners());
	return owners.map(({ id, firstName, lastName, email }) => {
		const label = [firstName, lastName].filter(Boolean).join(' ') || (email ?? id);
		return { value: id, label, aliases: email === undefined ? [] : [email] };
	});
}

async function pipelineChoices(
	{ client, identity }: HubSpotConnection,
	{ name }: ObjectType,
): Promise<{ pipelines: Option[]; stages: Option[] }> {
	const pipelines = await remember(
		`${identity} pipelines ${name}`,
		DEFINITIONS_LIVE_MS,
		async () => await client.pipelines(name),
	);
	const stages = pipelines.flatMap((pipeline) =>
		pipeline.stages.map(({ id, label }) => {
			return { value: id, label, aliases: [`${pipeline.label}: ${label}`], pipelineId: pipeline.id };
		}),
	);
	return { pipelines: pipelines.map(({ id, label }) => ({ value: id, label })), stages };
}

/** The address of a record in HubSpot's own pages; undefined where the token may not read the account's details. */
export async function recordAddress(
	{ client, identity }: HubSpotConnection,
	{ id: objectTypeId }: ObjectType,
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
