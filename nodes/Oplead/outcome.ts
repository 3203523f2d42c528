import type { OpleadRecord } from './api/answers';
import { isObject } from './api/template';

/** How an item ended that was done. */
export interface Done {
	kind: 'done';
	/** For the summary: `created`, `found`, `read` … */
	word: string;
	/** What leaves by the success output. */
	items: Array<Record<string, unknown>>;
}

/** How an item ended that was not done. */
export interface Rejected {
	kind: 'rejected';
	/** What happened and how to mend it, for the user. */
	reason: string;
}

export type Outcome = Done | Rejected;

export function rejected(reason: string): Rejected {
	return { kind: 'rejected', reason };
}

/** A record as an output item: as Oplead sends it, its ID in `id` whatever Oplead calls it. */
export function outputOf({ id, fields }: OpleadRecord, knownId?: string): Record<string, unknown> {
	const known = id ?? knownId;
	return known === undefined || 'id' in fields ? fields : { id: known, ...fields };
}

/** An answer of any form as output items: a list gives one for each element. */
export function itemsOf(answer: unknown): Array<Record<string, unknown>> {
	if (answer === undefined) return [{}];
	if (Array.isArray(answer))
		return answer.map((element: unknown) => (isObject(element) ? element : { value: element }));
	return [isObject(answer) ? answer : { answer }];
}
