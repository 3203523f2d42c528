import { fold } from '../../shared/values/fold';
import type { CategoryMapping } from './category';
import { addOptions, findOption, joinOptions, type Conversion, type ConversionSettings } from './convert/convert';
import { unknownInKey, unknownOption, type Definition, type Option } from './definition';
import { additionProblem } from './foresight';
import type { PlanSettings } from './settings';
import { Unplannable } from './unplannable';

/** The options that a draft is to give to one property. */
export interface PlannedOptions {
	/** Internal values. */
	values: string[];
	/** Those of them that have to be added to the property first. */
	newOptions: string[];
	/** What is left out because the user wants it so, in words for the user. */
	dropped?: string;
	checkboxes: ConversionSettings['checkboxes'];
}

type UnknownOptions = Extract<Conversion, { kind: 'unknownOptions' }>;

/** Decides what becomes of the options that the drafts of one plan name. Throws `Unplannable` where a draft cannot be written. */
export class OptionPlanner {
	readonly #settings: Pick<PlanSettings, 'unknownOption' | 'conversion'>;
	/** The texts that new options have been given, by property and folded text. */
	readonly #spellings = new Map<string, string>();

	constructor(settings: Pick<PlanSettings, 'unknownOption' | 'conversion'>) {
		this.#settings = settings;
	}

	/** What is written of a value that names options the property does not have. */
	ofValue(definition: Definition, { known, unknown, append }: UnknownOptions, isKey: boolean): PlannedOptions {
		const { unknownOption: policy, conversion } = this.#settings;
		const named = unknown.map((option) => `"${option}"`).join(', ');
		const checkboxes = append ? 'append' : conversion.checkboxes;
		// Owners, pipelines and stages are kept elsewhere: nothing can be added to them here.
		if (policy === 'reject' || (policy === 'add' && definition.externalOptions)) {
			throw new Unplannable('OPTION_UNKNOWN', unknownOption(definition, named));
		}
		if (policy === 'add') {
			const added = unknown.map((option) => this.#toBeAdded(definition, option));
			return { values: [...known, ...added.map(({ value }) => value)], newOptions: newOnes(added), checkboxes };
		}
		if (isKey) throw new Unplannable('OPTION_UNKNOWN', unknownInKey(definition, named));
		return { values: known, newOptions: [], dropped: `${definition.label}: there is no option ${named}`, checkboxes };
	}

	/** What is written of a category. The policy is the mapping's own, as is what happens to the record's categories. */
	ofCategory(definition: Definition, category: string, mapping: CategoryMapping): PlannedOptions & { label: string } {
		const { existingValues: checkboxes, missingOption } = mapping;
		const option = findOption(category, definition.options);
		if (option === 'ambiguous') {
			const message = `Two options of "${definition.label}" are called "${category}". Rename one in HubSpot.`;
			throw new Unplannable('CATEGORY_UNKNOWN', message);
		}
		if (option !== undefined) return { values: [option.value], newOptions: [], checkboxes, label: option.label };
		if (missingOption === 'reject') {
			throw new Unplannable('CATEGORY_UNKNOWN', unknownOption(definition, `"${category}"`));
		}
		const added = this.#toBeAdded(definition, category);
		return { values: [added.value], newOptions: newOnes([added]), checkboxes, label: category };
	}

	/** A semicolon divides the options of a property, so it cannot be in one. */
	#toBeAdded(definition: Definition, label: string): { value: string; isNew: boolean } {
		const problem = additionProblem(definition);
		if (problem !== undefined) throw new Unplannable('PROPERTY_UNWRITABLE', problem);
		const text = label.replaceAll(';', ',');
		const known = findOption(text, definition.options);
		if (typeof known === 'object') return { value: known.value, isNew: false };
		return { value: this.#firstSpelling(definition, text), isNew: true };
	}

	/** Drafts may write the same new option in several ways: to HubSpot they would be several options. */
	#firstSpelling({ name }: Definition, option: string): string {
		const key = `${name} ${fold(option)}`;
		const first = this.#spellings.get(key) ?? option;
		this.#spellings.set(key, first);
		return first;
	}
}

/**
 * The text of a property with these options.
 * @param there what another field or mapping of the draft has put there; what is to be added goes beside it
 */
export function textOf({ values, checkboxes }: PlannedOptions, definition: Definition, there = ''): string {
	const text = joinOptions(values, definition, { checkboxes });
	return addsOptions(text) ? addOptions(there, text) : text;
}

/** A leading semicolon makes HubSpot add the options to those that the record holds (hubspot.md, Properties). */
export function addsOptions(text: string): boolean {
	return text.startsWith(';');
}

function newOnes(added: ReadonlyArray<{ value: Option['value']; isNew: boolean }>): string[] {
	return added.filter(({ isNew }) => isNew).map(({ value }) => value);
}
