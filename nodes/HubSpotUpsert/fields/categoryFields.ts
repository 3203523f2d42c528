import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { parameterReader, type Reader } from './parameters';
import type { CategoryMapping, CategoryRule, CategorySource } from '../plan/category';
import { plainText } from '../plan/convert/convert';

/** How many mappings have their list of options loaded anew as soon as their property changes. */
const MAPPINGS_WITH_LIVE_OPTIONS = [0, 1, 2];

const optionPicker = {
	type: 'options',
	typeOptions: {
		loadOptionsMethod: 'getCategoryOptions',
		loadOptionsDependsOn: MAPPINGS_WITH_LIVE_OPTIONS.map((index) => `categoryMappings.mappings[${index}].property`),
	},
	default: '',
	description:
		'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
} satisfies Partial<INodeProperties>;

const ruleFields: INodeProperties[] = [
	{
		displayName: 'Condition',
		name: 'condition',
		type: 'options',
		default: 'contains',
		description: 'How to compare the source value; capital letters and accents do not count',
		options: [
			{ name: 'Contains', value: 'contains' },
			{ name: 'Equals', value: 'equals' },
			{ name: 'Matches Pattern', value: 'pattern', description: 'A regular expression' },
			{ name: 'Starts With', value: 'startsWith' },
		],
	},
	{
		displayName: 'Value',
		name: 'value',
		type: 'string',
		default: '',
		placeholder: 'e.g. web',
		description: 'What to compare the source value with',
	},
	{ displayName: 'Category Name or ID', name: 'option', ...optionPicker },
];

const mappingFields: INodeProperties[] = [
	{
		displayName: 'Property Name or ID',
		name: 'property',
		type: 'options',
		typeOptions: { loadOptionsMethod: 'getCategoryProperties' },
		default: '',
		description:
			'The HubSpot property that holds the category, for instance “Kontaktkategorie”. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	},
	{
		displayName: 'Source Value',
		name: 'sourceValue',
		type: 'string',
		default: '',
		placeholder: 'e.g. {{ $json.training }}',
		description: 'The value that decides the category: drag the field here from the input',
	},
	{
		displayName: 'Rules',
		name: 'rules',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Rule',
		default: {},
		description: 'The first rule that matches decides',
		options: [{ displayName: 'Rule', name: 'rule', values: ruleFields }],
	},
	{
		displayName: 'If No Rule Matches',
		name: 'fallback',
		type: 'options',
		default: 'leave',
		options: [
			{ name: 'Leave the Category Unchanged', value: 'leave', description: 'The record is written without it' },
			{ name: 'Reject the Item', value: 'reject', description: 'The item goes to the error output with the reason' },
			{ name: 'Use a Default Category', value: 'defaultOption' },
			{
				name: 'Use the Source Value',
				value: 'sourceValue',
				description: 'The source value is itself the name of the category',
			},
		],
	},
	{
		displayName: 'Default Category Name or ID',
		name: 'defaultOption',
		...optionPicker,
		displayOptions: { show: { fallback: ['defaultOption'] } },
	},
	{
		displayName: 'Existing Categories',
		name: 'existingValues',
		type: 'options',
		default: 'replace',
		description: 'What happens to the categories that the record already has',
		options: [
			{ name: 'Keep and Add', value: 'append', description: 'Only for properties with several checkboxes' },
			{ name: 'Replace', value: 'replace' },
		],
	},
	{
		displayName: 'If HubSpot Lacks the Category',
		name: 'missingOption',
		type: 'options',
		default: 'reject',
		options: [
			{
				name: 'Add It to the Property',
				value: 'add',
				description: 'Needs a key that may change the properties of the account',
			},
			{ name: 'Reject the Item', value: 'reject', description: 'The item goes to the error output with the reason' },
		],
	},
];

/** The editor's fields for category mappings. */
export const categoryFields: INodeProperties = {
	displayName: 'Category Mappings',
	name: 'categoryMappings',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Category Mapping',
	default: {},
	description: 'Sets a category from a value of the source, by rules',
	options: [{ displayName: 'Category Mapping', name: 'mappings', values: mappingFields }],
};

/** What the editor stores; behind each text there may be an expression, which may give anything. */
interface MappingParameters extends Pick<CategoryMapping, 'fallback' | 'existingValues'> {
	property: unknown;
	sourceValue: unknown;
	defaultOption: unknown;
	missingOption?: CategoryMapping['missingOption'];
	rules?: { rule?: Array<{ condition: CategoryRule['condition']; value: unknown; option: unknown }> };
}

/** Reads the category mappings of an item, the source value of each included. */
export function categoryReader(context: IExecuteFunctions): Reader<CategorySource[]> {
	const stored = context.getNode().parameters.categoryMappings as { mappings?: MappingParameters[] } | undefined;
	const readers = (stored?.mappings ?? []).map(({ sourceValue, ...settings }) => ({
		sourceValue: parameterReader<unknown>(context, sourceValue),
		settings: parameterReader<Omit<MappingParameters, 'sourceValue'>>(context, settings),
	}));
	// Settings without expressions are one object for all items; so is the mapping, whose rules are made ready once.
	const mappings = new WeakMap<object, CategoryMapping>();
	const mappingOf = (settings: Omit<MappingParameters, 'sourceValue'>) => {
		const mapping = mappings.get(settings) ?? toMapping(settings);
		mappings.set(settings, mapping);
		return mapping;
	};
	return (itemIndex) =>
		readers.map(({ sourceValue, settings }) => {
			return { mapping: mappingOf(settings(itemIndex)), sourceValue: text(sourceValue(itemIndex)) };
		});
}

function toMapping({
	property,
	defaultOption,
	rules,
	...mapping
}: Omit<MappingParameters, 'sourceValue'>): CategoryMapping {
	return {
		...mapping,
		missingOption: mapping.missingOption ?? 'reject',
		property: text(property),
		defaultOption: text(defaultOption),
		rules: (rules?.rule ?? []).map(({ condition, value, option }) => {
			return { condition, value: text(value), option: text(option) };
		}),
	};
}

function text(value: unknown): string {
	return plainText(value) ?? '';
}
