import { isDeepStrictEqual } from 'node:util';

import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { expressionsIn } from './expressions';
import { isObject } from './json';

/** A parameter that is read once, with the first item, and holds for all items of a run. */
export interface RunSetting {
	/** Its path in the node's parameters, for instance `options.dryRun`. */
	path: string;
	/** What the editor calls it. */
	label: string;
}

/** The editor's fields as settings of the run; `within` names the collection that they stand in. */
export function runSettings(fields: readonly INodeProperties[], within?: string): RunSetting[] {
	return fields.map(({ name, displayName }) => ({
		path: within === undefined ? name : `${within}.${name}`,
		// The editor leaves that out, too.
		label: displayName.replace(/ Name or ID$/, ''),
	}));
}

/**
 * Tells of an item for which an expression in a setting of the run gives something else than for the first: it is not to
 * be written where another item belongs. Answers the reason for the user, or undefined; throws where an expression fails.
 */
export function otherSettings(
	context: IExecuteFunctions,
	settings: readonly RunSetting[],
): (item: number) => string | undefined {
	const { parameters } = context.getNode();
	const expressions = settings.flatMap(({ path, label }) =>
		expressionsIn(storedAt(parameters, path))
			.filter((text) => LOOKS_AT_ITEM.test(text))
			.map((text) => ({ label, valueFor: (item: number): unknown => context.evaluateExpression(text.slice(1), item) })),
	);
	if (expressions.length === 0) return () => undefined;
	let firsts: unknown[] | undefined;
	return (item) => {
		firsts ??= expressions.map(({ valueFor }) => valueFor(0));
		const values = firsts;
		const other = expressions.find(({ valueFor }, index) => !isDeepStrictEqual(valueFor(item), values[index]));
		return other && reason(other.label);
	};
}

function reason(label: string): string {
	return `"${label}" holds for all items of a run, but its expression gives something else for this item than for the first. Let it give the same for all, or divide the items with a Switch node and give each kind a node of its own.`;
}

/** To evaluate any other expression for each of 50,000 items takes n8n seconds, for the same value. */
const LOOKS_AT_ITEM =
	/\$(?:json|binary|input|data|node|position|itemIndex|item)\b|\bitem\b|\bitemMatching\b|\bpairedItem\b/;

function storedAt(parameters: unknown, path: string): unknown {
	return path.split('.').reduce<unknown>((stored, name) => (isObject(stored) ? stored[name] : undefined), parameters);
}
