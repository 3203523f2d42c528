/** Whether a value of a JSON body is an object. */
export function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isString(value: unknown): value is string {
	return typeof value === 'string';
}

/** Whether a value is a string that holds something. */
export function isText(value: unknown): value is string {
	return typeof value === 'string' && value !== '';
}

export function isStringList(value: unknown): value is string[] {
	return Array.isArray(value) && value.every(isString);
}
