import type { ReasonCode } from '../../shared/reasonCodes';
import { reasonIn } from './reasons';
import type { OpleadAnswer } from './transport';

/** Whoever sends it has waited for the rest of the call, and may have begun all the same. */
const REQUEST_TIMEOUT = 408;

const TOO_MANY = 429;

/** What the server has no function for stays so. */
const NOT_IMPLEMENTED = 501;

interface Refusal {
	/** HTTP status; undefined when no answer came. */
	status?: number;
	retryAfterMs?: number;
	/** Oplead's own words, as far as there are any. */
	said?: string;
	/** No other call is wanted, as after a cancellation. */
	final?: boolean;
	/** There was no connection: Oplead cannot have begun. */
	unconnected?: boolean;
	/** It was tried again and again, and there is no time left. */
	exhausted?: boolean;
	/** Follows from the rest where it is left out. */
	code?: ReasonCode;
}

/** A call that Oplead refused or did not answer, or that was not made. The message is for the user. */
export class OpleadError extends Error {
	readonly status?: number;
	readonly retryAfterMs?: number;
	readonly said?: string;
	readonly final?: boolean;
	readonly unconnected?: boolean;
	readonly exhausted?: boolean;
	/** Tells a workflow the kind of reason. */
	readonly code: ReasonCode;

	constructor(message: string, refusal: Refusal = {}, cause?: unknown) {
		super(message, { cause });
		Object.assign(this, refusal);
		this.code = refusal.code ?? codeOf(refusal);
	}

	/** Whether Oplead may have done what it was asked, although it did not say so. */
	get mayHaveBeenDone(): boolean {
		if (this.final === true || this.unconnected === true) return false;
		return this.status === undefined || this.status === REQUEST_TIMEOUT || this.status >= 500;
	}

	/** Whether Oplead has refused it before it began, and may take it later. */
	get wasNotBegun(): boolean {
		return this.status === TOO_MANY || this.unconnected === true;
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

/** Words a refusal: a status of 300 or more. */
export function refusalOf({ status, headers, body }: OpleadAnswer): OpleadError {
	const retryAfterMs = readRetryAfter(headers['retry-after']);
	const said = reasonIn(body);
	return new OpleadError(refusalMessage(status, said), { status, retryAfterMs, said });
}

/** An answer that says nothing that can be understood: what was sent may have been done. */
export function unreadableAnswer(cause?: unknown): OpleadError {
	return new OpleadError(
		'Oplead sent an answer that cannot be read. Run the workflow again later.',
		{ code: 'ANSWER_UNREADABLE' },
		cause,
	);
}

/** What is not to be sent, or cannot be: no other call is concerned. */
export function unsendable(message: string): OpleadError {
	return new OpleadError(message, { status: 400, code: 'SETTING_INVALID' });
}

/** What is thrown when the execution was cancelled. */
export function cancelled(cause?: unknown): OpleadError {
	return new OpleadError('The execution was cancelled.', { final: true }, cause);
}

/**
 * Why something is rejected that may have been done. What the error advises holds for calls that may be repeated: only
 * what it says has happened counts here.
 */
export function doubt(error: OpleadError, singular: string): string {
	return `${eventOf(error)} Perhaps the ${singular} is there all the same: look it up before you send it again.`;
}

/** Only what has happened, without the advice. */
export function eventOf({ message }: OpleadError): string {
	return message.split(/(?<=\.) /)[0];
}

/** For what nobody expected: what was sent may have been done. */
export function unexpected(error: unknown): OpleadError {
	if (error instanceof OpleadError) return error;
	const message = `Something went wrong that the node does not know (${(error as Error).message}). Perhaps Oplead has done what it was asked: look there before you send it again.`;
	return new OpleadError(message, { code: 'UNEXPECTED' }, error);
}

/** Seconds, or a date (RFC 9110); undefined where there is none, or none that can be read. */
function readRetryAfter(header: string | undefined): number | undefined {
	if (header === undefined || header.trim() === '') return undefined;
	const seconds = Number(header);
	const ms = Number.isFinite(seconds) ? seconds * 1_000 : Date.parse(header) - Date.now();
	return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}

const SWAGGER =
	'compare the call with your account’s Swagger page, and set what differs under Options, Calls That Differ';

function refusalMessage(status: number, said: string | undefined): string {
	const reason = said ?? 'Oplead gave no reason.';
	if (status < 400) {
		return `The address leads somewhere else (${status}). Check the Base URL of the credential: calls do not follow to another address.`;
	}
	switch (status) {
		case 401:
			return 'Oplead did not accept the token. Check the credential: the key may be mistyped or revoked, or the header name or the prefix may be another one.';
		case 403:
			return `Oplead does not let this key do that: ${reason} A provider key only sends leads, and reads its own: use a user key, best that of the client administrator.`;
		case 404:
			return `Oplead did not find this: ${reason} Check the ID; if it is right, ${SWAGGER}.`;
		case 405:
			return `Oplead does not take this method: ${reason} Please ${SWAGGER}.`;
		case 413:
			return `Oplead refused this because it is too large: ${reason} Send less at once.`;
		case 415:
			return `Oplead does not take this type: ${reason} Send another one, or ${SWAGGER}.`;
		case TOO_MANY:
			return 'Oplead goes on refusing calls because there are too many for this token. Run the workflow again later, or raise the Total Retry Time.';
		default:
			if (status >= 500 || status === REQUEST_TIMEOUT) {
				return `Oplead is out of order (${status}). Run the workflow again later.`;
			}
			return said === undefined
				? `Oplead refused this (${status}) and gave no reason. Please ${SWAGGER}.`
				: `Oplead refused this: ${said}`;
	}
}
