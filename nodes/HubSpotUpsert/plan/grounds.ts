import { REASON_CODES, type ReasonCode } from '../../shared/reasonCodes';

/** Why something is rejected. */
export interface Grounds {
	/** What happened and how to mend it, for the user. */
	reason: string;
	/** Tells a workflow the kind of reason. */
	code: ReasonCode;
}

/** The grounds in what was thrown: its own code where it has one of ours, else `UNEXPECTED`. */
export function groundsOf(error: unknown): Grounds {
	if (!(error instanceof Error)) return { code: 'UNEXPECTED', reason: String(error) };
	const code = 'code' in error && isReasonCode(error.code) ? error.code : 'UNEXPECTED';
	return { code, reason: error.message };
}

function isReasonCode(code: unknown): code is ReasonCode {
	return typeof code === 'string' && Object.hasOwn(REASON_CODES, code);
}
