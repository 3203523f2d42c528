import type { FieldType, ILoadOptionsFunctions, ResourceMapperField, ResourceMapperFields } from 'n8n-workflow';

import { objectTypeOf } from '../objectTypes';
import { isWritable, type Definition } from '../plan/definition';
import { withChoices } from '../portal';
import { ask, visibleProperties } from './editor';

/**
 * The properties that can be written, as the mapping of fields shows them: the one that tells records apart first, then
 * those that are mapped. The editor shows properties that it has not seen before, and portals have hundreds.
 */
export async function getMappableProperties(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	const objectType = objectTypeOf(this);
	const key = chosenKey(this, objectType.usualKey);
	const visible = (await visibleProperties(this, objectType.name)).filter(isWritable);
	const properties = await withOwnersAndStages(this, visible);
	const required = await requiredProperties(this, properties, key);
	const mapped = Object.keys((this.getCurrentNodeParameter('fields.value') as object | null | undefined) ?? {});
	const first = [...new Set([...required, ...mapped])];
	const place = (name: string) => (first.includes(name) ? first.indexOf(name) : first.length);
	const shown = new Set([...required, ...(objectType.usualProperties ?? [])]);
	return {
		fields: properties
			.sort((one, other) => place(one.name) - place(other.name))
			.map((property) => mapperField(property, { isRequired: required.has(property.name), shown })),
	};
}

/** The property whose value finds the record; undefined where it is found by its record id. */
function chosenKey(context: ILoadOptionsFunctions, usualKey = ''): string | undefined {
	const matchBy = context.getCurrentNodeParameter('matchBy');
	if (matchBy === 'recordId') return undefined;
	const chosen = context.getCurrentNodeParameter(matchBy === 'otherProperty' ? 'searchProperty' : 'keyProperty');
	return typeof chosen === 'string' && chosen !== '' ? chosen : usualKey || undefined;
}

/** Owners, pipelines and stages are chosen from lists, too. */
async function withOwnersAndStages(context: ILoadOptionsFunctions, properties: Definition[]): Promise<Definition[]> {
	const objectType = objectTypeOf(context);
	const definitions = new Map(properties.map((property) => [property.name, property]));
	const names = new Set(definitions.keys());
	return await ask(context, async (connection) => [
		...(await withChoices(connection, objectType, { definitions, names })).values(),
	]);
}

/** With a record id nothing is created, so nothing more is required. */
async function requiredProperties(
	context: ILoadOptionsFunctions,
	properties: readonly Definition[],
	key: string | undefined,
): Promise<Set<string>> {
	if (key === undefined) return new Set();
	const { name, requiredProperties: known } = objectTypeOf(context);
	const required = known ?? (await requiredOfCustomObject(context, name));
	return new Set([key, ...required].filter((wanted) => properties.some((property) => property.name === wanted)));
}

async function requiredOfCustomObject(context: ILoadOptionsFunctions, name: string): Promise<readonly string[]> {
	const schemas = await ask(context, async ({ client }) => await client.schemas().catch(() => []));
	const schema = schemas.find((one) => one.objectTypeId === name || one.fullyQualifiedName === name);
	return schema?.requiredProperties ?? [];
}

function mapperField(
	{ name, label, type, fieldType, options }: Definition,
	{ isRequired, shown }: { isRequired: boolean; shown: ReadonlySet<string> },
): ResourceMapperField {
	const hasChoice = type === 'enumeration' && fieldType !== 'checkbox' && options.length > 0;
	return {
		id: name,
		displayName: label,
		required: isRequired,
		defaultMatch: false,
		canBeUsedToMatch: false,
		display: true,
		removed: !shown.has(name),
		type: hasChoice ? 'options' : (FIELD_TYPES[type] ?? 'string'),
		...(hasChoice && {
			options: options.map(({ label: text, value, aliases = [] }) => ({ name: aliases[0] ?? text, value })),
		}),
	};
}

const FIELD_TYPES: Record<string, FieldType> = {
	bool: 'boolean',
	number: 'number',
	date: 'dateTime',
	datetime: 'dateTime',
};
