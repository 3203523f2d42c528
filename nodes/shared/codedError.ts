import type { ReasonCode } from './reasonCodes';

/** An error whose message says what happened and how to mend it, for the user; the code tells a workflow its kind. */
export class CodedError extends Error {
	readonly code: ReasonCode;

	constructor(code: ReasonCode, message: string) {
		super(message);
		this.code = code;
	}
}
