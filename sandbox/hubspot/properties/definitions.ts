import { catalog } from '../catalog/catalog.ts';
import { CONTACTS } from '../objectTypes.ts';
import type { PropertyDefinition, PropertyGroup } from './definition.ts';

/** The properties and groups of every object type, the archived properties among them. */
export class PropertyDefinitions {
	readonly #definitions = new Map<string, Map<string, PropertyDefinition>>();
	readonly #groupLists = new Map<string, PropertyGroup[]>();

	constructor() {
		for (const { typeId, groups, definitions } of catalog()) {
			this.#definitions.set(typeId, new Map(definitions.map((definition) => [definition.name, definition])));
			this.#groupLists.set(typeId, groups);
		}
	}

	all(typeId: string): PropertyDefinition[] {
		return [...(this.#definitions.get(typeId)?.values() ?? [])];
	}

	/** A property in use; an archived one is as if it did not exist. */
	live(typeId: string, name: string): PropertyDefinition | undefined {
		const definition = this.any(typeId, name);
		return definition?.archived ? undefined : definition;
	}

	any(typeId: string, name: string): PropertyDefinition | undefined {
		return this.#definitions.get(typeId)?.get(name);
	}

	put(typeId: string, definition: PropertyDefinition): void {
		this.#definitions.get(typeId)?.set(definition.name, definition);
	}

	groups(typeId: string): PropertyGroup[] {
		return this.#groupLists.get(typeId) ?? [];
	}

	addGroup(typeId: string, group: PropertyGroup): void {
		this.groups(typeId).push(group);
	}

	/** The properties by which a record can be found; a contact's email is one without `hasUniqueValue`. */
	uniqueNames(typeId: string): string[] {
		return this.all(typeId)
			.filter(({ name, hasUniqueValue }) => hasUniqueValue || (typeId === CONTACTS && name === 'email'))
			.map(({ name }) => name);
	}
}
