import { COMPANIES, CONTACTS, DEALS, NOTES, TICKETS, TRAINING_SESSIONS } from '../objectTypes.ts';
import type { PropertyDefinition, PropertyGroup } from '../properties/definition.ts';
import { COMPANY_GROUPS, COMPANY_PROPERTIES } from './companies.ts';
import { CONTACT_GROUPS, CONTACT_PROPERTIES } from './contacts.ts';
import { DEAL_GROUPS, DEAL_PROPERTIES } from './deals.ts';
import { NOTE_GROUPS, NOTE_PROPERTIES } from './notes.ts';
import { definitionOf, type Row } from './row.ts';
import { TICKET_GROUPS, TICKET_PROPERTIES } from './tickets.ts';
import { TRAINING_SESSION_GROUPS, TRAINING_SESSION_PROPERTIES } from './trainingSessions.ts';

interface Sheet {
	typeId: string;
	/** `name=Label`. */
	groups: readonly string[];
	properties: readonly Row[];
}

const SHEETS: readonly Sheet[] = [
	{ typeId: CONTACTS, groups: CONTACT_GROUPS, properties: CONTACT_PROPERTIES },
	{ typeId: COMPANIES, groups: COMPANY_GROUPS, properties: COMPANY_PROPERTIES },
	{ typeId: DEALS, groups: DEAL_GROUPS, properties: DEAL_PROPERTIES },
	{ typeId: TICKETS, groups: TICKET_GROUPS, properties: TICKET_PROPERTIES },
	{ typeId: NOTES, groups: NOTE_GROUPS, properties: NOTE_PROPERTIES },
	{ typeId: TRAINING_SESSIONS, groups: TRAINING_SESSION_GROUPS, properties: TRAINING_SESSION_PROPERTIES },
];

export interface CatalogEntry {
	typeId: string;
	groups: PropertyGroup[];
	definitions: PropertyDefinition[];
}

/** The properties that the portal has on its first day, made anew at every call. */
export function catalog(): CatalogEntry[] {
	return SHEETS.map(({ typeId, groups, properties }) => ({
		typeId,
		groups: groups.map((group, displayOrder) => {
			const [name = '', label = name] = group.split('=');
			return { name, label, displayOrder, archived: false };
		}),
		definitions: properties.map(definitionOf),
	}));
}
