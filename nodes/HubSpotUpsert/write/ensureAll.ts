import { HubSpotError } from '../api/errors';
import { differsMessage, foresee, type Existing, type WishOutcome } from '../plan/foresight';
import { kindName } from '../plan/propertyKinds';
import type { PropertyWish } from '../plan/wish';
import { ensureProperty } from './definitions';
import type { Place } from './options';
import { inParallel } from '../../shared/parallel';

/** A property that is as wished, or would be. */
interface Ensured {
	kind: 'ensured';
	outcome: Exclude<WishOutcome, 'differs'>;
	label: string;
	/** Its kind in words for users. */
	type: string;
	addedOptions: string[];
	/** What is otherwise than wished although the property can serve; each completes "The property …". */
	differences: string[];
}

export type EnsureResult = Ensured | { kind: 'rejected'; reason: string };

export type EnsureResults = ReadonlyMap<PropertyWish, EnsureResult>;

/** What will become of the wishes, as far as the properties that exist tell; each name may occur once only. */
export function expectAll(wishes: readonly PropertyWish[], existing: ReadonlyMap<string, Existing>): EnsureResults {
	return new Map(wishes.map((wish) => [wish, expect(wish, existing.get(wish.name))]));
}

/**
 * Grants the wishes of which something is expected to be created or added, and answers what has become of all. Each is
 * looked at again first. A refusal is a result, not an error; after one that meets every call, no other is tried.
 */
export async function ensureAll(expected: EnsureResults, place: Place): Promise<EnsureResults> {
	const results = new Map(expected);
	let lasting: HubSpotError | undefined;
	const grant = async (wish: PropertyWish): Promise<EnsureResult> => {
		try {
			if (lasting) throw lasting;
			const ensured = await ensureProperty(place, wish);
			return resultOf(wish, ensured.definition, ensured);
		} catch (error) {
			if (error instanceof HubSpotError && error.concernsEveryCall) lasting = error;
			return { kind: 'rejected', reason: (error as Error).message };
		}
	};
	const wanting = [...expected].flatMap(([wish, result]) => (isWanting(result) ? [wish] : []));
	await inParallel(wanting, async (wish) => results.set(wish, await grant(wish)));
	return results;
}

function expect(wish: PropertyWish, existing: Existing | undefined): EnsureResult {
	const { outcome, missing, differences, problem } = foresee(existing, wish);
	if (problem !== undefined) return { kind: 'rejected', reason: problem };
	return resultOf(wish, existing ?? wish, { outcome, differences, addedOptions: missing.map(({ label }) => label) });
}

function isWanting(result: EnsureResult): boolean {
	return result.kind === 'ensured' && result.outcome !== 'unchanged';
}

/** A property that differs cannot serve as wished, and nothing here changes it. */
function resultOf(
	{ name }: PropertyWish,
	property: Pick<Existing, 'label' | 'type' | 'fieldType'>,
	end: { outcome: WishOutcome; addedOptions: string[]; differences: string[] },
): EnsureResult {
	const { outcome, addedOptions, differences } = end;
	if (outcome === 'differs') return { kind: 'rejected', reason: differsMessage(name, differences) };
	return { kind: 'ensured', outcome, label: property.label, type: kindName(property), addedOptions, differences };
}
