import { readRetryAfter } from '../../shared/vendor/retryAfter';
import type { VendorAnswer } from '../../shared/vendor/transport';
import { CANCELLED, unexpectedWords, VendorError, type Refusal } from '../../shared/vendor/vendorError';
import { reasonIn } from './reasons';

export { doubt, eventOf } from '../../shared/vendor/vendorError';

const REQUEST_TIMEOUT = 408;

const TOO_MANY = 429;

/** Oplead has refused it before it began. */
const NOT_BEGUN = new Set([TOO_MANY]);

interface OpleadRefusal extends Refusal {
	/** Oplead's own words, as far as there are any. */
	said?: string;
}

/** A call that Oplead refused or did not answer, or that was not made. The message is for the user. */
export class OpleadError extends VendorError {
	readonly said?: string;

	constructor(message: string, refusal: OpleadRefusal = {}, cause?: VendorError) {
		super(message, refusal, cause);
		this.said = refusal.said;
	}

	protected get notBegun(): ReadonlySet<number> {
		return NOT_BEGUN;
	}
}

/** Words a refusal: a status of 300 or more. */
export function refusalOf({ status, headers, body }: VendorAnswer): OpleadError {
	const retryAfterMs = readRetryAfter(headers['retry-after']);
	const said = reasonIn(body);
	return new OpleadError(refusalMessage(status, said), { status, retryAfterMs, said });
}

/** Words a refusal that only the body of an answer tells; `status` is the one that would have been right. */
export function refusedAs(status: number, said: string): OpleadError {
	return new OpleadError(refusalMessage(status, said), { status, said });
}

/** An answer that says nothing that can be understood: what was sent may have been done. */
export function unreadableAnswer(): OpleadError {
	const message = 'Oplead sent an answer that cannot be read. Run the workflow again later.';
	return new OpleadError(message, { code: 'ANSWER_UNREADABLE' });
}

/** What is thrown where no answer came; `detail` says why. */
export function unanswered(detail: string, refusal: Refusal = {}): OpleadError {
	const message = `Oplead did not answer. Check the network and the address in the credential, then run the workflow again. (${detail})`;
	return new OpleadError(message, refusal);
}

/** What is not to be sent, or cannot be: no other call is concerned. */
export function unsendable(message: string): OpleadError {
	return new OpleadError(message, { status: 400, code: 'SETTING_INVALID' });
}

/** What is thrown when the execution was cancelled. */
export function cancelled(): OpleadError {
	return new OpleadError(CANCELLED, { final: true });
}

/** For what nobody expected: what was sent may have been done. */
export function unexpected(error: unknown): OpleadError {
	if (error instanceof OpleadError) return error;
	return new OpleadError(unexpectedWords('Oplead', error), { code: 'UNEXPECTED' });
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
