/** What HubSpot knows of an object type besides its properties. */
export interface ObjectType {
	/** The type id, which every path accepts. */
	id: string;
	/** Plural, as in the dated paths. */
	name: string;
	/** Singular. */
	singular: string;
	/** Custom objects are known by id and by qualified name only. */
	custom: boolean;
	createdProperty: string;
	modifiedProperty: string;
	/** What a read without `properties` returns. */
	defaultProperties: readonly string[];
	/** What a new record must have. */
	requiredProperties: readonly string[];
	/** What the free-text query of a search looks at. */
	searchableProperties: readonly string[];
}

export const CONTACTS = '0-1';
export const COMPANIES = '0-2';
export const DEALS = '0-3';
export const TICKETS = '0-5';
export const NOTES = '0-46';
export const TRAINING_SESSIONS = '2-3453932';

export const OBJECT_TYPES: readonly ObjectType[] = [
	{
		id: CONTACTS,
		name: 'contacts',
		singular: 'contact',
		custom: false,
		createdProperty: 'createdate',
		modifiedProperty: 'lastmodifieddate',
		defaultProperties: ['email', 'firstname', 'lastname'],
		requiredProperties: [],
		searchableProperties: ['firstname', 'lastname', 'email', 'phone', 'company'],
	},
	{
		id: COMPANIES,
		name: 'companies',
		singular: 'company',
		custom: false,
		createdProperty: 'createdate',
		modifiedProperty: 'hs_lastmodifieddate',
		defaultProperties: ['name', 'domain'],
		requiredProperties: [],
		searchableProperties: ['name', 'domain', 'phone', 'website'],
	},
	{
		id: DEALS,
		name: 'deals',
		singular: 'deal',
		custom: false,
		createdProperty: 'createdate',
		modifiedProperty: 'hs_lastmodifieddate',
		defaultProperties: ['amount', 'closedate', 'dealname', 'dealstage', 'pipeline'],
		requiredProperties: [],
		searchableProperties: ['dealname', 'pipeline', 'dealstage', 'description'],
	},
	{
		id: TICKETS,
		name: 'tickets',
		singular: 'ticket',
		custom: false,
		createdProperty: 'createdate',
		modifiedProperty: 'hs_lastmodifieddate',
		defaultProperties: ['subject', 'content', 'hs_pipeline', 'hs_pipeline_stage', 'hs_ticket_priority'],
		requiredProperties: ['subject', 'hs_pipeline_stage'],
		searchableProperties: ['subject', 'content'],
	},
	{
		id: NOTES,
		name: 'notes',
		singular: 'note',
		custom: false,
		createdProperty: 'hs_createdate',
		modifiedProperty: 'hs_lastmodifieddate',
		defaultProperties: [],
		requiredProperties: ['hs_timestamp'],
		searchableProperties: ['hs_note_body'],
	},
	{
		id: TRAINING_SESSIONS,
		name: 'training_sessions',
		singular: 'training_session',
		custom: true,
		createdProperty: 'hs_createdate',
		modifiedProperty: 'hs_lastmodifieddate',
		defaultProperties: [],
		requiredProperties: ['session_name'],
		searchableProperties: ['session_name', 'session_code'],
	},
];

/** The fully qualified name of a custom object. */
export function fullyQualifiedName(type: ObjectType, portalId: number): string {
	return `p${portalId}_${type.name}`;
}

/** The object type of that id or name, however it is called; for the controls, which need not be strict. */
export function objectTypeOf(name: string): ObjectType | undefined {
	return OBJECT_TYPES.find((type) => [type.id, type.name, type.singular].includes(name));
}
