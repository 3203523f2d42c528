import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { otherSettings } from '../../shared/runSettings';
import { associationReader } from './associationFields';
import { categoryReader } from './categoryFields';
import { noteReader } from './noteFields';
import { parameterGrounds, parameterReader, type Reader } from './parameters';
import { ONCE_READ } from './upsertFields';
import { plainText, type ConversionSettings } from '../plan/convert/convert';
import { fieldMatcher, unmatchedFields, type UnknownField } from '../plan/fieldMatching';
import type { Definitions } from '../plan/definition';
import { withoutNames } from '../plan/texts';
import type { Draft, UnreadableDraft } from '../plan/draft';

/** What the resource mapper stores. */
interface MappedFields {
	mappingMode: 'defineBelow' | 'autoMapInputData';
	value: Record<string, unknown> | null;
	schema?: Array<{ id: string; removed?: boolean }>;
}

export interface ReadSettings {
	definitions: Definitions;
	/** What becomes of input fields that fit no property, where they are mapped automatically. */
	unknownField: UnknownField;
	conversion: ConversionSettings;
}

/** Reads the parameters for each input item. An expression that fails for one item concerns no other. */
export function readDrafts(context: IExecuteFunctions, settings: ReadSettings): Array<Draft | UnreadableDraft> {
	const read = {
		properties: propertyReader(context, settings),
		recordId: parameterReader<unknown>(context, context.getNode().parameters.recordId),
		categories: categoryReader(context),
		associations: associationReader(context),
		note: noteReader(context, settings.conversion),
	};
	const otherThanTheFirst = otherSettings(context, ONCE_READ);
	return context.getInputData().map(({ json }, index) => {
		try {
			const reason = otherThanTheFirst(index);
			if (reason !== undefined) return { code: 'SETTING_DIFFERS', reason };
			return {
				properties: read.properties(index, json),
				recordId: read.recordId(index),
				categories: read.categories(index),
				associations: read.associations(index),
				note: read.note(index),
			};
		} catch (error) {
			const { code, reason } = parameterGrounds(error);
			return { code, reason: `A parameter of the node cannot be read: ${reason}` };
		}
	});
}

type PropertyReader = (itemIndex: number, json: IDataObject) => Draft['properties'];

/**
 * The mapping is read past n8n's check of its types: that would let one item with what n8n takes for the wrong type stop
 * all others, before its value could be converted.
 */
function propertyReader(context: IExecuteFunctions, { definitions, unknownField }: ReadSettings): PropertyReader {
	const { mappingMode, value, schema } = mappedFields(context);
	if (mappingMode === 'autoMapInputData') {
		const propertyFor = fieldMatcher(definitions, unknownField);
		return (_index, json) => matched(json, propertyFor);
	}
	// The editor stores values for properties that were taken off the list, too, and empty ones for those left blank.
	const removed = new Set((schema ?? []).filter((field) => field.removed).map(({ id }) => id));
	const isMapped = ([name, stored]: [string, unknown]) => !removed.has(name) && stored !== null && stored !== '';
	const read: Reader<Draft['properties']> = parameterReader(
		context,
		Object.fromEntries(Object.entries(value ?? {}).filter(isMapped)),
	);
	return (index) => read(index);
}

/** The input fields that are left out although they hold something: mapped automatically, they fit no property. */
export function fieldsLeftOut(
	context: IExecuteFunctions,
	{ definitions, unknownField }: Pick<ReadSettings, 'definitions' | 'unknownField'>,
): string[] {
	if (unknownField !== 'leaveOut' || mappedFields(context).mappingMode !== 'autoMapInputData') return [];
	const items = context.getInputData().map(({ json }) => json);
	return unmatchedFields(items, definitions);
}

function mappedFields(context: IExecuteFunctions): MappedFields {
	return context.getNode().parameters.fields as unknown as MappedFields;
}

/** A field that is called by the property's name goes before one that is called by its label, an empty one before none. */
function matched(json: IDataObject, propertyFor: (field: string) => string | undefined): Draft['properties'] {
	const properties: Draft['properties'] = withoutNames();
	for (const field of Object.keys(json)) {
		const name = propertyFor(field);
		if (name === undefined) continue;
		const value = json[field];
		const isFree = !(name in properties) || plainText(properties[name]) === undefined;
		if (isFree || (name === field && plainText(value) !== undefined)) properties[name] = value;
	}
	return properties;
}
