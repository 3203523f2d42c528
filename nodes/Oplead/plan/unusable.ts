import type { ReasonCode } from '../../shared/reasonCodes';

/** What an item or a parameter holds cannot be used. The message is for the user: what is wrong, then how to mend it. */
export class Unusable extends Error {
	readonly code: ReasonCode;

	constructor(code: ReasonCode, message: string) {
		super(message);
		this.code = code;
	}
}
