import type { ReasonCode } from '../reasonCodes';
import { shortened } from './shortened';

/** Whoever sends it has waited for the rest of the call, and may have begun all the same. */
const REQUEST_TIMEOUT = 408;

/** What the server has no function for stays so. */
const NOT_IMPLEMENTED = 501;

/** What is known of a call that failed. */
export interface Refusal {
	/** HTTP status; undefined when no answer came, or none that can be read. */
	status?: number;
	/** How long the vendor wants to be left alone. */
	retryAfterMs?: number;
	/** No other call is wanted, as after a cancellation. */
	final?: boolean;
	/** There was no connection: the vendor cannot have begun. */
	unconnected?: boolean;
	/** The vendor said nothing for as long as a call may take: it may still be at work. */
	timedOut?: boolean;
	/** It was tried again and again, and there is no time left. */
	exhausted?: boolean;
	/** Follows from the rest where it is left out. */
	code?: ReasonCode;
}

/**
 * A call that a vendor refused or did not answer, or that was not made. The message is for the user. It keeps nothing of
 * what n8n or a library threw: such errors hold the call's headers, and n8n stores an error with all that hangs on it.
 */
export abstract class VendorError extends Error {
	readonly status?: number;
	readonly retryAfterMs?: number;
	readonly final?: boolean;
	readonly unconnected?: boolean;
	readonly timedOut?: boolean;
	/** Tells a workflow the kind of reason. */
	readonly code: ReasonCode;
	exhausted?: boolean;

	constructor(message: string, refusal: Refusal, cause?: VendorError) {
		super(message, cause && { cause });
		Object.assign(this, refusal);
		this.code = refusal.code ?? codeOf(refusal);
	}

	/** The statuses with which this vendor refuses a call before it begins, and may take it later. */
	protected abstract get notBegun(): ReadonlySet<number>;

	/** Whether the vendor may have done what it was asked, although it did not say so. */
	get mayHaveBeenDone(): boolean {
		if (this.final === true || this.unconnected === true) return false;
		return this.status === undefined || this.status === REQUEST_TIMEOUT || this.status >= 500;
	}

	/** Whether the vendor has not begun, and may take the call later. */
	get wasNotBegun(): boolean {
		return this.unconnected === true || (this.status !== undefined && this.notBegun.has(this.status));
	}

	/** Whether the same call may succeed later. */
	get passesByItself(): boolean {
		return this.wasNotBegun || (this.mayHaveBeenDone && this.status !== NOT_IMPLEMENTED);
	}

	/** Whether the next call would end in the same way, whatever it holds. */
	get concernsEveryCall(): boolean {
		return this.status === 401 || this.final === true;
	}
}

function codeOf({ status, final }: Refusal): ReasonCode {
	if (final === true) return 'CANCELLED';
	if (status === undefined) return 'NO_ANSWER';
	if (status === REQUEST_TIMEOUT || status >= 500) return 'VENDOR_FAILED';
	if (status < 400) return 'CREDENTIAL_INVALID';
	return CODES.get(status) ?? 'REFUSED';
}

const CODES: ReadonlyMap<number, ReasonCode> = new Map([
	[401, 'TOKEN_REFUSED'],
	[403, 'SCOPE_MISSING'],
	[404, 'NOT_FOUND'],
	[429, 'VENDOR_BUSY'],
]);

/** Only what has happened, without the advice. */
export function eventOf({ message }: VendorError): string {
	return message.split(/(?<=\.) /)[0];
}

/**
 * Why something is rejected that may have been done. What the error advises holds for calls that may be repeated: only
 * what it says has happened counts here.
 */
export function doubt(error: VendorError, singular: string): string {
	return `${eventOf(error)} Perhaps the ${singular} is there all the same: look it up before you send it again.`;
}

/** What is told when the execution was cancelled. */
export const CANCELLED = 'The execution was cancelled.';

/** For what nobody expected, such as an answer of another form: what was sent may have been done. */
export function unexpectedWords(vendor: string, error: unknown): string {
	return `Something went wrong that the node does not know (${shortened(messageOf(error))}). Perhaps ${vendor} has done what it was asked: look there before you send it again.`;
}

/** The words of anything that was thrown. */
export function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
