import type { ReasonCode } from '../../shared/reasonCodes';

/** Something in a draft that cannot be written; its message is the reason, for the user. */
export class Unplannable extends Error {
	readonly code: ReasonCode;

	constructor(code: ReasonCode, reason: string) {
		super(reason);
		this.code = code;
	}
}
