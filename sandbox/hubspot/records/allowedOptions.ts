import { OWNERS } from '../directory/owners.ts';
import { pipelinesOf } from '../directory/pipelines.ts';
import type { PropertyDefinition } from '../properties/definition.ts';

/** The values that an enumeration takes: its own options, or the owners, pipelines or stages kept elsewhere. */
export function allowedOptions(typeId: string, definition: PropertyDefinition): string[] {
	if (!definition.externalOptions) return definition.options.map((option) => option.value);
	if (definition.referencedObjectType === 'OWNER') return OWNERS.filter((owner) => !owner.archived).map(({ id }) => id);
	const pipelines = pipelinesOf(typeId);
	if (definition.name.endsWith('pipeline')) return pipelines.map(({ id }) => id);
	return pipelines.flatMap(({ stages }) => stages.map(({ id }) => id));
}
