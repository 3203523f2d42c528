/** JSON in which a text such as `$lastname` stands for a value; a key may be one, too. */
export type Template = { [key: string]: Template } | Template[] | string | number | boolean | null;

export type Values = Readonly<Record<string, unknown>>;

const PLACE = /^\$(\w+)$/;

/** Puts values into a template. What has no value is left out, and so is an object of which nothing is left. */
export function fill(template: Template, values: Values): unknown {
	if (typeof template === 'string') {
		const [, name] = PLACE.exec(template) ?? [];
		return name === undefined ? template : values[name];
	}
	if (typeof template !== 'object' || template === null) return template;
	if (Array.isArray(template)) return template.map((part) => fill(part, values)).filter((part) => part !== undefined);
	const filled = Object.entries(template).flatMap(([key, part]) => {
		const name = fill(key, values);
		const value = fill(part, values);
		return typeof name !== 'string' || name === '' || value === undefined ? [] : [[name, value] as const];
	});
	return filled.length === 0 && Object.keys(template).length > 0 ? undefined : Object.fromEntries(filled);
}

/** The names of all places in a template. */
export function placesIn(template: unknown): string[] {
	if (typeof template === 'string') return (PLACE.exec(template) ?? []).slice(1);
	if (typeof template !== 'object' || template === null) return [];
	return [...Object.keys(template), ...(Object.values(template) as unknown[])].flatMap(placesIn);
}

/** Lays one JSON object over another: objects are joined key by key, everything else is replaced. */
export function merge(below: unknown, above: unknown): unknown {
	if (!isObject(below) || !isObject(above)) return above;
	const merged = new Map(Object.entries(below));
	for (const [key, value] of Object.entries(above)) merged.set(key, merge(merged.get(key), value));
	return Object.fromEntries(merged);
}

/** Whether a value stands anywhere in some JSON. */
export function holds(json: unknown, value: unknown): boolean {
	if (typeof json === 'object' && json !== null) return Object.values(json).some((part) => holds(part, value));
	return json === value;
}

export function isObject(json: unknown): json is Record<string, unknown> {
	return typeof json === 'object' && json !== null && !Array.isArray(json);
}
