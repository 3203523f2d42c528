// What the benches know of the parameters of the two nodes. When a node's parameters change, only this file follows.
import type { JsonObject } from '../../host/n8nTypes.ts';
import { PACKAGE_NAME } from '../../host/places.ts';
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

/**
 * Where our node gets its values from: the input fields of the properties' names; a field chosen for each property, as
 * dragging it makes it; or an expression for each that n8n has to work out.
 */
export type Mapping = 'automatic' | 'fields' | 'expressions';

const properties = ['email', 'firstname', 'lastname', 'phone', 'city'];

const mappings: Record<Mapping, JsonObject> = {
	automatic: { mappingMode: 'autoMapInputData', value: null },
	fields: { mappingMode: 'defineBelow', value: eachProperty((name) => `={{ $json.${name} }}`) },
	expressions: { mappingMode: 'defineBelow', value: eachProperty((name) => `={{ $json.${name}.trim() }}`) },
};

function eachProperty(expression: (name: string) => string): JsonObject {
	return Object.fromEntries(properties.map((name) => [name, expression(name)]));
}

/** What our node of the template for large files writes of the columns of `csv/bookingsFile.ts`. */
export const bookingValues: JsonObject = {
	email: "={{ $json['E-Mail'] }}",
	firstname: "={{ $json.Kunde.split(', ')[1] }}",
	lastname: "={{ $json.Kunde.split(', ')[0] }}",
	city: '={{ $json.Anlage }}',
};

const token = 'sandbox-hubspot-token';

/**
 * Our node.
 * @param baseUrl where HubSpot is
 */
export function ourNode(mapping: Mapping, baseUrl: string): ContactNode {
	return {
		type: `${PACKAGE_NAME}.hubSpotUpsert`,
		typeVersion: 1,
		parameters: {
			authentication: 'leadRelayHubSpotApi',
			resource: 'contact',
			operation: 'upsert',
			matchBy: 'uniqueProperty',
			keyProperty: 'email',
			fields: { ...mappings[mapping], matchingColumns: [], schema: editorSchema() },
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

/** The editor stores beside the mapping what it knows of all properties. */
function editorSchema(): JsonObject[] {
	const definitions = catalog().find(({ typeId }) => typeId === CONTACTS)?.definitions ?? [];
	return definitions
		.filter(({ hidden, modificationMetadata }) => !hidden && !modificationMetadata.readOnlyValue)
		.map(({ name, label }) => ({
			id: name,
			displayName: label,
			required: name === 'email',
			defaultMatch: false,
			canBeUsedToMatch: false,
			display: true,
			removed: !properties.includes(name),
			type: 'string',
		}));
}
