import { ExpressionError } from 'n8n-workflow';

import { CodedError } from './codedError';
import type { ReasonCode } from './reasonCodes';

/** What a rejected item says of an error. */
export interface CodedReason {
	/** What happened and how to mend it, for the user. */
	reason: string;
	code: ReasonCode;
}

/** What a rejected item says of an error that was thrown, whatever it is. */
export function reasonFrom(error: unknown): CodedReason {
	const { message } = error as Error;
	if (error instanceof CodedError) return { reason: message, code: error.code };
	return { reason: message, code: error instanceof ExpressionError ? 'EXPRESSION_FAILED' : 'UNEXPECTED' };
}
