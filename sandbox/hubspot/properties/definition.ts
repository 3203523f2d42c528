export type PropertyType = 'bool' | 'date' | 'datetime' | 'enumeration' | 'number' | 'phone_number' | 'string';

/** The types, each with the field types that fit it. */
export const FIELD_TYPES: Record<PropertyType, readonly string[]> = {
	bool: ['booleancheckbox', 'calculation_equation'],
	date: ['date'],
	datetime: ['date'],
	enumeration: ['select', 'radio', 'checkbox', 'booleancheckbox', 'calculation_equation'],
	number: ['number', 'calculation_equation'],
	phone_number: ['phonenumber'],
	string: ['text', 'textarea', 'html', 'phonenumber', 'file', 'calculation_equation'],
};

export interface PropertyOption {
	label: string;
	value: string;
	description: string;
	displayOrder: number;
	hidden: boolean;
}

export interface ModificationMetadata {
	archivable: boolean;
	readOnlyDefinition: boolean;
	readOnlyOptions: boolean;
	readOnlyValue: boolean;
}

/** A property as HubSpot describes it. */
export interface PropertyDefinition {
	name: string;
	label: string;
	type: PropertyType;
	fieldType: string;
	groupName: string;
	description: string;
	options: PropertyOption[];
	displayOrder: number;
	calculated: boolean;
	externalOptions: boolean;
	referencedObjectType?: string;
	hasUniqueValue: boolean;
	hidden: boolean;
	hubspotDefined: boolean;
	formField: boolean;
	modificationMetadata: ModificationMetadata;
	createdAt: string;
	updatedAt: string;
	archived: boolean;
	archivedAt?: string;
}

export interface PropertyGroup {
	name: string;
	label: string;
	displayOrder: number;
	archived: boolean;
}
