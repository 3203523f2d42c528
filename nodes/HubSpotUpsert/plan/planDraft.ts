import { plainText, shown } from './convert/text';
import { composed } from '../../shared/values/fold';
import { convert, type Conversion } from './convert/convert';
import { categoryOf, mappingProblem, type CategorySource } from './category';
import { holdsSeveral, isWritable, keptByHubSpot, labelOf, type Definition } from './definition';
import type { AssociationWish, Draft, NoteWish } from './draft';
import type { Grounds } from './grounds';
import { isRecordId, type Key } from './key';
import { addsOptions, OptionPlanner, textOf, type PlannedOptions } from './planOptions';
import type { PlanSettings } from './settings';
import { chosenStage, stageOptions, type PipelineProperties } from './stage';
import { withoutNames } from './texts';
import { Unplannable } from './unplannable';

/** The record that a draft is for. */
export type Target = { key: Key; value: string } | 'new';

/** How a category was found, for the dry run. */
export interface CategoryTrace {
	property: string;
	sourceValue: string;
	category: string;
	because: string;
}

/** What one draft asks for. Of 50,000 drafts most have nothing but properties: the rest is there only where it is needed. */
export interface PlannedDraft {
	/** The index of the input item. */
	item: number;
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

/** Decides what drafts ask for that share their settings. */
export class DraftPlanner {
	readonly #settings: PlanSettings;
	readonly #options: OptionPlanner;

	constructor(settings: PlanSettings) {
		this.#settings = settings;
		this.#options = new OptionPlanner(settings);
	}

	/** What the draft of an item asks for, or why it cannot be written. Never throws. */
	plan(draft: Draft, item: number): PlannedDraft | Grounds {
		try {
			return new OneDraft(draft, this.#settings, this.#options).planned(item);
		} catch (error) {
			if (error instanceof Unplannable) return { code: error.code, reason: error.message };
			const reason = `The item has a value that cannot be written: ${(error as Error).message}`;
			return { code: 'VALUE_INVALID', reason };
		}
	}
}

/** One draft, and what is known so far of what it asks for. */
class OneDraft {
	readonly #draft: Draft;
	readonly #settings: PlanSettings;
	readonly #options: OptionPlanner;
	readonly #properties = withoutNames<string>();
	/** What most drafts do not have. */
	readonly #more: Omit<PlannedDraft, 'item' | 'target' | 'properties'> = {};

	constructor(draft: Draft, settings: PlanSettings, options: OptionPlanner) {
		this.#draft = draft;
		this.#settings = settings;
		this.#options = options;
	}

	/** Throws `Unplannable`. */
	planned(item: number): PlannedDraft {
		const { properties: given, categories, associations, note } = this.#draft;
		const { pipeline } = this.#settings;
		for (const name in given) {
			if (name !== pipeline?.stageProperty) this.#writeValue(name, given[name]);
		}
		// Which stages there are depends on the pipeline.
		if (pipeline !== undefined) this.#writeStage(pipeline);
		for (const category of categories) this.#writeCategory(category);
		const target = this.#target();
		const properties = this.#properties;
		if (target === 'new' && Object.values(properties).every((text) => text === '')) {
			const reason = 'The item has no values, so there is nothing to create. Fill it in at the source.';
			throw new Unplannable('VALUE_MISSING', reason);
		}
		const planned: PlannedDraft = { item, target, properties, ...this.#more };
		if (associations.length > 0) planned.associations = associations;
		if (note) planned.note = note;
		return planned;
	}

	#writeValue(name: string, value: unknown): void {
		const definition = this.#settings.definitions.get(name);
		if (definition === undefined) {
			this.#writeUnknown(name, value);
			return;
		}
		const conversion = convert(value, definition, this.#settings.conversion);
		if (definition.isNew && conversion.kind === 'text') (this.#more.newProperties ??= []).push(name);
		if (conversion.kind !== 'empty' && !isWritable(definition)) {
			throw new Unplannable('PROPERTY_UNWRITABLE', keptByHubSpot(definition));
		}
		const { ownersProblem, label } = definition;
		if (ownersProblem !== undefined && conversion.kind === 'text' && !isRecordId(conversion.text)) {
			const reason = `"${shown(value)}" cannot be found for "${label}". ${ownersProblem.reason}`;
			throw new Unplannable(ownersProblem.code, reason);
		}
		this.#write(definition, value, conversion);
	}

	#writeUnknown(name: string, value: unknown): void {
		const text = plainText(value);
		if (text === undefined) return;
		if (this.#settings.unknownProperty === 'drop') {
			this.#drop(`${name}: there is no such property`);
			return;
		}
		const reason = `HubSpot has no property "${name}". Create it there, take it out of the mapping, or set Unknown Property to something else.`;
		throw new Unplannable('PROPERTY_UNKNOWN', reason);
	}

	#write(definition: Definition, value: unknown, conversion: Conversion): void {
		const { name, label } = definition;
		switch (conversion.kind) {
			case 'text':
				this.#properties[name] = conversion.text;
				if (holdsSeveral(definition)) this.#noteAppending(name);
				return;
			case 'empty':
				if (this.#settings.emptyValues === 'clear' && isWritable(definition) && !this.#isKey(name)) {
					this.#properties[name] = '';
				}
				return;
			case 'unreadable': {
				const reason = `"${shown(value)}" does not fit the property "${label}". Expected: ${conversion.expected}.`;
				throw new Unplannable('VALUE_INVALID', reason);
			}
			case 'unknownOptions':
				this.#writeOptions(definition, this.#options.ofValue(definition, conversion, this.#isKey(name)));
		}
	}

	#writeOptions(definition: Definition, planned: PlannedOptions): void {
		const { name } = definition;
		const { values, newOptions, dropped } = planned;
		if (dropped !== undefined) this.#drop(dropped);
		if (newOptions.length > 0) {
			const all = (this.#more.newOptions ??= new Map<string, string[]>());
			all.set(name, [...(all.get(name) ?? []), ...newOptions]);
		}
		if (values.length === 0) return;
		this.#properties[name] = textOf(planned, definition, this.#properties[name]);
		this.#noteAppending(name);
	}

	#noteAppending(name: string): void {
		if (addsOptions(this.#properties[name])) (this.#more.appended ??= new Set()).add(name);
		else this.#more.appended?.delete(name);
	}

	#drop(what: string): void {
		(this.#more.dropped ??= []).push(what);
	}

	#writeStage({ pipelineProperty, stageProperty }: PipelineProperties): void {
		const given = this.#draft.properties;
		const value = given[stageProperty];
		if (value === undefined) return;
		const definition = this.#settings.definitions.get(stageProperty);
		if (definition === undefined) {
			this.#writeUnknown(stageProperty, value);
			return;
		}
		const properties = this.#properties;
		// Another pipeline may have a stage of that name, but the record does not belong there.
		if (properties[pipelineProperty] === undefined && plainText(given[pipelineProperty]) !== undefined) {
			if (plainText(value) !== undefined) this.#drop(`${definition.label}: its pipeline is left out, too`);
			return;
		}
		const options = stageOptions(definition, properties[pipelineProperty]);
		this.#write(definition, value, convert(value, { ...definition, options }, this.#settings.conversion));
		const stage = chosenStage(definition, properties[stageProperty]);
		// A pipeline that the item has nothing for would be cleared, and leave the stage without one.
		if (stage?.pipelineId !== undefined) properties[pipelineProperty] ||= stage.pipelineId;
	}

	#writeCategory({ mapping, sourceValue }: CategorySource): void {
		const { property } = mapping;
		const definition = this.#settings.definitions.get(property);
		const problem = mappingProblem(mapping, definition);
		if (problem !== undefined) throw new Unplannable('SETTING_INVALID', problem);
		const category = categoryOf(sourceValue, mapping);
		if (category.kind === 'reject') throw new Unplannable('CATEGORY_UNKNOWN', category.reason);
		if (category.kind === 'leave') return;
		if (definition === undefined) {
			this.#writeUnknown(property, category.option);
			return;
		}
		if (!isWritable(definition)) throw new Unplannable('PROPERTY_UNWRITABLE', keptByHubSpot(definition));
		const planned = this.#options.ofCategory(definition, category.option, mapping);
		this.#writeOptions(definition, planned);
		const { because } = category;
		(this.#more.categories ??= []).push({ property, sourceValue, category: planned.label, because });
	}

	/** What tells the records apart is never emptied: a second key may have found the record. */
	#isKey(name: string): boolean {
		return this.#settings.keys.some((key) => key.by !== 'recordId' && key.property === name);
	}

	#target(): Target {
		const { keys, emptyKey, definitions } = this.#settings;
		for (const key of keys) {
			const value = key.by === 'recordId' ? recordId(this.#draft) : this.#keyValue(key.property);
			if (value !== undefined && value !== '') return { key, value };
		}
		if (emptyKey === 'create') return 'new';
		const names = keys.map((key) => (key.by === 'recordId' ? 'Record ID' : labelOf(definitions, key.property)));
		const reason = `The item has no value for "${names.join('" or "')}", which tells the records apart. Fill it in at the source.`;
		throw new Unplannable('KEY_EMPTY', reason);
	}

	#keyValue(property: string): string | undefined {
		const text = this.#properties[property];
		if (text === undefined) return undefined;
		const value = composed(text);
		// HubSpot compares e-mail addresses without regard to capitals, and answers them in small letters.
		return (this.#properties[property] = property === 'email' ? value.toLowerCase() : value);
	}
}

function recordId({ recordId: given }: Draft): string | undefined {
	const id = plainText(given);
	if (id === undefined || isRecordId(id)) return id;
	const reason = `"${shown(id)}" is no record ID: HubSpot's are made of digits. Correct it at the source.`;
	throw new Unplannable('KEY_INVALID', reason);
}
