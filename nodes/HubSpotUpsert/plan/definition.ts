import type { PropertyDefinition } from '../api/definitions';
import type { Grounds } from './grounds';
import type { Key } from './key';

/** A choice of a property, the choices that HubSpot keeps elsewhere (owners, pipelines, stages) among them. */
export interface Option {
	value: string;
	label: string;
	hidden?: boolean;
	/** Other names by which it may be called, for instance an owner's e-mail address. */
	aliases?: readonly string[];
	/** Of a stage: the pipeline that it belongs to. */
	pipelineId?: string;
}

/** What the node has to know of a property. */
export type Definition = Pick<
	PropertyDefinition,
	| 'name'
	| 'label'
	| 'type'
	| 'fieldType'
	| 'hidden'
	| 'calculated'
	| 'externalOptions'
	| 'hasUniqueValue'
	| 'referencedObjectType'
	| 'modificationMetadata'
> & {
	options: readonly Option[];
	/** It is only to be created. */
	isNew?: boolean;
	/** Why HubSpot did not tell the owners that a property may have, for the user. */
	ownersProblem?: Grounds;
};

/** The properties of an object type by their internal names. */
export type Definitions = ReadonlyMap<string, Definition>;

/** Whether a value can be written: HubSpot itself keeps the read-only and the calculated properties. */
export function isWritable({ modificationMetadata, calculated }: Definition): boolean {
	return !modificationMetadata?.readOnlyValue && !calculated;
}

/** Whether a property may serve as a unique key (hubspot.md, Batch upsert: `email` for contacts, or unique values). */
export function isUnique({ name, hasUniqueValue }: Definition, objectType: string): boolean {
	return hasUniqueValue === true || (name === 'email' && objectType === 'contacts');
}

/** Whether records may hold several choices: what an item adds to them is not what a record is found by. */
export function holdsSeveral({ fieldType }: Pick<Definition, 'fieldType'>): boolean {
	return fieldType === 'checkbox';
}

/** Why records cannot be found by these keys, for the user; undefined where they can. */
export function keysProblem(
	keys: readonly Key[],
	definitions: Definitions,
	objectType: { name: string; plural: string },
): Grounds | undefined {
	for (const key of keys) {
		if (key.by === 'recordId') continue;
		const definition = definitions.get(key.property);
		if (definition === undefined) {
			const reason = `HubSpot has no property "${key.property}" for ${objectType.plural}. Choose another property to match on.`;
			return { code: 'PROPERTY_UNKNOWN', reason };
		}
		if (key.by === 'unique' && !isUnique(definition, objectType.name)) {
			const reason = `HubSpot does not keep the property "${definition.label}" unique. Choose a unique one, or set Match By to "Other Property (Search)".`;
			return { code: 'SETTING_INVALID', reason };
		}
		if (holdsSeveral(definition)) {
			const reason = `The property "${definition.label}" holds several choices, so that it does not tell records apart. Choose another property to match on.`;
			return { code: 'SETTING_INVALID', reason };
		}
	}
	return undefined;
}

/** How a property is called in texts for users. */
export function labelOf(definitions: Definitions, name: string): string {
	return definitions.get(name)?.label ?? name;
}

/** Why a value for a property that is not writable is refused, for the user. */
export function keptByHubSpot({ label }: Definition): string {
	return `HubSpot keeps the property "${label}" itself. Take it out of the mapping.`;
}

/**
 * That a property has no such options, for the user.
 * @param named the texts that name none, in quotation marks
 */
export function unknownOption({ label, options, referencedObjectType }: Definition, named: string): string {
	if (referencedObjectType === 'OWNER') {
		return `HubSpot has no owner ${named} for "${label}". Correct it at the source, or invite the person to HubSpot.`;
	}
	if (options.some(({ pipelineId }) => pipelineId !== undefined)) {
		return `No "${label}" is called ${named} in the item's pipeline (without one, in any pipeline). Correct the stage or the pipeline at the source.`;
	}
	return `The property "${label}" has no option ${named}. Add it in HubSpot, or set what is to happen with unknown options.`;
}

/** The same of a property that tells the records apart: without its value the item would be for another record, or a new one. */
export function unknownInKey({ label }: Definition, named: string): string {
	return `The property "${label}" has no option ${named}. It tells the records apart, so that it cannot be left out: add the option in HubSpot, or correct it at the source.`;
}
