import type { Endpoint } from '../endpoint.ts';
import { toRead, toWrite } from '../scopes.ts';
import { associateByDefinition } from './associations.ts';
import { createOrUpdateContact } from './createOrUpdate.ts';
import { contactProfile } from './profile.ts';

const CONTACT = { api: 'legacyContacts', objectTypes: ['contacts'] } as const;

/**
 * The three calls of version 1 that n8n's own HubSpot node makes to upsert a contact. HubSpot has retired version 1 and
 * supports it no longer; it is here only so that the benches can compare that node with ours. No node of this package
 * may call it.
 */
export const legacyEndpoints: readonly Endpoint[] = [
	{
		...CONTACT,
		method: 'POST',
		path: '/contact/createOrUpdate/email/:email',
		scopes: toWrite,
		answer: createOrUpdateContact,
	},
	{ ...CONTACT, method: 'GET', path: '/contact/vid/:vid/profile', scopes: toRead, answer: contactProfile },
	{
		method: 'PUT',
		api: 'legacyAssociations',
		path: '/associations/create-batch',
		objectTypes: ['contacts', 'companies'],
		scopes: toWrite,
		answer: associateByDefinition,
	},
];
