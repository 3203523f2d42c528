import { fold } from '../../shared/values/fold';

/** A kind of property, as HubSpot's own pages offer it. */
export interface PropertyKind {
	/** HubSpot's field type, but `datetime` for a date with a time. */
	value: string;
	name: string;
	type: string;
	fieldType: string;
	/** Another type by which HubSpot describes properties of this kind, too. */
	otherType?: string;
	hasOptions?: true;
	canBeUnique?: true;
}

/** By name. Types, and the field types that fit them: hubspot.md, Properties. */
export const PROPERTY_KINDS: readonly PropertyKind[] = [
	{ value: 'date', name: 'Date', type: 'date', fieldType: 'date' },
	{ value: 'datetime', name: 'Date and Time', type: 'datetime', fieldType: 'date' },
	{ value: 'select', name: 'Dropdown', type: 'enumeration', fieldType: 'select', hasOptions: true },
	{ value: 'textarea', name: 'Multi-Line Text', type: 'string', fieldType: 'textarea' },
	{ value: 'checkbox', name: 'Multiple Checkboxes', type: 'enumeration', fieldType: 'checkbox', hasOptions: true },
	{ value: 'number', name: 'Number', type: 'number', fieldType: 'number', canBeUnique: true },
	{
		value: 'phonenumber',
		name: 'Phone Number',
		type: 'string',
		fieldType: 'phonenumber',
		otherType: 'phone_number',
	},
	{ value: 'radio', name: 'Radio Buttons', type: 'enumeration', fieldType: 'radio', hasOptions: true },
	{ value: 'text', name: 'Single-Line Text', type: 'string', fieldType: 'text', canBeUnique: true },
	{
		value: 'booleancheckbox',
		name: 'Yes or No',
		type: 'bool',
		fieldType: 'booleancheckbox',
		otherType: 'enumeration',
	},
];

const UNOFFERED_NAMES: Readonly<Record<string, string>> = {
	calculation_equation: 'Calculation',
	file: 'File',
	html: 'Rich Text',
};

/** A property's type and field type in HubSpot's words. */
export interface Typed {
	type: string;
	fieldType: string;
}

/** The kind that a text names, by its name or by HubSpot's field type; case and accents do not count. */
export function kindNamed(text: string): PropertyKind | undefined {
	const wanted = fold(text);
	return PROPERTY_KINDS.find(({ value, name }) => wanted === value || wanted === fold(name));
}

/** The kind of a property; undefined for kinds that cannot be asked for, for instance calculations. */
export function kindOf({ type, fieldType }: Typed): PropertyKind | undefined {
	return PROPERTY_KINDS.find((kind) => kind.fieldType === fieldType && (kind.type === type || kind.otherType === type));
}

/** How a kind of property is called in texts for users. */
export function kindName(property: Typed): string {
	return kindOf(property)?.name ?? UNOFFERED_NAMES[property.fieldType] ?? `${property.type} (${property.fieldType})`;
}

/** Whether two properties are of the same kind, as far as users can tell. */
export function isSameKind(one: Typed, other: Typed): boolean {
	const kind = kindOf(one);
	if (kind !== undefined) return kind === kindOf(other);
	return one.type === other.type && one.fieldType === other.fieldType;
}
