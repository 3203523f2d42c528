/** How a rule compares the source value with its own value; case and accents never count. */
export type Condition = 'equals' | 'contains' | 'startsWith' | 'pattern';

export interface CategoryRule {
	condition: Condition;
	value: string;
	/** The internal value of the option that a match stands for. */
	option: string;
}

export type Fallback = 'leave' | 'defaultOption' | 'reject';

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
}

/** In characters; the names of trainings are far shorter. */
const LONGEST_COMPARED = 2_000;

/** What a mapping has to know of its property. */
export interface CategoryProperty {
	label: string;
	/** HubSpot's: only `checkbox` holds several options. */
	fieldType: string;
}

export type CategoryResult =
	/** The text to write, a leading semicolon included where the option is added to the others. */
	{ kind: 'option'; text: string } | { kind: 'leave' } | { kind: 'reject'; reason: string };

/** Finds the category of a source value: the first rule that matches decides, else the fallback. */
export function categoryOf(sourceValue: string, mapping: CategoryMapping): CategoryResult {
	const source = fold(sourceValue);
	const rule = source === '' ? undefined : mapping.rules.find((candidate) => matches(source, candidate));
	if (rule) return written(rule.option, mapping);
	switch (mapping.fallback) {
		case 'leave':
			return { kind: 'leave' };
		case 'defaultOption':
			return written(mapping.defaultOption, mapping);
		case 'reject':
			return { kind: 'reject', reason: noRuleMatches(sourceValue, mapping) };
	}
}

/**
 * The first thing in a mapping that cannot work, in words for the user; undefined where all is well. Without the
 * property's definition it is not checked whether the property can hold several categories.
 */
export function mappingProblem(mapping: CategoryMapping, definition?: CategoryProperty): string | undefined {
	if (mapping.property === '') return 'A category mapping has no property. Choose one, or remove the mapping.';
	if (mapping.existingValues === 'append' && definition !== undefined && definition.fieldType !== 'checkbox') {
		return `The property "${definition.label}" holds one category only. Set Existing Categories to "Replace".`;
	}
	for (const [index, rule] of mapping.rules.entries()) {
		const name = `Rule ${index + 1} for the property "${mapping.property}"`;
		if (fold(rule.value) === '') return `${name} has no value to compare with. Fill it in, or remove the rule.`;
		if (rule.option === '') return `${name} has no option. Choose one, or remove the rule.`;
		if (rule.condition === 'pattern' && compile(rule.value) === undefined) {
			return `${name} has a pattern that is not a valid regular expression: ${rule.value}`;
		}
	}
	if (mapping.fallback === 'defaultOption' && mapping.defaultOption === '') {
		return `The category mapping for the property "${mapping.property}" has no default option. Choose one.`;
	}
	return undefined;
}

/** A leading semicolon makes HubSpot add the option to those that a multi-checkbox holds (hubspot.md, Properties). */
function written(option: string, mapping: CategoryMapping): CategoryResult {
	return { kind: 'option', text: mapping.existingValues === 'append' ? `;${option}` : option };
}

function matches(source: string, { condition, value }: CategoryRule): boolean {
	switch (condition) {
		case 'equals':
			return source === fold(value);
		case 'contains':
			return source.includes(fold(value));
		case 'startsWith':
			return source.startsWith(fold(value));
		case 'pattern':
			return compile(value)?.test(source) ?? false;
	}
}

function compile(pattern: string): RegExp | undefined {
	try {
		return new RegExp(withoutAccents(pattern), 'iu');
	} catch {
		return undefined;
	}
}

/** What is compared: without accents, in lower case, white space trimmed and collapsed. */
function fold(text: string): string {
	// Taking accents off takes a time that grows with the square of the length.
	return withoutAccents(text.slice(0, LONGEST_COMPARED)).toLowerCase().replace(/\s+/g, ' ').trim();
}

function withoutAccents(text: string): string {
	return text.normalize('NFD').replace(/\p{M}/gu, '');
}

function noRuleMatches(sourceValue: string, { property }: CategoryMapping): string {
	return sourceValue.trim() === ''
		? `There is no source value for the category "${property}". Fill it in at the source, or choose another fallback.`
		: `No rule for the category "${property}" matches "${sourceValue}". Add a rule, or choose another fallback.`;
}
