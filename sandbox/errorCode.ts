/**
 * The system's code of an error, for instance `ECONNREFUSED`; fetch hides it in the cause. Asks for the property and
 * not for the class, as Jest's errors are of other classes than Node's.
 */
export function errorCode(error: unknown): string | undefined {
	if (typeof error !== 'object' || error === null) return undefined;
	if ('code' in error && typeof error.code === 'string') return error.code;
	return 'cause' in error ? errorCode(error.cause) : undefined;
}
