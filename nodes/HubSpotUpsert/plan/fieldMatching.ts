import { withoutAccents } from '../../shared/values/fold';
import { plainText } from './convert/convert';
import { isWritable, type Definitions } from './definition';
import { internalName } from './propertyName';

/** In characters; labels are shorter. */
const LONGEST_LABEL = 500;

/** What becomes of a field that fits no property: left out, kept as it is called, or kept for a new property. */
export type UnknownField = 'leaveOut' | 'keep' | 'asNewProperty';

/**
 * Finds the property that a field of the input belongs to: the one of that name, else the only one of that label, with
 * capitals, accents and punctuation ignored ("E-Mail" is "Email"), else the one of that name in small letters ("Phone"
 * is `phone`, whose label is "Phone Number"). Answers undefined for a field that is left out.
 */
export function fieldMatcher(
	definitions: Definitions,
	unknownField: UnknownField,
): (field: string) => string | undefined {
	const byLabel = new Map<string, string | undefined>();
	for (const definition of definitions.values()) {
		if (!isWritable(definition) || definition.hidden) continue;
		const label = comparable(definition.label);
		// Two properties of one label: neither.
		byLabel.set(label, byLabel.has(label) ? undefined : definition.name);
	}
	const known = new Map<string, string | undefined>();
	return (field) => {
		const name = known.get(field);
		if (name !== undefined || known.has(field)) return name;
		const found = find(field, byLabel);
		known.set(field, found);
		return found;
	};

	function find(field: string, labels: ReadonlyMap<string, string | undefined>): string | undefined {
		const definition = definitions.get(field);
		if (definition !== undefined) return isWritable(definition) ? field : undefined;
		const named = called(field, labels);
		if (named !== undefined || unknownField === 'leaveOut') return named;
		return unknownField === 'keep' ? field : internalName(field);
	}

	function called(field: string, labels: ReadonlyMap<string, string | undefined>): string | undefined {
		// Whoever sends a webhook names the fields: taking accents off takes a time that grows with the square of the length.
		if (field.length > LONGEST_LABEL) return undefined;
		const label = comparable(field);
		if (labels.has(label)) return labels.get(label);
		const definition = definitions.get(field.trim().toLowerCase());
		return definition !== undefined && isWritable(definition) ? definition.name : undefined;
	}
}

/** The fields that hold something and fit no property, in the order in which they come; what HubSpot keeps itself is none. */
export function unmatchedFields(items: Iterable<Record<string, unknown>>, definitions: Definitions): string[] {
	const propertyFor = fieldMatcher(definitions, 'leaveOut');
	const settled = new Set<string>();
	const unmatched: string[] = [];
	for (const item of items) {
		for (const field of Object.keys(item)) {
			if (settled.has(field)) continue;
			const fits = definitions.has(field) || propertyFor(field) !== undefined;
			if (!fits && plainText(item[field]) === undefined) continue;
			settled.add(field);
			if (!fits) unmatched.push(field);
		}
	}
	return unmatched;
}

function comparable(text: string): string {
	return withoutAccents(text)
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, '');
}
