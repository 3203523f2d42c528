import type { PropertyDefinition } from '../api/definitions';
import { fold } from '../../shared/values/fold';
import type { Grounds } from './grounds';
import { isSameKind, kindName, kindOf } from './propertyKinds';
import type { OptionWish, PropertyWish } from './wish';

/** What a wish is compared with; HubSpot's definitions fit. */
export type Existing = Pick<
	PropertyDefinition,
	'label' | 'type' | 'fieldType' | 'hidden' | 'hasUniqueValue' | 'externalOptions' | 'modificationMetadata'
> & { options: ReadonlyArray<OptionWish & { hidden?: boolean }> };

/** What a wish comes to; `differs` is left as it is. */
export type WishResult = 'created' | 'optionsAdded' | 'unchanged' | 'differs';

interface Foresight {
	result: WishResult;
	/** Options that are to be added, or created with the property. */
	missing: OptionWish[];
	/**
	 * What is otherwise than wished; each completes "The property …". Only an result of `differs` says that the
	 * property cannot serve as wished.
	 */
	differences: string[];
	/** Why it cannot be done, in words for the user. */
	problem?: Grounds;
}

/** Tells what becomes of a wish, from the property that exists, if one does. */
export function foresee(existing: Existing | undefined, wish: PropertyWish): Foresight {
	if (existing === undefined) {
		return { result: 'created', missing: wish.options, differences: [], problem: creationProblem(wish) };
	}
	const differences = insurmountable(existing, wish);
	if (differences.length > 0) return { result: 'differs', missing: [], differences };
	const missing = missingOptions(existing, wish.options);
	const deviations = wish.options.flatMap((option) => deviation(existing, option));
	if (existing.hidden) deviations.unshift('is hidden in HubSpot');
	if (missing.length === 0) return { result: 'unchanged', missing, differences: deviations };
	return { result: 'optionsAdded', missing, differences: deviations, problem: unwritable(additionProblem(existing)) };
}

/** The options that a property lacks: it has none of that internal value or label, whatever case and accents. */
export function missingOptions(existing: Pick<Existing, 'options'>, wanted: readonly OptionWish[]): OptionWish[] {
	return wanted.filter((option) => optionLike(option, existing) === undefined);
}

/** Why options cannot be added to a property, in words for the user; undefined where they can. */
export function additionProblem(existing: Existing): string | undefined {
	const { label, externalOptions, modificationMetadata } = existing;
	if (!kindOf(existing)?.hasOptions) return `The property "${label}" takes no options: it is ${kindName(existing)}.`;
	if (externalOptions) {
		return `The options of "${label}" come from elsewhere in HubSpot, for instance from its users. Add them there.`;
	}
	if (modificationMetadata?.readOnlyOptions) {
		return `HubSpot does not let anybody add options to "${label}" through its API. Add them in HubSpot's settings, if they can be added at all.`;
	}
	return undefined;
}

/** The group in which an object type has its usual properties: that of the record id, which every object has. */
export function usualGroup(definitions: Iterable<Pick<PropertyDefinition, 'name' | 'groupName'>>): string | undefined {
	const sizes = new Map<string, number>();
	for (const { name, groupName } of definitions) {
		if (name === 'hs_object_id' && groupName) return groupName;
		if (groupName) sizes.set(groupName, (sizes.get(groupName) ?? 0) + 1);
	}
	return [...sizes].sort(([, one], [, other]) => other - one)[0]?.[0];
}

/** Words what keeps a property from serving as wished, and how to mend it. */
export function differsMessage(name: string, differences: readonly string[]): string {
	return `The property "${name}" ${differences.join(', and ')}. Change it in HubSpot, or choose another name.`;
}

function unwritable(reason: string | undefined): Grounds | undefined {
	return reason === undefined ? undefined : { code: 'PROPERTY_UNWRITABLE', reason };
}

function creationProblem({ name, options, ...wish }: PropertyWish): Grounds | undefined {
	if (!kindOf(wish)?.hasOptions || options.length > 0) return undefined;
	const reason = `The property "${name}" is to be created as ${kindName(wish)}, but has no options. Fill in its Options.`;
	return { code: 'SETTING_INVALID', reason };
}

function insurmountable(existing: Existing, wish: PropertyWish): string[] {
	const differences: string[] = [];
	if (!isSameKind(existing, wish)) differences.push(`exists as ${kindName(existing)}, not as ${kindName(wish)}`);
	const { hasUniqueValue = false } = existing;
	if (wish.hasUniqueValue !== undefined && wish.hasUniqueValue !== hasUniqueValue) {
		differences.push(`exists ${hasUniqueValue ? 'with' : 'without'} unique values, which HubSpot never changes`);
	}
	return differences;
}

/** Where the value is the label, the user has asked for no particular value. */
function deviation(existing: Existing, wished: OptionWish): string[] {
	const option = optionLike(wished, existing);
	if (option === undefined) return [];
	const told: string[] = [];
	if (option.hidden) told.push(`has the option "${option.label}" hidden`);
	if (wished.value !== wished.label && option.value !== wished.value) {
		told.push(`has the option "${option.label}" with the internal value "${option.value}", not "${wished.value}"`);
	}
	if (wished.value !== wished.label && fold(option.label) !== fold(wished.label)) {
		told.push(`has the option "${option.value}" with the label "${option.label}", not "${wished.label}"`);
	}
	return told;
}

function optionLike(wished: OptionWish, { options }: Pick<Existing, 'options'>) {
	return (
		options.find(({ value }) => value === wished.value) ??
		options.find(({ value }) => fold(value) === fold(wished.value)) ??
		options.find(({ label }) => fold(label) === fold(wished.label))
	);
}
