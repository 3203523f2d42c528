import {
	converted,
	EMPTY,
	unreadable,
	type Conversion,
	type ConversionSettings,
	type ConvertibleOption,
	type ConvertibleProperty,
} from './conversion';
import { fold, LONGEST_COMPARED } from '../../../shared/values/fold';
import { writtenText } from './text';

/** What may stand between the options in one text, the surest first. */
const SEPARATORS = [';', '\n', ',', '|'];

/** These two never belong to a name; commas often do. */
const SURE_SEPARATORS = /[;\n]/;

/** Finds the options that a value names; gives their internal values, joined as HubSpot wants them. */
export function convertOptions(
	value: unknown,
	property: ConvertibleProperty,
	settings: ConversionSettings,
): Conversion {
	const texts = textsIn(value);
	if (texts === undefined) return unreadable('the name of an option');
	if (property.fieldType !== 'checkbox') {
		return texts.length > 1 ? unreadable('one choice only') : choose(texts, property, settings);
	}
	const appends = texts.some((text) => text.startsWith(';'));
	const names = texts.flatMap((text) => namesIn(text.replace(/^;/, ''), property.options));
	const conversion = choose(names, property, appends ? { checkboxes: 'append' } : settings);
	return appends && conversion.kind === 'unknownOptions' ? { ...conversion, append: true } : conversion;
}

/** Joins internal values as HubSpot wants them: `a;b`, or `;a;b` to add to what a multi-checkbox holds. */
export function joinOptions(
	values: readonly string[],
	property: ConvertibleProperty,
	settings: Pick<ConversionSettings, 'checkboxes'>,
): string {
	const appends = values.length > 0 && property.fieldType === 'checkbox' && settings.checkboxes === 'append';
	return (appends ? ';' : '') + values.join(';');
}

/** Adds options, written `;a;b`, to the joined ones that are there, each once: many drafts may add the same. */
export function addOptions(there: string, added: string): string {
	return [...new Set([...there.split(';'), ...added.split(';').slice(1)])].join(';');
}

/**
 * Finds an option by its internal value, else by internal value, label or alias with case, accents and white space
 * ignored; of several, the one that has exactly that label. Gives `ambiguous` where two options fit, undefined where none does.
 */
export function findOption(
	text: string,
	options: readonly ConvertibleOption[],
): ConvertibleOption | 'ambiguous' | undefined {
	const [option, another] = optionsNamed(text, options);
	return another === undefined ? option : 'ambiguous';
}

function choose(
	names: string[],
	property: ConvertibleProperty,
	settings: Pick<ConversionSettings, 'checkboxes'>,
): Conversion {
	const notLoaded = property.externalOptions === true && property.options.length === 0;
	const known = new Set<string>(notLoaded ? names : []);
	const unknown = new Map<string, string>();
	for (const name of notLoaded ? [] : names) {
		const [option, ...others] = optionsNamed(name, property.options);
		if (others.length > 0) return unreadable(ambiguous(name, [option, ...others]));
		if (option !== undefined) known.add(option.value);
		else if (!unknown.has(fold(name))) unknown.set(fold(name), name);
	}
	if (unknown.size > 0) return { kind: 'unknownOptions', known: [...known], unknown: [...unknown.values()] };
	return known.size === 0 ? EMPTY : converted(joinOptions([...known], property, settings));
}

/** The texts of a value, or of a list of values; undefined where an object is among them, which names no option. */
function textsIn(value: unknown): string[] | undefined {
	const parts = Array.isArray(value) ? (value.flat(Infinity) as unknown[]) : [value];
	const texts: string[] = [];
	for (const part of parts) {
		const text = writtenText(part);
		if (text === undefined) continue;
		if (typeof part === 'object') return undefined;
		texts.push(text);
	}
	return texts;
}

/** The names in one text: a separator parts them if it leaves nothing unknown, else only those that are sure. */
function namesIn(text: string, options: readonly ConvertibleOption[]): string[] {
	const isKnown = (name: string) => optionsNamed(name, options).length > 0;
	if (isKnown(text)) return [text];
	for (const separator of SEPARATORS) {
		const names = parts(text, separator);
		if (names.every(isKnown)) return names;
	}
	return parts(text, SURE_SEPARATORS);
}

function parts(text: string, separator: string | RegExp): string[] {
	return text
		.split(separator)
		.map((part) => part.trim())
		.filter((part) => part !== '');
}

interface OptionIndex {
	byValue: Map<string, ConvertibleOption>;
	byName: Map<string, ConvertibleOption[]>;
}

/** One index for each list of options, made when it is first searched. */
const indexes = new WeakMap<readonly ConvertibleOption[], OptionIndex>();

function optionsNamed(text: string, options: readonly ConvertibleOption[]): readonly ConvertibleOption[] {
	const { byValue, byName } = indexes.get(options) ?? indexOf(options);
	const exact = byValue.get(text);
	if (exact) return [exact];
	const named = text.length > LONGEST_COMPARED ? [] : (byName.get(fold(text)) ?? []);
	const labelled = named.length > 1 ? named.filter(({ label }) => label === text) : named;
	return labelled.length === 1 ? labelled : named;
}

function indexOf(options: readonly ConvertibleOption[]): OptionIndex {
	const index: OptionIndex = { byValue: new Map(), byName: new Map() };
	for (const option of options) {
		if (index.byValue.has(option.value)) continue;
		index.byValue.set(option.value, option);
		for (const name of new Set([option.value, option.label, ...(option.aliases ?? [])].map(fold))) {
			if (name === '') continue;
			const namesakes = index.byName.get(name);
			if (namesakes) namesakes.push(option);
			else index.byName.set(name, [option]);
		}
	}
	indexes.set(options, index);
	return index;
}

function ambiguous(name: string, options: readonly ConvertibleOption[]): string {
	const values = options.map(({ value }) => `"${value}"`).join(', ');
	return `an internal value that tells the options apart (${values}), since "${name}" fits several`;
}
