import type { ILoadOptionsFunctions, INodeListSearchResult, INodePropertyOptions } from 'n8n-workflow';

import { associationLabelValue } from '../fields/associationFields';
import { isObjectChosen, objectTypeOf, RESOURCES } from '../objectTypes';
import { holdsSeveral, isUnique, isWritable, type Definition } from '../plan/definition';
import { ask, visibleProperties } from './editor';

/** The properties that HubSpot keeps unique, which find a record safely. */
export async function getUniqueProperties(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	if (!isObjectChosen(this)) return [];
	const { name, plural } = objectTypeOf(this);
	const unique = (await visibleProperties(this, name)).filter(
		(property) => isUnique(property, name) && isWritable(property),
	);
	if (unique.length > 0) return unique.map(choice);
	const advice = `Your ${plural} have none. Create one with the operation Ensure Properties, or match by something else.`;
	return [remark('There Is No Unique Property', advice)];
}

/** The properties that a record can be searched by. */
export async function getSearchableProperties(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	if (!isObjectChosen(this)) return [];
	return (await visibleProperties(this, objectTypeOf(this).name))
		.filter((property) => isWritable(property) && !holdsSeveral(property))
		.map(choice);
}

/** The properties that have options. */
export async function getCategoryProperties(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return (await visibleProperties(this, objectTypeOf(this).name))
		.filter((property) => property.type === 'enumeration' && property.options.length > 0 && isWritable(property))
		.map(({ label, name, fieldType }) => {
			return { name: label, value: name, description: holdsSeveral({ fieldType }) ? 'Several choices' : 'One choice' };
		});
}

/**
 * The options of the properties that the category mappings name. The editor does not tell a field inside a rule which
 * mapping it belongs to: with several mappings, each option's description names its property.
 */
export async function getCategoryOptions(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const mappings = this.getCurrentNodeParameter('categoryMappings.mappings') as Array<{ property: string }> | undefined;
	const mapped = new Set((mappings ?? []).map(({ property }) => property));
	return (await visibleProperties(this, objectTypeOf(this).name))
		.filter(({ name }) => mapped.has(name))
		.flatMap(({ label: property, options }) =>
			options
				.filter(({ hidden }) => !hidden)
				.map(({ label, value }) => ({ name: label, value, ...(mapped.size > 1 && { description: property }) })),
		);
}

/** All object types: HubSpot's own, and the custom objects of the account. */
export async function getObjectTypes(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const own = RESOURCES.map(({ plural, name }) => ({
		name: `${plural[0].toUpperCase()}${plural.slice(1)}`,
		value: name,
	}));
	try {
		return [...own, ...(await customObjects(this))];
	} catch (error) {
		// Few tokens may read the custom objects, and few accounts have any.
		return [...own, remark('Custom Objects Are Not Listed', (error as Error).message)];
	}
}

/** The custom objects, for the list of the Custom Object field. */
export async function searchCustomObjects(this: ILoadOptionsFunctions, filter = ''): Promise<INodeListSearchResult> {
	const wanted = filter.toLowerCase();
	const objects = await customObjects(this);
	return { results: objects.filter(({ name }) => name.toLowerCase().includes(wanted)) };
}

/** The properties by which the other record of an association is found. */
export async function getAssociationKeys(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const objectType = sibling(this, 'toObjectType');
	if (objectType === undefined) return [];
	const isSearched = sibling(this, 'findBy') === 'search';
	const fits = (property: Definition) => (isSearched ? isWritable(property) : isUnique(property, objectType));
	const fitting = (await visibleProperties(this, objectType)).filter(fits);
	if (fitting.length > 0) return fitting.map(choice);
	return [remark('There Is No Unique Property', 'This object has none. Find the record by another property.')];
}

/** What the records of an association can be to each other. */
export async function getAssociationLabels(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const usual = { name: 'Without a Label', value: '' };
	const to = sibling(this, 'toObjectType');
	if (to === undefined) return [usual];
	const from = objectTypeOf(this).name;
	const labels = await ask(this, async ({ client }) => await client.labels({ from, to }));
	return [
		usual,
		...labels.flatMap((type) =>
			type.label === null ? [] : [{ name: type.label, value: associationLabelValue(type) }],
		),
	];
}

async function customObjects(context: ILoadOptionsFunctions): Promise<Array<{ name: string; value: string }>> {
	const schemas = await ask(context, async ({ client }) => await client.schemas());
	return schemas.map(({ labels, name, objectTypeId }) => ({
		name: labels.plural ?? name,
		value: objectTypeId ?? name,
	}));
}

/** A field of the same association. */
function sibling(context: ILoadOptionsFunctions, name: string): string | undefined {
	const value = context.getCurrentNodeParameter(`&${name}`);
	return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Something that a list says beside its choices. Its value is blank, which counts as nothing chosen. */
function remark(name: string, description: string): INodePropertyOptions {
	// Not the empty text: the editor would show the remark as what is chosen, even when the list has changed.
	return { name, value: ' ', description };
}

function choice({ label, name }: Definition): INodePropertyOptions {
	return { name: label, value: name, description: name };
}
