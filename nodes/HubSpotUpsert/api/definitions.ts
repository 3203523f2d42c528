import type { OptionInput, Property, PropertyCreate } from '@hubspot/api-client/lib/codegen/crm/properties';

import type { Transport } from '../../shared/vendor/transport';
import { readable, unreadableAnswer } from './errors';
import { configurationFor, once, type SdkConnection } from './sdk';

export type PropertyDefinition = Property;

export type PropertyOption = OptionInput;

/** A property that is to be created. */
export interface PropertyDraft {
	name: string;
	label: string;
	/** `string`, `number`, `date`, `datetime`, `enumeration`, `bool` or `phone_number` (hubspot.md, Properties). */
	type: string;
	/** `text`, `textarea`, `number`, `date`, `select`, `radio`, `checkbox`, `booleancheckbox` … */
	fieldType: string;
	groupName: string;
	description?: string;
	hasUniqueValue?: boolean;
	options?: PropertyOption[];
}

/** The calls that concern the properties of an object type. All throw `HubSpotError`. */
export interface DefinitionCalls {
	properties(objectType: string): Promise<PropertyDefinition[]>;
	property(objectType: string, name: string): Promise<PropertyDefinition>;
	/** 409 where the name is taken; an archived property of that name comes back as it was. */
	createProperty(objectType: string, draft: PropertyDraft): Promise<PropertyDefinition>;
	/**
	 * Replaces the whole list: what is not in it is gone (hubspot.md, Properties). It is sent once only, since by the
	 * next try the list may have changed.
	 */
	replaceOptions(objectType: string, name: string, options: PropertyOption[]): Promise<PropertyDefinition>;
}

/** The SDK's calls for property definitions; `single` is a transport that tries once. */
export function definitionCalls(connection: SdkConnection, single: Transport): DefinitionCalls {
	const apiOver = (transport: Transport) =>
		once(async () => {
			const sdk = await import('@hubspot/api-client/lib/codegen/crm/properties');
			return new sdk.CoreApi(configurationFor(sdk, { ...connection, transport }));
		});
	const api = apiOver(connection.transport);
	const singleApi = apiOver(single);
	return {
		async properties(objectType) {
			const { results } = await readable((await api()).getAll(objectType));
			if (!Array.isArray(results)) throw unreadableAnswer();
			return results;
		},
		async property(objectType, name) {
			return named(await readable((await api()).getByName(objectType, name)));
		},
		async createProperty(objectType, draft) {
			return named(await readable((await api()).create(objectType, draft as PropertyCreate)));
		},
		async replaceOptions(objectType, name, options) {
			return named(await readable((await singleApi()).update(objectType, name, { options })));
		},
	};
}

function named(definition: PropertyDefinition): PropertyDefinition {
	if (typeof definition.name !== 'string') throw unreadableAnswer();
	return definition;
}
