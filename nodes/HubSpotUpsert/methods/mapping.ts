import type {
	FieldType,
	ILoadOptionsFunctions,
	INodePropertyOptions,
	ResourceMapperField,
	ResourceMapperFields,
} from 'n8n-workflow';

import { objectTypeOf } from '../objectTypes';
import { isUnique, isWritable, type Definition } from '../plan/definition';
import { withChoices } from '../portal';
import { ask, visibleProperties } from './editor';

/**
 * The properties that can be written, as the mapping of fields shows them: those that a record needs first, then those
 * that people usually map, then those that are mapped. Portals have hundreds.
 */
export async function getMappableProperties(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	const stored = storedMapping(this);
	try {
		return { fields: await mappableFields(this, stored) };
	} catch (error) {
		// The editor shows a reason only in place of the fields, and without a field it forgets what is mapped to it.
		if (stored.schema.length > 0) throw error;
		return { fields: [], emptyFieldsNotice: (error as Error).message };
	}
}

async function mappableFields(context: ILoadOptionsFunctions, stored: StoredMapping): Promise<ResourceMapperField[]> {
	const objectType = objectTypeOf(context);
	const visible = (await visibleProperties(context, objectType.name)).filter(isWritable);
	const properties = await withOwnersAndStages(context, visible);
	const required = await requiredProperties(context, properties);
	const begin = new Set([...keyCandidates(context, properties), ...required, ...(objectType.usualProperties ?? [])]);
	const first = [...new Set([...begin, ...Object.keys(stored.value)])];
	const place = (name: string) => (first.includes(name) ? first.indexOf(name) : first.length);
	const isHidden = hiddenIn(stored);
	return properties
		.sort((one, other) => place(one.name) - place(other.name))
		.map((property) => {
			// The editor keeps hidden what was hidden, and would let nobody run a node that lacks a required value.
			const isRequired = required.has(property.name) && !isHidden(property.name);
			return mapperField(property, { isRequired, isShown: begin.has(property.name) });
		});
}

/** What the editor has stored of the mapping; nothing in a new node, and after the resource was changed. */
interface StoredMapping {
	value: Record<string, unknown>;
	schema: Array<{ id: string; removed?: boolean }>;
}

function storedMapping(context: ILoadOptionsFunctions): StoredMapping {
	const stored = context.getCurrentNodeParameter('fields') as Partial<StoredMapping> | null | undefined;
	return { value: stored?.value ?? {}, schema: stored?.schema ?? [] };
}

function hiddenIn({ schema }: StoredMapping): (name: string) => boolean {
	const hidden = new Set(schema.filter(({ removed }) => removed).map(({ id }) => id));
	return (name) => hidden.has(name);
}

/** The property whose value finds the record; empty where none is chosen. */
function chosenKey(context: ILoadOptionsFunctions): string {
	const isSearched = context.getCurrentNodeParameter('matchBy') === 'otherProperty';
	const chosen = context.getCurrentNodeParameter(isSearched ? 'searchProperty' : 'keyProperty');
	if (typeof chosen === 'string' && chosen.trim() !== '') return chosen;
	return (isSearched ? undefined : objectTypeOf(context).usualKey) ?? '';
}

/** The properties one of which will be chosen; the editor does not add one to the mapping when it is chosen. */
function keyCandidates(context: ILoadOptionsFunctions, properties: readonly Definition[]): string[] {
	const isUniqueWanted = (context.getCurrentNodeParameter('matchBy') ?? 'uniqueProperty') === 'uniqueProperty';
	if (!isUniqueWanted || chosenKey(context) !== '') return [];
	const { name: objectType } = objectTypeOf(context);
	return properties.filter((property) => isUnique(property, objectType)).map(({ name }) => name);
}

/** Owners, pipelines and stages are chosen from lists, too. */
async function withOwnersAndStages(context: ILoadOptionsFunctions, properties: Definition[]): Promise<Definition[]> {
	const objectType = objectTypeOf(context);
	const definitions = new Map(properties.map((property) => [property.name, property]));
	return await ask(context, async (connection) => [
		...(await withChoices(connection, objectType, { definitions, isUsed: () => true })).values(),
	]);
}

/** With a record id nothing is created, so nothing more is required. */
async function requiredProperties(
	context: ILoadOptionsFunctions,
	properties: readonly Definition[],
): Promise<Set<string>> {
	if (context.getCurrentNodeParameter('matchBy') === 'recordId') return new Set();
	const { name, requiredProperties: known } = objectTypeOf(context);
	const required = known ?? (await requiredOfCustomObject(context, name));
	const existing = new Set(properties.map((property) => property.name));
	return new Set([chosenKey(context), ...required].filter((wanted) => existing.has(wanted)));
}

async function requiredOfCustomObject(context: ILoadOptionsFunctions, name: string): Promise<readonly string[]> {
	const schemas = await ask(context, async ({ client }) => await client.schemas().catch(() => []));
	const schema = schemas.find((one) => one.objectTypeId === name || one.fullyQualifiedName === name);
	return schema?.requiredProperties ?? [];
}

function mapperField(
	definition: Definition,
	{ isRequired, isShown }: { isRequired: boolean; isShown: boolean },
): ResourceMapperField {
	const { name, label, type } = definition;
	const choices = choicesOf(definition);
	return {
		id: name,
		displayName: label,
		required: isRequired,
		defaultMatch: false,
		canBeUsedToMatch: false,
		display: true,
		removed: !isShown,
		type: choices.length > 0 ? 'options' : (FIELD_TYPES[type] ?? 'string'),
		...(choices.length > 0 && { options: choices }),
	};
}

/** The editor's switch for yes or no cannot be left alone: it is off, and so would write `false`. A list can be empty. */
const YES_OR_NO: INodePropertyOptions[] = [
	{ name: 'True', value: 'true' },
	{ name: 'False', value: 'false' },
];

function choicesOf({ type, fieldType, options }: Definition): INodePropertyOptions[] {
	if (type === 'bool') return YES_OR_NO;
	if (type !== 'enumeration' || fieldType === 'checkbox') return [];
	return options.map(({ label, value, aliases = [] }) => ({ name: aliases[0] ?? label, value }));
}

const FIELD_TYPES: Record<string, FieldType> = {
	number: 'number',
	date: 'dateTime',
	datetime: 'dateTime',
};
