/** What Luxon writes for a date that it could not read. */
const INVALID_DATE = 'Invalid DateTime';

/**
 * Any value of n8n as plain text: trimmed, lists joined by commas, dates as ISO 8601, other objects as JSON. Undefined
 * for what is no value: nothing, white space, not a number, an invalid date, a function, an object without fields; and
 * for an object that cannot be written.
 */
export function plainText(value: unknown): string | undefined {
	try {
		return writtenText(value);
	} catch {
		return undefined;
	}
}

/** Like `plainText`, but throws for an object that cannot be written, for instance one that contains itself. */
export function writtenText(value: unknown): string | undefined {
	if (typeof value === 'string') return meant(value);
	if (typeof value === 'bigint') return String(value);
	if (Array.isArray(value)) {
		const texts = value.map((part) => writtenText(part)).filter((part) => part !== undefined);
		return texts.join(', ') || undefined;
	}
	// Numbers that are none become null; Luxon's DateTime, which expressions give, writes itself as ISO 8601.
	const json = JSON.stringify(value) as string | undefined;
	if (json === undefined || json === 'null' || json === '{}') return undefined;
	const plain: unknown = JSON.parse(json);
	return typeof plain === 'string' ? meant(plain) : json;
}

const LONGEST_SHOWN = 100;

/** A value as messages quote it: its beginning, where it is long. */
export function shown(value: unknown): string {
	const text = plainText(value) ?? String(value);
	return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
}

function meant(text: string): string | undefined {
	const trimmed = text.trim();
	return trimmed === '' || trimmed === INVALID_DATE ? undefined : trimmed;
}
