import {
	NodeOperationError,
	type FieldType,
	type ILoadOptionsFunctions,
	type INodePropertyOptions,
	type ResourceMapperField,
	type ResourceMapperFields,
} from 'n8n-workflow';

import type { ApiVersion, PropertyDefinition } from '../api/client';
import { HubSpotError } from '../api/errors';
import { credentialTypeOf } from '../authentication';
import { connect } from '../connection';
import { isWritable } from '../portal';

/**
 * The contact properties that can be written, as the mapping of fields shows them: e-mail first, then those that are
 * mapped. The editor shows properties that it has not seen before, and portals have hundreds.
 */
export async function getContactProperties(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	const mapped = Object.keys((this.getCurrentNodeParameter('fields.value') as object | null | undefined) ?? {});
	const first = ['email', ...mapped.filter((name) => name !== 'email')];
	const place = (name: string) => (first.includes(name) ? first.indexOf(name) : first.length);
	const properties = (await contactProperties(this)).filter(isWritable);
	return { fields: properties.sort((one, other) => place(one.name) - place(other.name)).map(mapperField) };
}

/** The contact properties that have options. */
export async function getCategoryProperties(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return (await contactProperties(this))
		.filter((property) => property.type === 'enumeration' && property.options.length > 0 && isWritable(property))
		.map(({ label, name, fieldType }) => {
			return { name: label, value: name, description: fieldType === 'checkbox' ? 'Several choices' : 'One choice' };
		});
}

/**
 * The options of the properties that the category mappings name. The editor does not tell a field inside a rule which
 * mapping it belongs to: with several mappings, each option's description names its property.
 */
export async function getCategoryOptions(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const mappings = this.getCurrentNodeParameter('categoryMappings.mappings') as Array<{ property: string }> | undefined;
	const mapped = new Set((mappings ?? []).map(({ property }) => property));
	return (await contactProperties(this))
		.filter(({ name }) => mapped.has(name))
		.flatMap(({ label: property, options }) =>
			options
				.filter(({ hidden }) => !hidden)
				.map(({ label, value }) => ({ name: label, value, ...(mapped.size > 1 && { description: property }) })),
		);
}

async function contactProperties(context: ILoadOptionsFunctions): Promise<PropertyDefinition[]> {
	const version = context.getCurrentNodeParameter('options.apiVersion') as ApiVersion | undefined;
	const { client } = await connect(context, {
		credentialType: credentialTypeOf(context),
		version: version ?? '2026-03',
		patienceMs: PATIENCE_MS,
	});
	try {
		// Not the remembered ones: who asks for a list has perhaps just changed something in HubSpot.
		const definitions = (await client.properties('contacts')).filter(({ hidden }) => !hidden);
		return definitions.sort((one, other) => one.label.localeCompare(other.label));
	} catch (error) {
		if (error instanceof HubSpotError) throw new NodeOperationError(context.getNode(), error.message);
		throw error;
	}
}

function mapperField({ name, label, type, fieldType, options }: PropertyDefinition): ResourceMapperField {
	const isKey = name === 'email';
	const hasChoice = type === 'enumeration' && fieldType !== 'checkbox';
	return {
		id: name,
		displayName: label,
		required: isKey,
		defaultMatch: isKey,
		canBeUsedToMatch: isKey,
		display: true,
		removed: !SHOWN_AT_FIRST.has(name),
		type: hasChoice ? 'options' : (FIELD_TYPES[type] ?? 'string'),
		...(hasChoice && { options: options.map(({ label: text, value }) => ({ name: text, value })) }),
	};
}

/** Somebody sits in front of the editor and waits. */
const PATIENCE_MS = 5_000;

/** What Ici Formation writes into HubSpot by default (its HubSpot documentation V1): the usual start of a mapping. */
const SHOWN_AT_FIRST = new Set(['email', 'firstname', 'lastname', 'phone']);

const FIELD_TYPES: Record<string, FieldType> = {
	bool: 'boolean',
	number: 'number',
	date: 'dateTime',
	datetime: 'dateTime',
};
