import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { Sandbox } from '../../../../sandbox/sandbox.ts';
import { mapped } from '../account';

/** A way to write, and the calls that the faults strike. */
export interface Method {
	name: string;
	/** The end of the path that is struck. */
	path: string;
	objectType: 'contacts' | 'companies';
	/** The property that tells the sandbox's records apart. */
	key: string;
	/** Whether the struck call would double records if it were repeated. */
	creates?: true;
	/** Makes the rows; puts into the sandbox what has to be there before. */
	rows: (sandbox: Sandbox, count: number) => IDataObject[];
	/** Makes HubSpot refuse a row, and no other. */
	spoil: (row: IDataObject) => void;
	/** How the node is set. */
	parameters: INodeParameters;
}

const contactRows = (count: number): IDataObject[] =>
	Array.from({ length: count }, (_, row) => {
		return { row, name: `Lead ${row}`, email: `Lead${row}@example.com`, whatsapp: '+41 79 123 45 67' };
	});

/** Domains are so short that a hundred of them go into one search. */
const companyRows = (count: number): IDataObject[] =>
	Array.from({ length: count }, (_, row) => ({
		row,
		name: `Lead ${row}`,
		domain: `c${row}.example.com`,
		city: 'Bern',
	}));

const CONTACT = {
	email: '={{ $json.email }}',
	lastname: '={{ $json.name }}',
	hs_whatsapp_phone_number: '={{ $json.whatsapp }}',
};

const COMPANY = { domain: '={{ $json.domain }}', name: '={{ $json.name }}', city: '={{ $json.city }}' };

const upsert: Method = {
	name: 'upsert',
	path: '/batch/upsert',
	objectType: 'contacts',
	key: 'email',
	rows: (_sandbox, count) => contactRows(count),
	spoil: (row) => (row.whatsapp = 'no number'),
	parameters: { resource: 'contact', matchBy: 'uniqueProperty', keyProperty: 'email', ...mapped(CONTACT) },
};

const update: Method = {
	...upsert,
	name: 'update by record ID',
	path: '/batch/update',
	key: 'hs_object_id',
	rows: (sandbox, count) => contactRows(count).map((row) => ({ ...row, id: putContact(sandbox) })),
	parameters: { resource: 'contact', matchBy: 'recordId', recordId: '={{ $json.id }}', ...mapped(CONTACT) },
};

const create: Method = {
	name: 'search then create',
	path: '/batch/create',
	objectType: 'companies',
	key: 'domain',
	creates: true,
	rows(sandbox, count) {
		sandbox.hubspot.portal.settings.portalRules = [{ objectType: 'companies', required: ['city'] }];
		return companyRows(count);
	},
	spoil: (row) => (row.city = ''),
	parameters: { resource: 'company', matchBy: 'otherProperty', searchProperty: 'domain', ...mapped(COMPANY) },
};

/** The same, with the faults in the search. */
const search: Method = { ...create, name: 'search', path: '/search', creates: undefined };

export const METHODS: readonly Method[] = [upsert, update, create, search];

/** What tells a row, or a record, from all others, and what was to be written into it. */
export function signature(key: unknown, name: unknown): string {
	return `${String(key).toLowerCase()} ${String(name)}`;
}

/** The signatures of rows. */
export function signatures({ key }: Method, rows: readonly IDataObject[]): string[] {
	return rows.map((row) => signature(row[key === 'hs_object_id' ? 'id' : key], row.name));
}

function putContact({ hubspot: { portal } }: Sandbox): string {
	const id = portal.records.nextId();
	const at = new Date(portal.now()).toISOString();
	const properties = { hs_object_id: id };
	portal.records.put({ id, objectType: 'contacts', properties, createdAt: at, updatedAt: at, archived: false }, []);
	return id;
}
