import type { PropertyDefinition, PropertyDraft } from '../api/definitions';
import { HubSpotError } from '../api/errors';
import { foresee, usualGroup, type WishResult } from '../plan/foresight';
import { kindOf } from '../plan/propertyKinds';
import type { PropertyWish } from '../plan/wish';
import { ensureOptions, type PropertyContext } from './options';

/** What has become of a wish. */
interface EnsuredProperty {
	result: WishResult;
	/** The definition that holds now. */
	definition: PropertyDefinition;
	/** The labels of the options that were added, or created with the property. */
	addedOptions: string[];
	/** What is otherwise than wished; each completes "The property …". */
	differences: string[];
}

/** HubSpot gives back an archived property as it was; what is so old was not created a moment ago. */
const OLD_MS = 3_600_000;

/** It is not confirmed whether HubSpot makes these by itself; sent, they do in both cases. */
const YES_OR_NO = [
	{ label: 'Yes', value: 'true', displayOrder: 0, hidden: false },
	{ label: 'No', value: 'false', displayOrder: 1, hidden: false },
];

/**
 * Creates the property if it is missing, or adds the options that it lacks. Never changes anything else: a property of
 * another kind is left as it is and reported as `differs`. What comes back from HubSpot's archive is treated like a
 * property that existed.
 * @throws HubSpotError with a message for the user
 */
export async function ensureProperty(context: PropertyContext, wish: PropertyWish): Promise<EnsuredProperty> {
	const existing = await propertyOrNothing(context, wish.name);
	if (existing) return await complete(context, wish, existing);
	const { problem } = foresee(undefined, wish);
	if (problem !== undefined) throw new HubSpotError(problem.reason, { code: problem.code });
	const created = await create(context, wish);
	if ('taken' in created) return await complete(context, wish, created.taken);
	const completed = await complete(context, wish, created);
	if (completed.result === 'differs') return completed;
	if (!isOld(created)) return { ...completed, result: 'created', addedOptions: wish.options.map(({ label }) => label) };
	const differences = ['came back from HubSpot’s archive as it was', ...completed.differences];
	return { ...completed, result: 'created', differences };
}

async function complete(
	context: PropertyContext,
	wish: PropertyWish,
	existing: PropertyDefinition,
): Promise<EnsuredProperty> {
	const { result, differences } = foresee(existing, wish);
	if (result !== 'optionsAdded') return { result, definition: existing, addedOptions: [], differences };
	const { definition, added } = await ensureOptions(context, wish.name, wish.options);
	// Another execution may have added them all in the meantime.
	const { differences: remaining } = foresee(definition, wish);
	return {
		result: added.length > 0 ? 'optionsAdded' : 'unchanged',
		definition,
		addedOptions: added.map(({ label }) => label),
		differences: remaining,
	};
}

/** Answers what HubSpot has made, or the property that has taken the name in the meantime. */
async function create(
	context: PropertyContext,
	wish: PropertyWish,
): Promise<PropertyDefinition | { taken: PropertyDefinition }> {
	const { client, objectType } = context;
	const draft = await draftOf(context, wish);
	try {
		return await client.createProperty(objectType, draft);
	} catch (error) {
		if (!(error instanceof HubSpotError) || !(error.status === 409 || error.mayHaveBeenDone)) throw error;
		const existing = await propertyOrNothing(context, wish.name);
		if (existing) return error.status === 409 ? { taken: existing } : existing;
		throw error.status === 409 ? archived(wish.name, error) : error;
	}
}

async function draftOf(context: PropertyContext, wish: PropertyWish): Promise<PropertyDraft> {
	const { name, label, type, fieldType, description, hasUniqueValue } = wish;
	const groupName = wish.groupName ?? context.usualGroup ?? (await lookUpGroup(context));
	return { name, label, type, fieldType, groupName, description, hasUniqueValue, options: optionsFor(wish) };
}

async function lookUpGroup({ client, objectType }: PropertyContext): Promise<string> {
	const group = usualGroup(await client.properties(objectType));
	if (group === undefined)
		throw new HubSpotError('HubSpot names no group for new properties. Fill in the Group.', {
			code: 'SETTING_INVALID',
		});
	return group;
}

function optionsFor(wish: PropertyWish): PropertyDraft['options'] {
	if (wish.type === 'bool') return YES_OR_NO;
	if (!kindOf(wish)?.hasOptions) return undefined;
	return wish.options.map(({ label, value }, displayOrder) => ({ label, value, displayOrder, hidden: false }));
}

async function propertyOrNothing(
	{ client, objectType }: PropertyContext,
	name: string,
): Promise<PropertyDefinition | undefined> {
	try {
		return await client.property(objectType, name);
	} catch (error) {
		if (error instanceof HubSpotError && error.status === 404) return undefined;
		throw error;
	}
}

function isOld({ createdAt }: PropertyDefinition): boolean {
	return createdAt !== undefined && Date.now() - new Date(createdAt).getTime() > OLD_MS;
}

function archived(name: string, cause: HubSpotError): HubSpotError {
	const message = `The name "${name}" belongs to a property in HubSpot's archive. Restore it in HubSpot's settings, or choose another name.`;
	return new HubSpotError(
		message,
		{ status: cause.status, category: cause.category, code: 'PROPERTY_UNWRITABLE' },
		cause,
	);
}
