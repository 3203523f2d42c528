import type { ObjectType } from '../objectTypes.ts';
import type { Portal } from '../portal.ts';
import { invalidJson, validationError } from '../errors.ts';
import { isObject, isString, isStringList, isText } from '../shape.ts';

const OPERATORS = [
	'EQ',
	'NEQ',
	'IN',
	'NOT_IN',
	'HAS_PROPERTY',
	'NOT_HAS_PROPERTY',
	'LT',
	'LTE',
	'GT',
	'GTE',
	'BETWEEN',
	'CONTAINS_TOKEN',
	'NOT_CONTAINS_TOKEN',
] as const;

export type Operator = (typeof OPERATORS)[number];

export interface Filter {
	propertyName: string;
	operator: Operator;
	value: string;
	highValue: string;
	values: readonly string[];
}

export interface Query {
	/** A record is found if it passes every filter of one group. */
	groups: readonly (readonly Filter[])[];
	text: string;
	sort: { propertyName: string; descending: boolean };
	names: readonly string[] | undefined;
	limit: number;
	/** How many results are skipped. */
	after: number;
}

const PAGE = { standard: 10, most: 200 };
const MOST_RESULTS = 10_000;
const FILTERS = { groups: 5, perGroup: 6, all: 18 };

/** The body of a search, as strictly as HubSpot reads it. */
export function readQuery(portal: Portal, type: ObjectType, body: unknown): Query {
	if (!isObject(body)) throw invalidJson('the body must be an object');
	const { rules } = portal;
	if (body.properties !== undefined && !isStringList(body.properties))
		throw invalidJson('properties must be a list of names');
	const limit = body.limit ?? PAGE.standard;
	if (!isCount(limit) || limit < 1) throw invalidJson('limit must be a positive integer');
	if (limit > PAGE.most && rules.has('search-page-200')) throw validationError(`limit must not exceed ${PAGE.most}`);
	const after = Number(body.after ?? 0);
	if (!isCount(after)) throw invalidJson('after must be what an earlier page gave');
	if (after + limit > MOST_RESULTS && rules.has('search-10000-results')) {
		throw validationError(`A search reaches ${MOST_RESULTS} results at most: after ${after}, limit ${limit}`);
	}
	return {
		groups: readGroups(portal, type, body.filterGroups ?? []),
		text: isString(body.query) ? body.query : '',
		sort: readSort(type, body.sorts ?? []),
		names: body.properties,
		limit,
		after,
	};
}

function isCount(value: unknown): value is number {
	return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}

function readGroups(portal: Portal, type: ObjectType, groups: unknown): Filter[][] {
	if (!Array.isArray(groups)) throw invalidJson('filterGroups must be an array');
	const read = groups.map((group: unknown) => {
		if (!isObject(group) || !Array.isArray(group.filters)) throw invalidJson('a filter group needs filters');
		return group.filters.map((filter: unknown) => readFilter(portal, type, filter));
	});
	const tooMany =
		read.length > FILTERS.groups ||
		read.some(({ length }) => length > FILTERS.perGroup) ||
		read.flat().length > FILTERS.all;
	if (tooMany && portal.rules.has('search-filter-limits')) throw validationError('The search has too many filters.');
	return read;
}

function readFilter(portal: Portal, type: ObjectType, filter: unknown): Filter {
	if (!isObject(filter) || !isText(filter.propertyName)) throw invalidJson('a filter needs a propertyName');
	const { propertyName, value, highValue, values } = filter;
	const operator = OPERATORS.find((known) => known === filter.operator);
	if (!operator) throw invalidJson(`a filter needs one of the operators ${OPERATORS.join(', ')}`);
	if (!portal.properties.live(type.id, propertyName)) {
		throw validationError(`There was a problem with the request: property ${propertyName} does not exist`);
	}
	const takesList = operator === 'IN' || operator === 'NOT_IN';
	if (takesList && (!isStringList(values) || values.length === 0))
		throw validationError(`${operator} takes a list of values`);
	if (!takesList && !operator.endsWith('HAS_PROPERTY') && !isText(value))
		throw validationError(`${operator} takes a value`);
	if (operator === 'BETWEEN' && !isText(highValue)) throw validationError('BETWEEN takes a highValue');
	return {
		propertyName,
		operator,
		value: isString(value) ? value : '',
		highValue: isString(highValue) ? highValue : '',
		values: isStringList(values) ? values : [],
	};
}

/** One sort at most; without it the records come as they were created. */
function readSort(type: ObjectType, sorts: unknown): Query['sort'] {
	if (!Array.isArray(sorts) || sorts.length > 1) throw invalidJson('sorts must hold one sort at most');
	const [sort] = sorts as unknown[];
	if (sort === undefined) return { propertyName: type.createdProperty, descending: false };
	if (isString(sort)) return { propertyName: sort.replace(/^-/, ''), descending: sort.startsWith('-') };
	if (!isObject(sort) || !isText(sort.propertyName)) throw invalidJson('a sort needs a propertyName');
	return { propertyName: sort.propertyName, descending: sort.direction === 'DESCENDING' };
}
