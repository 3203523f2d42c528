/** Whether a JSON value is an object: neither a list nor null. */
export function isObject(json: unknown): json is Record<string, unknown> {
	return typeof json === 'object' && json !== null && !Array.isArray(json);
}
