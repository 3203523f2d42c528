import { isObject } from '../shared/json';
import type { ReasonCode } from '../shared/reasonCodes';
import type { OpleadRecord } from './api/answers';
import { doubt, type OpleadError } from './api/errors';

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
	/** Tells a workflow the kind of reason. */
	code: ReasonCode;
	/** What left it in doubt, where it may have been done all the same. */
	doubt?: OpleadError;
}

export type Outcome = Done | Rejected;

export function rejected(code: ReasonCode, reason: string): Rejected {
	return { kind: 'rejected', code, reason };
}

/** The rejection of what may have been done although the answer was lost. `singular` says what it is. */
export function mayBeDone(error: OpleadError, singular: string): Rejected {
	return { ...rejected('MAY_BE_DONE', doubt(error, singular)), doubt: error };
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
