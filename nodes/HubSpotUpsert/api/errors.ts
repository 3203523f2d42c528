import { readRetryAfter } from '../../shared/vendor/retryAfter';
import { shortened } from '../../shared/vendor/shortened';
import type { VendorAnswer } from '../../shared/vendor/transport';
import { CANCELLED, unexpectedWords, VendorError, type Refusal } from '../../shared/vendor/vendorError';
import { errorBodyOf, hubSpotsWords, refusedWords, type ErrorBody } from './reasons';

export { doubt, eventOf } from '../../shared/vendor/vendorError';

const REQUEST_TIMEOUT = 408;

/** A gateway says it: half of the records may be small enough. */
const TOO_LARGE = new Set([413, 414]);

/** A lock, which takes 2 s or more to go away. */
export const LOCKED = 423;

/** Another call may be accepted where these were not: the fault is in what was sent. */
const OF_CONTENT = new Set([400, 404, 409, ...TOO_LARGE, 422]);

const FORBIDDEN = 403;

/** HubSpot has refused these before it began (hubspot.md, Limits): locked, too many calls, being moved. */
const NOT_BEGUN = new Set([LOCKED, 429, 477]);

interface HubSpotRefusal extends Refusal {
	/** `MISSING_SCOPES`, `VALIDATION_ERROR` … */
	category?: string;
	/** Of a 429: `TEN_SECONDLY_ROLLING`, `SECONDLY` or `DAILY`. */
	policy?: string;
	/** Of a 403: it says nothing of what the token may do. */
	ofOneBody?: boolean;
}

/** A call that HubSpot refused or did not answer. The message is for the user. */
export class HubSpotError extends VendorError {
	readonly category?: string;
	readonly policy?: string;
	readonly ofOneBody?: boolean;

	constructor(message: string, refusal: HubSpotRefusal = {}, cause?: VendorError) {
		super(message, { ...refusal, code: refusal.code ?? codeOf(refusal) }, cause);
		this.category = refusal.category;
		this.policy = refusal.policy;
		this.ofOneBody = refusal.ofOneBody;
	}

	protected get notBegun(): ReadonlySet<number> {
		return NOT_BEGUN;
	}

	/** Whether what was sent was refused, perhaps for one record of many. */
	get concernsContent(): boolean {
		return this.ofOneBody === true || (this.status !== undefined && OF_CONTENT.has(this.status));
	}

	override get concernsEveryCall(): boolean {
		const { status, policy, ofOneBody } = this;
		const isForbidden = status === FORBIDDEN && ofOneBody !== true;
		return super.concernsEveryCall || isForbidden || isRedirection(status) || policy === 'DAILY';
	}
}

/** What is HubSpot's own; undefined where the status says enough. */
function codeOf({ status, policy, ofOneBody }: HubSpotRefusal): HubSpotRefusal['code'] {
	if (ofOneBody === true) return 'REFUSED';
	if (policy === 'DAILY') return 'DAILY_LIMIT';
	return status !== undefined && NOT_BEGUN.has(status) ? 'VENDOR_BUSY' : undefined;
}

/** Words a refusal (a status of 300 or more: no redirection is followed). */
export function refusalOf(answer: VendorAnswer): HubSpotError {
	const body = parseErrorBody(answer.body);
	const isPage = isPageOfGateway(answer.body);
	const refusal: HubSpotRefusal = {
		status: answer.status,
		ofOneBody: answer.status === FORBIDDEN && (isPage || isOfOneBody(body)),
		category: body.category,
		policy: body.policyName,
		retryAfterMs: readRetryAfter(answer.headers['retry-after']),
	};
	if (refusal.ofOneBody) return new HubSpotError(isPage ? REFUSED_BEFORE : refusedWords(body), refusal);
	return new HubSpotError(refusalMessage(answer.status, body, refusal.retryAfterMs), refusal);
}

/** Behind HubSpot's address stands a content network that judges bodies, and answers with pages (hubspot.md). */
const REFUSED_BEFORE =
	'The content network before HubSpot refused this, without asking HubSpot. Usually a text looks to it like an attack, for instance a piece of HTML: shorten or change the longest texts.';

function isPageOfGateway(text: string): boolean {
	return text.trim() !== '' && !/^\s*\{/.test(text);
}

/** A 403 that lacks a scope says so; one that says nothing is taken for one that does. */
function isOfOneBody({ category }: ErrorBody): boolean {
	return category !== undefined && category !== 'MISSING_SCOPES';
}

/** An answer that says nothing that can be understood, whatever its status. */
export function unreadableAnswer(): HubSpotError {
	const message = 'HubSpot sent an answer that cannot be read. Run the workflow again later; nothing is written twice.';
	return new HubSpotError(message, { code: 'ANSWER_UNREADABLE' });
}

/** What is thrown where no answer came; `detail` says why. */
export function unanswered(detail: string, refusal: Refusal = {}): HubSpotError {
	const message = `HubSpot did not answer (${asPart(detail)}). Check the network and the address, then run the workflow again.`;
	return new HubSpotError(message, refusal);
}

/** For what nobody expected, such as an answer of another form: what was sent may have been done. */
export function unexpected(error: unknown): HubSpotError {
	if (error instanceof HubSpotError) return error;
	return new HubSpotError(unexpectedWords('HubSpot', error), { code: 'UNEXPECTED' });
}

/**
 * Awaits an answer of the SDK, which throws errors of its own, headers and body included, for an answer that is JSON but
 * not what it expects. Throws `HubSpotError` only.
 */
export async function readable<T>(answer: Promise<T>): Promise<T> {
	try {
		return await answer;
	} catch (error) {
		if (error instanceof HubSpotError) throw error;
		throw unreadableAnswer();
	}
}

/** What is made of an answer; throws `HubSpotError` where it does not have the form that it should have. */
export function understood<T>(make: () => T): T {
	try {
		return make();
	} catch (error) {
		if (error instanceof HubSpotError) throw error;
		throw unreadableAnswer();
	}
}

/**
 * Throws if the errors of a batch hold one of another category than the expected one: what a reading call failed to read
 * must not pass for something that is not there. It counts as a refusal of what was sent, so that a batch is split.
 */
export function refuseErrors(errors: readonly ErrorBody[], expected: string): void {
	const other = errors.find(({ category }) => category !== expected);
	if (other) throw new HubSpotError(refusalMessage(400, other), { status: 400, category: other.category });
}

/** What is thrown when the execution was cancelled. */
export function cancelled(): HubSpotError {
	return new HubSpotError(CANCELLED, { final: true });
}

/** Within a sentence, which it is not to end. */
function asPart(message: string): string {
	return message
		.trim()
		.replace(/\.$/, '')
		.replace(/\.(?=\s)/g, ';');
}

function refusalMessage(status: number, body: ErrorBody, waitMs?: number): string {
	switch (status) {
		case 401:
			return 'HubSpot did not accept the token. Check the key in the credential: it may be mistyped, expired or deleted.';
		case 403:
			return `HubSpot does not let this token do that${missingScopes(body)}. Add the scope to the key in HubSpot.`;
		case 404:
			return `HubSpot does not know this address: ${hubSpotsWords(body)} Check the credential's Base URL.`;
		case 413:
		case 414:
			return 'HubSpot refused this because it is too large. Shorten the longest values.';
		case LOCKED:
			return 'HubSpot keeps this locked: something else is changing it just now. Run the workflow again later.';
		case 477:
			return 'HubSpot is moving the account to another place just now. Run the workflow again later.';
		case 429:
			return body.policyName === 'DAILY'
				? `The HubSpot account has used up its calls for today. They begin anew ${dayBegins(waitMs)}. Run the workflow again then.`
				: 'HubSpot goes on refusing calls because there are too many. Run the workflow again later.';
		default:
			if (isRedirection(status)) {
				return `HubSpot sends calls to another address (${status}). Check the Base URL of the credential: usually it is https://api.hubapi.com.`;
			}
			return status < 500 && status !== REQUEST_TIMEOUT
				? refusedWords(body)
				: `HubSpot is out of order (${status}). Run the workflow again later; what was written is not written twice.`;
	}
}

function isRedirection(status: number | undefined): boolean {
	return status !== undefined && status >= 300 && status < 400;
}

const MINUTE_MS = 60_000;
const QUARTER_HOUR_MS = 15 * MINUTE_MS;

/**
 * HubSpot counts days in the account's time zone; `Retry-After`, where it comes, tells the moment. Midnight falls on a
 * quarter of an hour in every time zone, so calls that are refused one after the other are told the same moment.
 */
function dayBegins(waitMs: number | undefined): string {
	if (waitMs === undefined) return "at midnight, in the HubSpot account's time zone";
	// An answer is under way for a while, and whole seconds are rounded up: it may seem to be a little after midnight.
	const atMidnightMs = Math.ceil((Date.now() + waitMs - MINUTE_MS) / QUARTER_HOUR_MS) * QUARTER_HOUR_MS;
	const moment = new Date(atMidnightMs).toISOString();
	return `at ${moment.slice(0, 10)} ${moment.slice(11, 16)} UTC`;
}

function missingScopes(body: ErrorBody): string {
	const contexts = [body.context, ...(body.errors ?? []).map(({ context }) => context)];
	const scopes = contexts.flatMap((context) => context?.requiredGranularScopes ?? context?.requiredScopes ?? []);
	return scopes.length > 0 ? `: it lacks ${shortened([...new Set(scopes)].join(', '))}` : '';
}

function parseErrorBody(text: string): ErrorBody {
	try {
		return errorBodyOf(JSON.parse(text));
	} catch {
		return {};
	}
}
