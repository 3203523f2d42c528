import { addOptions, convert, findOption, joinOptions, type Conversion } from './convert/convert';
import { composed, fold } from '../../shared/values/fold';
import { plainText, shown } from './convert/text';
import { categoryOf, mappingProblem, type CategorySource } from './category';
import {
	holdsSeveral,
	isWritable,
	keptByHubSpot,
	labelOf,
	unknownInKey,
	unknownOption,
	type Definition,
} from './definition';
import { additionProblem } from './foresight';
import { chosenStage, stageOptions, type PipelineProperties } from './stage';
import { isRecordId, type Key } from './key';
import type { AssociationWish, NoteWish, Row } from './row';
import type { PlanSettings, UnknownOptionPolicy } from './settings';

/** The record that a row is for. */
export type Target = { key: Key; value: string } | 'new';

/** How a category was found, for the dry run. */
export interface CategoryTrace {
	property: string;
	sourceValue: string;
	category: string;
	because: string;
}

/** What one row asks for. Of 50,000 rows most have nothing but properties: the rest is there only where it is needed. */
export interface PlannedRow {
	/** The index of the input item. */
	row: number;
	target: Target;
	/** What travels to HubSpot, by property. */
	properties: Record<string, string>;
	/** The properties whose text adds options to those that the record has. */
	appended?: Set<string>;
	/** Options that have to be added to a property first, by its name. */
	newOptions?: Map<string, string[]>;
	/** Properties that have to be created first. */
	newProperties?: string[];
	/** What was left out because the user wants it so, in words for the user. */
	dropped?: string[];
	categories?: CategoryTrace[];
	associations?: AssociationWish[];
	note?: NoteWish;
}

/** Something in a row that cannot be written; its message is the reason, for the user. */
class Unplannable extends Error {}

/** Decides what rows ask for that share their settings. */
export class RowPlanner {
	readonly #settings: PlanSettings;
	/** As texts that new options have been given, by property and folded text. */
	readonly #spellings = new Map<string, string>();

	constructor(settings: PlanSettings) {
		this.#settings = settings;
	}

	/** What one row asks for, or why it cannot be written. Never throws. */
	plan(row: Row, index: number): PlannedRow | { reason: string } {
		try {
			return this.#planned(row, index);
		} catch (error) {
			if (error instanceof Unplannable) return { reason: error.message };
			return { reason: `The item has a value that cannot be written: ${(error as Error).message}` };
		}
	}

	#planned(row: Row, index: number): PlannedRow {
		const planned: PlannedRow = { row: index, target: 'new', properties: {} };
		if (row.associations.length > 0) planned.associations = row.associations;
		if (row.note) planned.note = row.note;
		const { pipeline } = this.#settings;
		for (const name in row.properties) {
			if (name !== pipeline?.stageProperty) this.#writeValue(planned, name, row.properties[name]);
		}
		// Which stages there are depends on the pipeline.
		if (pipeline !== undefined) this.#writeStage(planned, row.properties, pipeline);
		for (const category of row.categories) this.#writeCategory(planned, category);
		planned.target = this.#target(planned, row);
		if (planned.target === 'new' && Object.values(planned.properties).every((text) => text === '')) {
			throw new Unplannable('The item has no values, so there is nothing to create. Fill it in at the source.');
		}
		return planned;
	}

	#writeValue(planned: PlannedRow, name: string, value: unknown): void {
		const definition = this.#settings.definitions.get(name);
		if (definition === undefined) {
			this.#writeUnknown(planned, name, value);
			return;
		}
		const conversion = convert(value, definition, this.#settings.conversion);
		if (definition.isNew && conversion.kind === 'text') (planned.newProperties ??= []).push(name);
		if (conversion.kind !== 'empty' && !isWritable(definition)) throw new Unplannable(keptByHubSpot(definition));
		if (definition.ownersProblem !== undefined && conversion.kind === 'text' && !isRecordId(conversion.text)) {
			throw new Unplannable(`"${shown(value)}" cannot be found for "${definition.label}". ${definition.ownersProblem}`);
		}
		this.#keep(planned, definition, value, conversion);
	}

	#writeUnknown(planned: PlannedRow, name: string, value: unknown): void {
		const text = plainText(value);
		if (text === undefined) return;
		if (this.#settings.unknownProperty === 'drop') {
			this.#drop(planned, `${name}: there is no such property`);
			return;
		}
		throw new Unplannable(
			`HubSpot has no property "${name}". Create it there, take it out of the mapping, or set Unknown Property to something else.`,
		);
	}

	#keep(planned: PlannedRow, definition: Definition, value: unknown, conversion: Conversion): void {
		const { properties } = planned;
		const { name, label } = definition;
		switch (conversion.kind) {
			case 'text':
				properties[name] = conversion.text;
				if (holdsSeveral(definition)) this.#noteAppending(planned, name);
				return;
			case 'empty':
				if (this.#settings.emptyValues === 'clear' && isWritable(definition) && !this.#isKey(name)) {
					properties[name] = '';
				}
				return;
			case 'unreadable':
				throw new Unplannable(
					`"${shown(value)}" does not fit the property "${label}". Expected: ${conversion.expected}.`,
				);
			case 'unknownOptions':
				this.#keepOptions(planned, definition, conversion, this.#settings.unknownOption);
		}
	}

	#keepOptions(
		planned: PlannedRow,
		definition: Definition,
		{ known, unknown, append }: Extract<Conversion, { kind: 'unknownOptions' }>,
		policy: UnknownOptionPolicy,
	): void {
		const { name, label } = definition;
		const named = unknown.map((option) => `"${option}"`).join(', ');
		// Owners, pipelines and stages are no options that could be added to a property.
		if (policy === 'reject' || (policy === 'add' && definition.externalOptions))
			throw new Unplannable(unknownOption(definition, named));
		if (policy === 'drop' && this.#isKey(name)) throw new Unplannable(unknownInKey(definition, named));
		let values = known;
		if (policy === 'add') {
			values = [...known, ...unknown.map((option) => this.#newOption(planned, definition, option))];
		} else {
			this.#drop(planned, `${label}: there is no option ${named}`);
		}
		if (values.length === 0) return;
		this.#writeOptions(planned, definition, values, append ? 'append' : this.#settings.conversion.checkboxes);
	}

	/** What is to be added goes beside what another field or mapping of the row has put there. */
	#writeOptions(
		planned: PlannedRow,
		definition: Definition,
		values: readonly string[],
		checkboxes: 'replace' | 'append',
	): void {
		const { name } = definition;
		const { properties } = planned;
		const text = joinOptions(values, definition, { checkboxes });
		properties[name] = text.startsWith(';') ? addOptions(properties[name] ?? '', text) : text;
		this.#noteAppending(planned, name);
	}

	/** A leading semicolon makes HubSpot add the options to those that the record holds (hubspot.md, Properties). */
	#noteAppending(planned: PlannedRow, name: string): void {
		if (planned.properties[name].startsWith(';')) (planned.appended ??= new Set()).add(name);
		else planned.appended?.delete(name);
	}

	/** A semicolon parts the options of a property, so it cannot be in one. */
	#newOption(planned: PlannedRow, definition: Definition, label: string): string {
		const { name, options } = definition;
		const problem = additionProblem(definition);
		if (problem !== undefined) throw new Unplannable(problem);
		const text = label.replaceAll(';', ',');
		const known = findOption(text, options);
		if (typeof known === 'object') return known.value;
		const option = this.#firstSpelling(name, text);
		const newOptions = (planned.newOptions ??= new Map<string, string[]>());
		newOptions.set(name, [...(newOptions.get(name) ?? []), option]);
		return option;
	}

	/** Rows may write the same new option in several ways: to HubSpot they would be several options. */
	#firstSpelling(name: string, option: string): string {
		const key = `${name} ${fold(option)}`;
		const first = this.#spellings.get(key) ?? option;
		this.#spellings.set(key, first);
		return first;
	}

	#drop(planned: PlannedRow, what: string): void {
		(planned.dropped ??= []).push(what);
	}

	#writeStage(planned: PlannedRow, given: Row['properties'], pipeline: PipelineProperties): void {
		const { pipelineProperty, stageProperty } = pipeline;
		const value = given[stageProperty];
		if (value === undefined) return;
		const definition = this.#settings.definitions.get(stageProperty);
		if (definition === undefined) {
			this.#writeUnknown(planned, stageProperty, value);
			return;
		}
		const { properties } = planned;
		// Another pipeline may have a stage of that name, but the record does not belong there.
		if (properties[pipelineProperty] === undefined && plainText(given[pipelineProperty]) !== undefined) {
			if (plainText(value) !== undefined) this.#drop(planned, `${definition.label}: its pipeline is left out, too`);
			return;
		}
		const options = stageOptions(definition, properties[pipelineProperty]);
		this.#keep(planned, definition, value, convert(value, { ...definition, options }, this.#settings.conversion));
		const stage = chosenStage(definition, properties[stageProperty]);
		// A pipeline that the item has nothing for would be cleared, and leave the stage without one.
		if (stage?.pipelineId !== undefined) properties[pipelineProperty] ||= stage.pipelineId;
	}

	#writeCategory(planned: PlannedRow, { mapping, sourceValue }: CategorySource): void {
		const definition = this.#settings.definitions.get(mapping.property);
		const problem = mappingProblem(mapping, definition);
		if (problem !== undefined) throw new Unplannable(problem);
		const category = categoryOf(sourceValue, mapping);
		if (category.kind === 'reject') throw new Unplannable(category.reason);
		if (category.kind === 'leave') return;
		if (definition === undefined) {
			this.#writeUnknown(planned, mapping.property, category.option);
			return;
		}
		if (!isWritable(definition)) throw new Unplannable(keptByHubSpot(definition));
		const option = findOption(category.option, definition.options);
		if (option === 'ambiguous') {
			throw new Unplannable(
				`Two options of "${definition.label}" are called "${category.option}". Rename one in HubSpot.`,
			);
		}
		// The policy is the mapping's own, as is what happens to the categories that the record has.
		if (option === undefined && mapping.missingOption === 'reject') {
			throw new Unplannable(unknownOption(definition, `"${category.option}"`));
		}
		const value = option?.value ?? this.#newOption(planned, definition, category.option);
		this.#writeOptions(planned, definition, [value], mapping.existingValues);
		(planned.categories ??= []).push({
			property: mapping.property,
			sourceValue,
			category: option?.label ?? category.option,
			because: category.because,
		});
	}

	/** What tells the records apart is never emptied: a second key may have found the record. */
	#isKey(name: string): boolean {
		return this.#settings.keys.some((key) => key.by !== 'recordId' && key.property === name);
	}

	#target({ properties }: PlannedRow, row: Row): Target {
		const { keys, emptyKey, definitions } = this.#settings;
		for (const key of keys) {
			const value = key.by === 'recordId' ? recordId(row) : keyValue(key.property, properties);
			if (value !== undefined && value !== '') return { key, value };
		}
		if (emptyKey === 'create') return 'new';
		const names = keys.map((key) => (key.by === 'recordId' ? 'Record ID' : labelOf(definitions, key.property)));
		throw new Unplannable(
			`The item has no value for "${names.join('" or "')}", which tells the records apart. Fill it in at the source.`,
		);
	}
}

function keyValue(property: string, properties: PlannedRow['properties']): string | undefined {
	const text = properties[property];
	if (text === undefined) return undefined;
	const value = composed(text);
	// HubSpot compares e-mail addresses without regard to capitals, and answers them in small letters.
	return (properties[property] = property === 'email' ? value.toLowerCase() : value);
}

function recordId(row: Row): string | undefined {
	const id = plainText(row.recordId);
	if (id === undefined || isRecordId(id)) return id;
	throw new Unplannable(`"${shown(id)}" is no record ID: HubSpot's are made of digits. Correct it at the source.`);
}
