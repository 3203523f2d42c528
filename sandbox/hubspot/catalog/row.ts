import type { PropertyDefinition, PropertyOption, PropertyType } from '../properties/definition.ts';

export interface Traits {
	/** `value=Label` or just `value`, parted by `|`. */
	options?: string;
	/** Whose values the options are, when HubSpot keeps them elsewhere. */
	external?: 'OWNER' | 'PIPELINE' | 'STAGE';
	readOnly?: true;
	calculated?: true;
	unique?: true;
	hidden?: true;
	/** Made by the portal's people; everything about it may be changed. */
	custom?: true;
	/** The portal's people may change the options although the property is HubSpot's. */
	openOptions?: true;
	formField?: true;
	description?: string;
}

/** A property in one line: name, label, `type/fieldType`, group and what else is special about it. */
export type Row = readonly [name: string, label: string, kind: string, groupName: string, traits?: Traits];

/** The properties by which HubSpot itself tells the records of an object apart. */
export function recordRows(groupName: string): Row[] {
	return [
		['hs_object_id', 'Record ID', 'number/number', groupName, { readOnly: true }],
		[
			'hs_unique_creation_key',
			'Unique creation key',
			'string/text',
			groupName,
			{ readOnly: true, unique: true, hidden: true },
		],
	];
}

const STANDARD_SINCE = '2020-06-30T15:57:34.000Z';
const CUSTOM_SINCE = '2026-02-02T08:30:00.000Z';

const TRUE_OR_FALSE = 'true=True|false=False';

/** The definition that a line of a catalog stands for. */
export function definitionOf(row: Row): PropertyDefinition {
	const [name, label, kind, groupName, traits = {}] = row;
	const [type, fieldType = 'text'] = kind.split('/') as [PropertyType, string?];
	const custom = traits.custom === true;
	const readOnly = traits.readOnly === true;
	const since = custom ? CUSTOM_SINCE : STANDARD_SINCE;
	return {
		name,
		label,
		type,
		fieldType,
		groupName,
		description: traits.description ?? '',
		options: optionsOf(traits.options ?? (type === 'bool' ? TRUE_OR_FALSE : '')),
		displayOrder: -1,
		calculated: traits.calculated === true,
		externalOptions: traits.external !== undefined,
		...(traits.external === 'OWNER' ? { referencedObjectType: 'OWNER' } : {}),
		hasUniqueValue: traits.unique === true,
		hidden: traits.hidden === true,
		hubspotDefined: !custom,
		formField: traits.formField === true,
		modificationMetadata: {
			archivable: custom,
			readOnlyDefinition: !custom,
			readOnlyOptions: !custom && traits.openOptions !== true,
			readOnlyValue: readOnly,
		},
		createdAt: since,
		updatedAt: since,
		archived: false,
	};
}

function optionsOf(list: string): PropertyOption[] {
	if (list === '') return [];
	return list.split('|').map((entry, displayOrder) => {
		const [value = '', label = value] = entry.split('=');
		return { label, value, description: '', displayOrder, hidden: false };
	});
}
