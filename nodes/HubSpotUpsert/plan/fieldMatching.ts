import { withoutAccents } from '../../shared/values/fold';
import { isWritable, type Definitions } from './definition';
import { internalName } from './wishes';

/** What becomes of a field that fits no property: left out, kept as it is called, or kept for a new property. */
export type UnknownField = 'leaveOut' | 'keep' | 'asNewProperty';

/**
 * Finds the property that a field of the input belongs to: the one of that name, else the only one of that label, with
 * capitals, accents and punctuation ignored ("E-Mail" is "Email"). Answers undefined for a field that is left out.
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
		const named = labels.get(comparable(field));
		if (named !== undefined || unknownField === 'leaveOut') return named;
		return unknownField === 'keep' ? field : internalName(field);
	}
}

function comparable(text: string): string {
	return withoutAccents(text)
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, '');
}
