import { COMPANIES, CONTACTS, DEALS, NOTES, type ObjectType, TICKETS, TRAINING_SESSIONS } from './objectTypes.ts';
import type { RuleBook } from './rules.ts';

/** Scopes of which any one will do. */
export type AnyOf = readonly string[];

interface TypeScopes {
	read: string;
	write: string;
	schemaRead: string;
	schemaWrite: string;
}

function scopesOf(name: string): TypeScopes {
	return {
		read: `crm.objects.${name}.read`,
		write: `crm.objects.${name}.write`,
		schemaRead: `crm.schemas.${name}.read`,
		schemaWrite: `crm.schemas.${name}.write`,
	};
}

/** Tickets have one scope for everything; notes are under the scopes of contacts. */
const SCOPES = new Map<string, TypeScopes>([
	[CONTACTS, scopesOf('contacts')],
	[COMPANIES, scopesOf('companies')],
	[DEALS, scopesOf('deals')],
	[TICKETS, { read: 'tickets', write: 'tickets', schemaRead: 'tickets', schemaWrite: 'tickets' }],
	[NOTES, scopesOf('contacts')],
	[TRAINING_SESSIONS, scopesOf('custom')],
]);

export const OWNERS_READ = 'crm.objects.owners.read';

/** The scopes of an object type by what they allow. */
function typeScopes(typeId: string): TypeScopes {
	const scopes = SCOPES.get(typeId);
	if (!scopes) throw new Error(`Object type ${typeId} has no scopes`);
	return scopes;
}

const EVERY = [OWNERS_READ, ...[...SCOPES.values()].flatMap((scopes) => Object.values<string>({ ...scopes }))];

export const ALL_SCOPES: readonly string[] = [...new Set(EVERY)];

export const READ_SCOPES: readonly string[] = ALL_SCOPES.filter((scope) => scope.endsWith('.read'));

type Needs = (types: readonly ObjectType[], rules: RuleBook) => readonly AnyOf[];

/** Reading records. */
export const toRead: Needs = (types, rules) =>
	rules.has('object-scopes') ? types.map(({ id }) => [typeScopes(id).read]) : [];

/** Writing records. */
export const toWrite: Needs = (types, rules) =>
	rules.has('object-scopes') ? types.map(({ id }) => [typeScopes(id).write]) : [];

/** Reading properties works with the scopes of the objects, too. */
export const toReadSchema: Needs = (types, rules) =>
	types.map(({ id }) => {
		const { read, schemaRead } = typeScopes(id);
		return rules.has('schema-read-by-object-scopes') ? [schemaRead, read] : [schemaRead];
	});

export const toWriteSchema: Needs = (types, rules) =>
	rules.has('schema-write-scopes') ? types.map(({ id }) => [typeScopes(id).schemaWrite]) : [];
