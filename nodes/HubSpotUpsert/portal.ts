import type { HubSpotClient } from './api/client';
import type { AccountDetails } from './api/directory';
import { HubSpotError } from './api/errors';
import type { HubSpotConnection } from './connection';
import { Memory, type Question } from './memory';
import type { ObjectType, Resource } from './objectTypes';
import type { Definitions, Option } from './plan/definition';
import { groundsOf, type Grounds } from './plan/grounds';
import type { Knowledge } from './planUpsert';

/** Long enough that a burst of leads asks once, short enough that nobody waits for a new property. */
const DEFINITIONS_LIVE_MS = 30_000;
const ACCOUNT_LIVES_MS = 60_000;

const memory = new Memory();

/** What is known of an object type's properties, owners and pipelines: it lasts for half a minute. */
export function knowledgeOf(connection: HubSpotConnection, objectType: ObjectType & Partial<Resource>): Knowledge {
	return {
		isOld: memory.holds(connection.identity, isOfDefinitions),
		definitions: async () => await propertyDefinitions(connection, objectType),
		withChoices: async (definitions, isUsed) => await withChoices(connection, objectType, { definitions, isUsed }),
		forget: () => forgetDefinitions(connection),
	};
}

/** The properties of an object type by name, at most half a minute old. */
async function propertyDefinitions(
	{ client, identity, signal }: HubSpotConnection,
	{ name }: ObjectType,
): Promise<Definitions> {
	const load = async () => {
		const properties = await client.properties(name);
		return new Map(properties.map((property) => [property.name, property]));
	};
	const question: Question = { about: 'properties', objectType: name };
	return await memory.answer(identity, question, { load, lifeMs: DEFINITIONS_LIVE_MS, signal });
}

/** Makes the next question for properties, owners and pipelines a fresh one: they were changed, or found wanting. */
export function forgetDefinitions({ identity }: HubSpotConnection): void {
	memory.forget(identity, isOfDefinitions);
}

/** The account itself stays what it is. */
function isOfDefinitions(about: Question['about']): boolean {
	return about !== 'account';
}

/**
 * Adds the choices that HubSpot keeps apart from a property: owners, with their e-mail addresses; pipelines and stages.
 * Only for properties that are used, since each costs a call. Where HubSpot does not tell them, the property has no
 * choices: HubSpot judges its values then.
 */
export async function withChoices(
	connection: HubSpotConnection,
	objectType: ObjectType & Partial<Resource>,
	{ definitions, isUsed }: { definitions: Definitions; isUsed: (name: string) => boolean },
): Promise<Definitions> {
	const enriched = new Map(definitions);
	const all = [...definitions.values()];
	const { pipelineProperty, stageProperty } = objectType.pipeline ?? {};
	const ofOwners = all.filter(({ name, referencedObjectType }) => referencedObjectType === 'OWNER' && isUsed(name));
	if (ofOwners.length > 0) {
		const owners = await orProblem(async () => await ownerChoices(connection), []);
		const choices = { options: owners.value, ownersProblem: owners.problem };
		for (const definition of ofOwners) enriched.set(definition.name, { ...definition, ...choices });
	}
	const staged = all.filter(({ name }) => (name === pipelineProperty || name === stageProperty) && isUsed(name));
	if (staged.length > 0) {
		const none = { pipelines: [], stages: [] };
		const { value } = await orProblem(async () => await pipelineChoices(connection, objectType), none);
		for (const definition of staged) {
			const options = definition.name === stageProperty ? value.stages : value.pipelines;
			enriched.set(definition.name, { ...definition, options });
		}
	}
	return enriched;
}

async function orProblem<T>(ask: () => Promise<T>, otherwise: T): Promise<{ value: T; problem?: Grounds }> {
	try {
		return { value: await ask() };
	} catch (error) {
		return { value: otherwise, problem: groundsOf(error) };
	}
}

/** Owners by name, with their e-mail addresses as further names. */
async function ownerChoices({ client, identity, signal }: HubSpotConnection): Promise<Option[]> {
	const load = async () => await client.owners();
	const owners = await memory.answer(identity, { about: 'owners' }, { load, lifeMs: DEFINITIONS_LIVE_MS, signal });
	return owners.map(({ id, firstName, lastName, email }) => {
		const label = [firstName, lastName].filter(Boolean).join(' ') || email || id;
		// Not all owners are people.
		return { value: id, label, aliases: email ? [email] : [] };
	});
}

async function pipelineChoices(
	{ client, identity, signal }: HubSpotConnection,
	{ name }: ObjectType,
): Promise<{ pipelines: Option[]; stages: Option[] }> {
	const load = async () => await client.pipelines(name);
	const question: Question = { about: 'pipelines', objectType: name };
	const pipelines = await memory.answer(identity, question, { load, lifeMs: DEFINITIONS_LIVE_MS, signal });
	const stages = pipelines.flatMap((pipeline) =>
		pipeline.stages.map(({ id, label }) => {
			return { value: id, label, aliases: [`${pipeline.label}: ${label}`], pipelineId: pipeline.id };
		}),
	);
	return { pipelines: pipelines.map(({ id, label }) => ({ value: id, label })), stages };
}

/** The address of a record in HubSpot's own pages; undefined where the token may not read the account's details. */
export async function recordAddress(
	{ client, identity, signal }: HubSpotConnection,
	{ id: objectTypeId }: ObjectType,
): Promise<(id: string) => string | undefined> {
	const load = async () => await detailsOrNothing(client);
	const asked = { load, lifeMs: ACCOUNT_LIVES_MS, signal };
	const ask = async () => await memory.answer(identity, { about: 'account' }, asked);
	const { value: account } = await orProblem(ask, undefined);
	return (id) => account && `https://${account.uiDomain}/contacts/${account.portalId}/record/${objectTypeId}/${id}`;
}

/** The record stands; its address is a convenience. That one execution was cancelled says nothing of the account. */
async function detailsOrNothing(client: HubSpotClient): Promise<AccountDetails | undefined> {
	try {
		return await client.accountDetails();
	} catch (error) {
		if (error instanceof HubSpotError && error.final) throw error;
		return undefined;
	}
}
