import type { PropertyDefinition } from '../properties/definition.ts';
import type { StoredRecord } from '../records/store.ts';
import type { Filter } from './query.ts';

/** Whether a record passes a filter on a property of that definition. */
export function passes(record: StoredRecord, filter: Filter, definition: PropertyDefinition | undefined): boolean {
	const held = record.properties[filter.propertyName];
	const compare = (other: string) => compareValues(held ?? '', other, definition);
	switch (filter.operator) {
		case 'HAS_PROPERTY':
			return held !== undefined;
		case 'NOT_HAS_PROPERTY':
			return held === undefined;
		case 'EQ':
			return held !== undefined && compare(filter.value) === 0;
		case 'NEQ':
			return held === undefined || compare(filter.value) !== 0;
		case 'IN':
			return held !== undefined && filter.values.includes(listed(held, definition));
		case 'NOT_IN':
			return held === undefined || !filter.values.includes(listed(held, definition));
		case 'LT':
			return held !== undefined && compare(filter.value) < 0;
		case 'LTE':
			return held !== undefined && compare(filter.value) <= 0;
		case 'GT':
			return held !== undefined && compare(filter.value) > 0;
		case 'GTE':
			return held !== undefined && compare(filter.value) >= 0;
		case 'BETWEEN':
			return held !== undefined && compare(filter.value) >= 0 && compare(filter.highValue) <= 0;
		case 'CONTAINS_TOKEN':
			return containsToken(held ?? '', filter.value);
		case 'NOT_CONTAINS_TOKEN':
			return !containsToken(held ?? '', filter.value);
	}
}

/** IN compares strings in lower case, and expects its list to be so; the values of options it takes as they are. */
function listed(held: string, definition: PropertyDefinition | undefined): string {
	return definition?.type === 'string' ? held.toLowerCase() : held;
}

/** Negative, zero or positive: numbers and times by size, everything else by letter whatever the case. */
export function compareValues(one: string, other: string, definition: PropertyDefinition | undefined): number {
	if (definition?.type === 'number') return Number(one) - Number(other);
	if (definition?.type === 'date' || definition?.type === 'datetime') return timeOf(one) - timeOf(other);
	const [low, high] = [one.toLowerCase(), other.toLowerCase()];
	return low === high ? 0 : low < high ? -1 : 1;
}

function timeOf(value: string): number {
	return /^-?\d+$/.test(value) ? Number(value) : Date.parse(value);
}

/** A token is a word; `*` stands for any rest of one. */
function containsToken(held: string, sought: string): boolean {
	const words = (text: string) =>
		text
			.toLowerCase()
			.split(/[^\p{L}\p{N}*]+/u)
			.filter((word) => word !== '');
	const tokens = words(held);
	return words(sought).every((word) => {
		const pattern = new RegExp(`^${word.split('*').join('.*')}$`, 'u');
		return tokens.some((token) => pattern.test(token));
	});
}
