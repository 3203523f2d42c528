import { addOptions, convert, findOption, joinOptions, type Conversion } from './convert/convert';
import { fold } from '../../shared/values/fold';
import { plainText } from './convert/text';
import { categoryOf, mappingProblem, type CategorySource } from './category';
import { isWritable, labelOf, type Definition } from './definition';
import { chosenStage, stageOptions } from './stage';
import type { AssociationWish, Key, NoteWish, Row } from './row';
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

/** Decides what one row asks for, or why it cannot be written. Never throws. */
export function planRow(row: Row, index: number, settings: PlanSettings): PlannedRow | { reason: string } {
	try {
		return new RowPlanner(row, index, settings).planned();
	} catch (error) {
		if (error instanceof Unplannable) return { reason: error.message };
		return { reason: `The item has a value that cannot be written: ${(error as Error).message}` };
	}
}

class RowPlanner {
	readonly #row: Row;
	readonly #settings: PlanSettings;
	readonly #planned: PlannedRow;

	constructor(row: Row, index: number, settings: PlanSettings) {
		this.#row = row;
		this.#settings = settings;
		this.#planned = { row: index, target: 'new', properties: {} };
		if (row.associations.length > 0) this.#planned.associations = row.associations;
		if (row.note) this.#planned.note = row.note;
	}

	planned(): PlannedRow {
		const { pipeline } = this.#settings;
		for (const [name, value] of Object.entries(this.#row.properties)) {
			if (name !== pipeline?.stageProperty) this.#writeValue(name, value);
		}
		// Which stages there are depends on the pipeline.
		const stage = pipeline && this.#row.properties[pipeline.stageProperty];
		if (stage !== undefined) this.#writeStage(stage);
		for (const category of this.#row.categories) this.#writeCategory(category);
		this.#planned.target = this.#target();
		if (this.#planned.target === 'new' && Object.values(this.#planned.properties).every((text) => text === '')) {
			throw new Unplannable('The item has no values, so there is nothing to create. Fill it in at the source.');
		}
		return this.#planned;
	}

	#writeValue(name: string, value: unknown): void {
		const definition = this.#settings.definitions.get(name);
		if (definition === undefined) {
			this.#writeUnknown(name, value);
			return;
		}
		const conversion = convert(value, definition, this.#settings.conversion);
		if (definition.isNew && conversion.kind === 'text') (this.#planned.newProperties ??= []).push(name);
		if (conversion.kind !== 'empty' && !isWritable(definition)) {
			throw new Unplannable(`HubSpot keeps the property "${definition.label}" itself. Take it out of the mapping.`);
		}
		if (definition.ownersProblem !== undefined && conversion.kind === 'text' && !isId(conversion.text)) {
			throw new Unplannable(`"${shown(value)}" cannot be found for "${definition.label}". ${definition.ownersProblem}`);
		}
		this.#keep(definition, value, conversion);
	}

	#writeUnknown(name: string, value: unknown): void {
		const text = plainText(value);
		if (text === undefined) return;
		if (this.#settings.unknownProperty === 'drop') {
			this.#drop(`${name}: there is no such property`);
			return;
		}
		throw new Unplannable(
			`HubSpot has no property "${name}". Create it there, take it out of the mapping, or set Unknown Property to something else.`,
		);
	}

	#keep(definition: Definition, value: unknown, conversion: Conversion): void {
		const { properties } = this.#planned;
		const { name, label } = definition;
		switch (conversion.kind) {
			case 'text':
				properties[name] = conversion.text;
				if (definition.fieldType === 'checkbox') this.#noteAppending(name);
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
				this.#keepOptions(definition, conversion, this.#settings.unknownOption);
		}
	}

	#keepOptions(
		definition: Definition,
		{ known, unknown, append }: Extract<Conversion, { kind: 'unknownOptions' }>,
		policy: UnknownOptionPolicy,
	): void {
		const { name, label } = definition;
		const named = unknown.map((option) => `"${option}"`).join(', ');
		// Owners, pipelines and stages are no options that could be added to a property.
		if (policy === 'reject' || (policy === 'add' && definition.externalOptions))
			throw new Unplannable(unknownOption(definition, named));
		let values = known;
		if (policy === 'add') {
			values = [...known, ...unknown.map((option) => this.#newOption(name, option))];
		} else {
			this.#drop(`${label}: there is no option ${named}`);
		}
		if (values.length === 0) return;
		this.#writeOptions(definition, values, append ? 'append' : this.#settings.conversion.checkboxes);
	}

	/** What is to be added goes beside what another field or mapping of the row has put there. */
	#writeOptions(definition: Definition, values: readonly string[], checkboxes: 'replace' | 'append'): void {
		const { name } = definition;
		const { properties } = this.#planned;
		const text = joinOptions(values, definition, { checkboxes });
		properties[name] = text.startsWith(';') ? addOptions(properties[name] ?? '', text) : text;
		this.#noteAppending(name);
	}

	/** A leading semicolon makes HubSpot add the options to those that the record holds (hubspot.md, Properties). */
	#noteAppending(name: string): void {
		if (this.#planned.properties[name].startsWith(';')) (this.#planned.appended ??= new Set()).add(name);
		else this.#planned.appended?.delete(name);
	}

	/** A semicolon parts the options of a property, so it cannot be in one. */
	#newOption(name: string, label: string): string {
		const option = firstSpelling(this.#settings, name, label.replaceAll(';', ','));
		const newOptions = (this.#planned.newOptions ??= new Map<string, string[]>());
		newOptions.set(name, [...(newOptions.get(name) ?? []), option]);
		return option;
	}

	#drop(what: string): void {
		(this.#planned.dropped ??= []).push(what);
	}

	#writeStage(value: unknown): void {
		const { pipeline, definitions } = this.#settings;
		if (pipeline === undefined) return;
		const definition = definitions.get(pipeline.stageProperty);
		if (definition === undefined) {
			this.#writeUnknown(pipeline.stageProperty, value);
			return;
		}
		const { properties } = this.#planned;
		const options = stageOptions(definition, properties[pipeline.pipelineProperty]);
		this.#keep(definition, value, convert(value, { ...definition, options }, this.#settings.conversion));
		const stage = chosenStage(definition, properties[pipeline.stageProperty]);
		if (stage?.pipelineId !== undefined) properties[pipeline.pipelineProperty] ??= stage.pipelineId;
	}

	#writeCategory({ mapping, sourceValue }: CategorySource): void {
		const definition = this.#settings.definitions.get(mapping.property);
		const problem = mappingProblem(mapping, definition);
		if (problem !== undefined) throw new Unplannable(problem);
		const category = categoryOf(sourceValue, mapping);
		if (category.kind === 'reject') throw new Unplannable(category.reason);
		if (category.kind === 'leave') return;
		if (definition === undefined) {
			this.#writeUnknown(mapping.property, category.option);
			return;
		}
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
		const value = option?.value ?? this.#newOption(definition.name, category.option);
		this.#writeOptions(definition, [value], mapping.existingValues);
		(this.#planned.categories ??= []).push({
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

	#target(): Target {
		const { keys, emptyKey, definitions } = this.#settings;
		for (const key of keys) {
			const value = this.#keyValue(key);
			if (value !== undefined && value !== '') return { key, value };
		}
		if (emptyKey === 'create') return 'new';
		const names = keys.map((key) => (key.by === 'recordId' ? 'Record ID' : labelOf(definitions, key.property)));
		throw new Unplannable(
			`The item has no value for "${names.join('" or "')}", which tells the records apart. Fill it in at the source.`,
		);
	}

	#keyValue(key: Key): string | undefined {
		if (key.by === 'recordId') return this.#recordId();
		const { properties } = this.#planned;
		// HubSpot compares e-mail addresses without regard to capitals, and answers them in small letters.
		if (key.property === 'email' && properties.email !== undefined) properties.email = properties.email.toLowerCase();
		return properties[key.property];
	}

	#recordId(): string | undefined {
		const id = plainText(this.#row.recordId);
		if (id === undefined || isId(id)) return id;
		throw new Unplannable(`"${shown(id)}" is no record ID: HubSpot's are made of digits. Correct it at the source.`);
	}
}

/** As texts that new options have been given, by property and folded text. The rows of a plan share their settings. */
const spellings = new WeakMap<PlanSettings, Map<string, string>>();

/** Rows may write the same new option in several ways: to HubSpot they would be several options. */
function firstSpelling(settings: PlanSettings, name: string, option: string): string {
	const known = spellings.get(settings) ?? new Map<string, string>();
	spellings.set(settings, known);
	const key = `${name} ${fold(option)}`;
	const first = known.get(key) ?? option;
	known.set(key, first);
	return first;
}

function unknownOption({ label, referencedObjectType }: Definition, named: string): string {
	if (referencedObjectType === 'OWNER') {
		return `HubSpot has no owner ${named} for "${label}". Correct it at the source, or invite the person to HubSpot.`;
	}
	return `The property "${label}" has no option ${named}. Add it in HubSpot, or set what is to happen with unknown options.`;
}

/** HubSpot's own numbers of records and owners. */
function isId(text: string): boolean {
	return /^\d+$/.test(text);
}

const LONGEST_SHOWN = 100;

function shown(value: unknown): string {
	const text = plainText(value) ?? String(value);
	return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
}
