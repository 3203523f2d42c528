import type { INodeExecutionData } from 'n8n-workflow';

import { isRejected, type Breach } from './judges';

/** What became of one value: rejected, or the text that the vendor holds (undefined: none). */
export type Fate = 'rejected' | { held: string | undefined };

/** What a value is never turned into. */
const CORRUPT = /\[object |^(?:NaN|-?Infinity|undefined|null|Invalid Date)$|^function\b|native code/;

/**
 * A text is written as it is (blanks around it may go), or rejected. Any other value is written as something that people
 * read, left out, or rejected.
 */
export function judgeValue(name: string, sent: unknown, fate: Fate): Breach[] {
	if (fate === 'rejected') return [];
	const { held } = fate;
	const wrong = (what: string): Breach[] => [{ rule: 'value', what: `${name}: ${what}` }];
	if (typeof sent === 'string') {
		if (held === sent || (held ?? '').trim() === sent.trim()) return [];
		return wrong(`${shown(sent)} became ${shown(held)}`);
	}
	if (sent === undefined || sent === null)
		return held === undefined || held === '' ? [] : wrong(`became ${shown(held)}`);
	if (held !== undefined && CORRUPT.test(held)) return wrong(`became ${shown(held)}`);
	return [];
}

function shown(text: string | undefined): string {
	return text === undefined
		? 'nothing'
		: JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}… (${text.length})` : text);
}

/** No object of the process has got a field by an item. */
export function judgePollution(): Breach[] {
	const probe = {} as Record<string, unknown>;
	const found = ['polluted', 'isAdmin'].filter((name) => name in probe);
	return found.map((name) => ({ rule: 'value', what: `every object has a field "${name}"` }));
}

/** A dry run says that it is one, and names what a real run names. */
export function judgeDryRun(rehearsed: readonly INodeExecutionData[], real: readonly INodeExecutionData[]): Breach[] {
	return rehearsed.flatMap((item, index): Breach[] => {
		if (isRejected(item)) return [];
		const { dryRun, ...json } = item.json;
		if (dryRun !== true) return [{ rule: 'dry run', what: `item ${index} does not say that it is none` }];
		const [one, other] = [shapeOf(json), shapeOf(real[index]?.json ?? {})];
		return one === other ? [] : [{ rule: 'dry run', what: `the shape is ${one} instead of ${other}` }];
	});
}

/** The names and the kinds of what is in an item. */
function shapeOf(json: object): string {
	return Object.entries(json)
		.map(([name, value]) => `${name}: ${Array.isArray(value) ? 'list' : typeof value}`)
		.toSorted()
		.join(', ');
}
