// What the benches know of the parameters of the two nodes. When a node's parameters change, only this file follows.
import type { JsonObject } from '../../host/n8nTypes.ts';
import { packageName } from '../../host/places.ts';
import { catalog } from '../../sandbox/hubspot/catalog/catalog.ts';
import { CONTACTS } from '../../sandbox/hubspot/objectTypes.ts';

/** A node that creates or updates the contacts of `contacts.ts`, and the credential that it needs. */
export interface ContactNode {
	/** As a node of a workflow names it: `<package>.<name>`. */
	type: string;
	typeVersion: number;
	parameters: JsonObject;
	credential: { type: string; data: JsonObject };
}

/** How our node gets its values: from the fields of the same name, or from an expression for each property. */
export type Mapping = 'automatic' | 'expressions';

const token = 'sandbox-hubspot-token';

/**
 * Our node.
 * @param baseUrl where HubSpot is
 */
export function ourNode(mapping: Mapping, baseUrl: string): ContactNode {
	return {
		type: `${packageName}.hubSpotUpsert`,
		typeVersion: 1,
		parameters: {
			authentication: 'leadRelayHubSpotApi',
			resource: 'contact',
			operation: 'upsert',
			fields: {
				mappingMode: mapping === 'automatic' ? 'autoMapInputData' : 'defineBelow',
				value:
					mapping === 'automatic'
						? null
						: {
								email: '={{ $json.email }}',
								firstname: '={{ $json.firstname }}',
								lastname: '={{ $json.lastname }}',
								phone: '={{ $json.phone }}',
								city: '={{ $json.city }}',
							},
				matchingColumns: ['email'],
				schema: editorSchema(),
			},
			categoryMappings: {},
			options: {},
		},
		credential: { type: 'leadRelayHubSpotApi', data: { token, baseUrl } },
	};
}

/** n8n's own HubSpot node with the same properties; its address is fixed. */
export function peerNode(): ContactNode {
	return {
		type: 'n8n-nodes-base.hubspot',
		typeVersion: 2.2,
		parameters: {
			authentication: 'appToken',
			resource: 'contact',
			operation: 'upsert',
			email: '={{ $json.email }}',
			additionalFields: {
				firstName: '={{ $json.firstname }}',
				lastName: '={{ $json.lastname }}',
				phoneNumber: '={{ $json.phone }}',
				city: '={{ $json.city }}',
			},
			options: {},
		},
		credential: { type: 'hubspotAppToken', data: { appToken: token } },
	};
}

/** The editor stores what it knows of the properties beside the mapping; n8n walks through it for every item. */
function editorSchema(): JsonObject[] {
	const definitions = catalog().find(({ typeId }) => typeId === CONTACTS)?.definitions ?? [];
	return definitions
		.filter(({ hidden, modificationMetadata }) => !hidden && !modificationMetadata.readOnlyValue)
		.map(({ name, label }) => ({
			id: name,
			displayName: label,
			required: name === 'email',
			defaultMatch: name === 'email',
			canBeUsedToMatch: name === 'email',
			display: true,
			removed: false,
			type: 'string',
		}));
}
