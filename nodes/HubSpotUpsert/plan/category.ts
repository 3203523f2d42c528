import { fold, withoutAccents } from '../../shared/values/fold';
import { holdsSeveral } from './definition';
import { kindName } from './propertyKinds';

/** How a rule compares the source value with its own value; case and accents never count. */
export type Condition = 'equals' | 'contains' | 'startsWith' | 'pattern';

export interface CategoryRule {
	condition: Condition;
	value: string;
	/** The option that a match stands for: its internal value or its label. */
	option: string;
}

type Fallback = 'leave' | 'defaultOption' | 'sourceValue' | 'reject';

/** From a value of the source to an option of a HubSpot property ("Kontaktkategorie"). */
export interface CategoryMapping {
	/** The property's internal name. */
	property: string;
	rules: CategoryRule[];
	fallback: Fallback;
	/** For the fallback `defaultOption`. */
	defaultOption: string;
	/** `append` keeps what a multi-checkbox already holds. */
	existingValues: 'replace' | 'append';
	/** What to do with an option that the property does not have. */
	missingOption: 'reject' | 'add';
}

export interface CategorySource {
	mapping: CategoryMapping;
	sourceValue: string;
}

/** What a mapping has to know of its property. */
interface CategoryProperty {
	label: string;
	type: string;
	/** HubSpot's: only `checkbox` holds several options. */
	fieldType: string;
	options: readonly unknown[];
	/** HubSpot keeps the options elsewhere, for instance owners. */
	externalOptions?: boolean;
}

type CategoryResult =
	/** `because` tells the user what decided: "Rule 2" or "the fallback". */
	{ kind: 'option'; option: string; because: string } | { kind: 'leave' } | { kind: 'reject'; reason: string };

/** Finds the category of a source value: the first rule that matches decides, else the fallback. */
export function categoryOf(sourceValue: string, mapping: CategoryMapping): CategoryResult {
	const source = fold(sourceValue);
	const index = source === '' ? -1 : compiled(mapping).findIndex((matches) => matches?.(source));
	if (index >= 0) return { kind: 'option', option: mapping.rules[index].option, because: `Rule ${index + 1}` };
	switch (mapping.fallback) {
		case 'leave':
			return { kind: 'leave' };
		case 'defaultOption':
			return { kind: 'option', option: mapping.defaultOption, because: 'Default Category' };
		case 'sourceValue':
			return source === ''
				? { kind: 'leave' }
				: { kind: 'option', option: sourceValue.trim(), because: 'Source Value' };
		case 'reject':
			return { kind: 'reject', reason: noRuleMatches(sourceValue, mapping) };
	}
}

/**
 * The first thing in a mapping that cannot work, in words for the user; undefined where all is well. Without the
 * property's definition it is not checked whether the property can hold categories, or several.
 */
export function mappingProblem(mapping: CategoryMapping, definition?: CategoryProperty): string | undefined {
	if (mapping.property === '') return 'A category mapping has no property. Choose one, or remove the mapping.';
	const lacking = definition?.options.length === 0 ? lackOfChoices(definition) : undefined;
	if (lacking !== undefined) return lacking;
	if (mapping.existingValues === 'append' && definition !== undefined && !holdsSeveral(definition)) {
		return `The property "${definition.label}" holds one category only. Set Existing Categories to "Replace".`;
	}
	const matchers = compiled(mapping);
	for (const [index, rule] of mapping.rules.entries()) {
		const name = `Rule ${index + 1} for the property "${mapping.property}"`;
		if (fold(rule.value) === '') return `${name} has no value to compare with. Fill it in, or remove the rule.`;
		if (rule.option === '') return `${name} has no option. Choose one, or remove the rule.`;
		if (matchers[index] === undefined) {
			return `${name} has a pattern that is not a valid regular expression: ${rule.value}`;
		}
	}
	if (mapping.fallback === 'defaultOption' && mapping.defaultOption === '') {
		return `The category mapping for the property "${mapping.property}" has no default option. Choose one.`;
	}
	return undefined;
}

/** Whether a folded source value fits; undefined for a pattern that cannot be read. */
type Matcher = ((source: string) => boolean) | undefined;

const matchersOf = new WeakMap<CategoryMapping, Matcher[]>();

/** Mappings without expressions are the same object for all drafts: their rules are made ready once. */
function compiled(mapping: CategoryMapping): Matcher[] {
	const known = matchersOf.get(mapping);
	if (known) return known;
	const matchers = mapping.rules.map(matcherOf);
	matchersOf.set(mapping, matchers);
	return matchers;
}

function matcherOf({ condition, value }: CategoryRule): Matcher {
	const wanted = fold(value);
	switch (condition) {
		case 'equals':
			return (source) => source === wanted;
		case 'contains':
			return (source) => source.includes(wanted);
		case 'startsWith':
			return (source) => source.startsWith(wanted);
		case 'pattern': {
			const pattern = compile(value);
			return pattern && ((source) => pattern.test(source));
		}
	}
}

function compile(pattern: string): RegExp | undefined {
	try {
		return new RegExp(withoutAccents(pattern), 'iu');
	} catch {
		return undefined;
	}
}

/** Why a property has no choices; undefined where it can be given some. */
function lackOfChoices(property: CategoryProperty): string | undefined {
	const { label, type, externalOptions } = property;
	if (externalOptions) {
		return `The choices of "${label}" come from elsewhere in HubSpot, which a category mapping does not know. Fill "${label}" under Properties.`;
	}
	if (type === 'enumeration') return undefined;
	return `A category is one of the choices of a property, and "${label}" has none: it is ${kindName(property)}. Choose a property with choices, or fill "${label}" under Properties.`;
}

function noRuleMatches(sourceValue: string, { property }: CategoryMapping): string {
	return sourceValue.trim() === ''
		? `There is no source value for the category "${property}". Fill it in at the source, or choose another fallback.`
		: `No rule for the category "${property}" matches "${sourceValue}". Add a rule, or choose another fallback.`;
}
