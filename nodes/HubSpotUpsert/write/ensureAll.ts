import { HubSpotError } from '../api/errors';
import { differsMessage, foresee, type Existing, type WishResult } from '../plan/foresight';
import type { Rejected } from '../outcome';
import { groundsOf } from '../plan/grounds';
import { kindName } from '../plan/propertyKinds';
import type { PropertyWish } from '../plan/wish';
import { ensureProperty } from './definitions';
import type { PropertyContext } from './options';
import { inParallel } from '../../shared/parallel';

/** A property that is as wished, or would be. */
interface Ensured {
	kind: 'ensured';
	result: Exclude<WishResult, 'differs'>;
	label: string;
	/** Its kind in words for users. */
	type: string;
	addedOptions: string[];
	/** What is otherwise than wished although the property can serve; each completes "The property …". */
	differences: string[];
}

export type EnsureResult = Ensured | Rejected;

export type EnsureResults = ReadonlyMap<PropertyWish, EnsureResult>;

/** What will become of the wishes, as far as the properties that exist tell; each name may occur once only. */
export function expectAll(wishes: readonly PropertyWish[], existing: ReadonlyMap<string, Existing>): EnsureResults {
	return new Map(wishes.map((wish) => [wish, expect(wish, existing.get(wish.name))]));
}

/**
 * Grants the wishes of which something is expected to be created or added, and answers what has become of all. Each is
 * looked at again first. A refusal is a result, not an error; after one that meets every call, no other is tried.
 */
export async function ensureAll(expected: EnsureResults, context: PropertyContext): Promise<EnsureResults> {
	const results = new Map(expected);
	let lasting: HubSpotError | undefined;
	const grant = async (wish: PropertyWish): Promise<EnsureResult> => {
		try {
			if (lasting) throw lasting;
			const ensured = await ensureProperty(context, wish);
			return resultOf(wish, ensured.definition, ensured);
		} catch (error) {
			if (error instanceof HubSpotError && error.concernsEveryCall) lasting = error;
			return { kind: 'rejected', ...groundsOf(error) };
		}
	};
	const wanting = [...expected].flatMap(([wish, result]) => (isWanting(result) ? [wish] : []));
	await inParallel(wanting, async (wish) => results.set(wish, await grant(wish)));
	return results;
}

function expect(wish: PropertyWish, existing: Existing | undefined): EnsureResult {
	const { result, missing, differences, problem } = foresee(existing, wish);
	if (problem !== undefined) return { kind: 'rejected', ...problem };
	return resultOf(wish, existing ?? wish, { result, differences, addedOptions: missing.map(({ label }) => label) });
}

function isWanting(result: EnsureResult): boolean {
	return result.kind === 'ensured' && result.result !== 'unchanged';
}

/** A property that differs cannot serve as wished, and nothing here changes it. */
function resultOf(
	{ name }: PropertyWish,
	property: Pick<Existing, 'label' | 'type' | 'fieldType'>,
	end: { result: WishResult; addedOptions: string[]; differences: string[] },
): EnsureResult {
	const { result, addedOptions, differences } = end;
	if (result === 'differs')
		return { kind: 'rejected', code: 'PROPERTY_UNWRITABLE', reason: differsMessage(name, differences) };
	return { kind: 'ensured', result, label: property.label, type: kindName(property), addedOptions, differences };
}
