import { plainText } from './convert/convert';
import { fold } from '../../shared/values/fold';
import { isSameKind, kindName, kindNamed, PROPERTY_KINDS, type PropertyKind } from './propertyKinds';
import { nameProblem, titleOf } from './propertyName';
import type { Grounds } from './grounds';
import type { OptionWish, PropertyWish } from './wish';

/** What the editor, or an expression in it, gives for one property: it may be anything. */
export interface WishFields {
	name?: unknown;
	label?: unknown;
	type?: unknown;
	/** A text, one option a line or between semicolons, or a list; each `Label`, `value=Label` or an object of both. */
	options?: unknown;
	group?: unknown;
	description?: unknown;
	unique?: unknown;
}

/** Reads one property of the user's list. */
export function readWish(fields: WishFields): PropertyWish | Grounds {
	const name = plainText(fields.name) ?? '';
	const kind = kindNamed(plainText(fields.type) ?? '');
	const problem = nameProblem(name) ?? kindProblem(name, kind, fields);
	if (kind === undefined || problem !== undefined) return unusable(problem ?? '');
	const options = kind.hasOptions ? readOptions(fields.options) : [];
	const conflict = 'reason' in options ? options.reason : optionsConflict(options);
	if ('reason' in options || conflict !== undefined) return unusable(ofProperty(name, conflict ?? ''));
	return {
		name,
		label: plainText(fields.label) ?? titleOf(name),
		type: kind.type,
		fieldType: kind.fieldType,
		options,
		groupName: plainText(fields.group),
		description: plainText(fields.description),
		hasUniqueValue: isTrue(fields.unique) || undefined,
	};
}

/**
 * Joins the wishes for the same property: what fits is united, and where two contradict each other, all wishes for that
 * property are rejected. Gives as many as it takes, in the same order; joined wishes are one object.
 */
export function joinWishes(wishes: ReadonlyArray<PropertyWish | Grounds>): Array<PropertyWish | Grounds> {
	const joined = new Map<string, PropertyWish | Grounds>();
	for (const wish of wishes) {
		if ('reason' in wish) continue;
		const earlier = joined.get(wish.name);
		if (earlier === undefined) joined.set(wish.name, wish);
		else if (!('reason' in earlier)) joined.set(wish.name, united(earlier, wish));
	}
	return wishes.map((wish) => ('reason' in wish ? wish : (joined.get(wish.name) ?? wish)));
}

/** The first two options that cannot stand side by side, in words for the user; undefined where all can. */
export function optionsConflict(options: readonly OptionWish[]): string | undefined {
	const byLabel = new Map<string, OptionWish>();
	const byValue = new Map<string, OptionWish>();
	for (const option of options) {
		const { label, value } = option;
		const sameLabel = byLabel.get(fold(label));
		const sameValue = byValue.get(fold(value));
		if (sameLabel && fold(sameLabel.value) !== fold(value)) {
			return `Two options have the label "${label}": "${sameLabel.value}" and "${value}". Give each a label of its own.`;
		}
		if (sameValue && fold(sameValue.label) !== fold(label)) {
			return `Two options have the internal value "${value}": "${sameValue.label}" and "${label}". Give each a value of its own.`;
		}
		byLabel.set(fold(label), option);
		byValue.set(fold(value), option);
	}
	return undefined;
}

function kindProblem(name: string, kind: PropertyKind | undefined, { type, unique }: WishFields): string | undefined {
	if (kind === undefined) {
		const choices = PROPERTY_KINDS.map((one) => one.name).join(', ');
		return `The property "${name}" has an unknown type: "${plainText(type) ?? ''}". Choose one of these: ${choices}.`;
	}
	if (!isTrue(unique) || kind.canBeUnique) return undefined;
	return `The property "${name}" cannot have unique values: HubSpot wants Single-Line Text or Number for that, not ${kind.name}.`;
}

function readOptions(given: unknown): OptionWish[] | Grounds {
	const parts: unknown[] = Array.isArray(given) ? given.flat(Infinity) : (plainText(given) ?? '').split(/[;\r\n]/);
	const options: OptionWish[] = [];
	for (const part of parts) {
		const option = readOption(part);
		if (option === undefined) continue;
		if ('reason' in option) return option;
		options.push(option);
	}
	return withoutRepeats(options);
}

/** In HubSpot's own pages, too, an option's internal value is its label where no other is given. */
function readOption(part: unknown): OptionWish | Grounds | undefined {
	const { value, label } = partsOf(part);
	if (value === undefined && label === undefined) return undefined;
	const option = { label: label ?? value ?? '', value: value ?? label ?? '' };
	if (!option.value.includes(';')) return option;
	return unusable(`The option "${option.value}" has a semicolon, by which HubSpot parts options. Leave it out.`);
}

function partsOf(part: unknown): Partial<OptionWish> {
	if (typeof part === 'object' && part !== null) {
		const { value, label } = part as Record<string, unknown>;
		return { value: plainText(value), label: plainText(label) };
	}
	const text = plainText(part);
	const [, value, label] = /^([^=]*)=(.*)$/s.exec(text ?? '') ?? [undefined, text, text];
	return { value: plainText(value), label: plainText(label) };
}

function united(earlier: PropertyWish, later: PropertyWish): PropertyWish | Grounds {
	const { name } = earlier;
	if (!isSameKind(earlier, later)) {
		return unusable(
			`The property "${name}" is asked for twice, as ${kindName(earlier)} and as ${kindName(later)}. Decide for one.`,
		);
	}
	const options = withoutRepeats([...earlier.options, ...later.options]);
	const conflict = optionsConflict(options);
	if (conflict !== undefined) return unusable(ofProperty(name, conflict));
	return {
		...earlier,
		label: earlier.label === titleOf(name) ? later.label : earlier.label,
		options,
		groupName: earlier.groupName ?? later.groupName,
		description: earlier.description ?? later.description,
		hasUniqueValue: earlier.hasUniqueValue ?? later.hasUniqueValue,
	};
}

function withoutRepeats(options: readonly OptionWish[]): OptionWish[] {
	const key = ({ label, value }: OptionWish) => JSON.stringify([fold(label), fold(value)]);
	const first = new Map<string, OptionWish>();
	for (const option of options) if (!first.has(key(option))) first.set(key(option), option);
	return [...first.values()];
}

/** What the user lists is a setting of the node. */
function unusable(reason: string): Grounds {
	return { code: 'SETTING_INVALID', reason };
}

function ofProperty(name: string, problem: string): string {
	return `The property "${name}" cannot have these options. ${problem}`;
}

function isTrue(value: unknown): boolean {
	return plainText(value)?.toLowerCase() === 'true';
}
