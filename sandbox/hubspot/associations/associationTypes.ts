import { COMPANIES, CONTACTS, DEALS, NOTES, TICKETS, TRAINING_SESSIONS } from '../objectTypes.ts';

export type AssociationCategory = 'HUBSPOT_DEFINED' | 'USER_DEFINED';

/** One kind of association in one direction. */
export interface AssociationType {
	from: string;
	to: string;
	typeId: number;
	/** The same association seen from the other record. */
	inverseId: number;
	category: AssociationCategory;
	label: string | null;
}

interface Pair {
	from: string;
	to: string;
	ids: readonly [there: number, back: number];
	category?: AssociationCategory;
	label?: string;
}

/** The first pair of two object types is their default. */
const PAIRS: readonly Pair[] = [
	{ from: CONTACTS, to: COMPANIES, ids: [279, 280] },
	{ from: CONTACTS, to: COMPANIES, ids: [1, 2], label: 'Primary' },
	{ from: CONTACTS, to: COMPANIES, ids: [11, 12], category: 'USER_DEFINED', label: 'Ansprechperson' },
	{ from: DEALS, to: COMPANIES, ids: [341, 342] },
	{ from: DEALS, to: COMPANIES, ids: [5, 6], label: 'Primary' },
	{ from: DEALS, to: CONTACTS, ids: [3, 4] },
	{ from: TICKETS, to: CONTACTS, ids: [16, 15] },
	{ from: TICKETS, to: COMPANIES, ids: [339, 340] },
	{ from: TICKETS, to: COMPANIES, ids: [26, 25], label: 'Primary' },
	{ from: TICKETS, to: DEALS, ids: [28, 27] },
	{ from: NOTES, to: CONTACTS, ids: [202, 201] },
	{ from: NOTES, to: COMPANIES, ids: [190, 189] },
	{ from: NOTES, to: DEALS, ids: [214, 213] },
	{ from: NOTES, to: TICKETS, ids: [228, 227] },
	{ from: TRAINING_SESSIONS, to: CONTACTS, ids: [21, 22], category: 'USER_DEFINED' },
	{ from: TRAINING_SESSIONS, to: CONTACTS, ids: [23, 24], category: 'USER_DEFINED', label: 'Dozent' },
];

const TYPES: readonly AssociationType[] = PAIRS.flatMap(
	({ from, to, ids, category = 'HUBSPOT_DEFINED', label = null }) => [
		{ from, to, typeId: ids[0], inverseId: ids[1], category, label },
		{ from: to, to: from, typeId: ids[1], inverseId: ids[0], category, label },
	],
);

/** The kinds of association from one object type to another, the default first. */
export function associationTypes(from: string, to: string): AssociationType[] {
	return TYPES.filter((type) => type.from === from && type.to === to);
}
