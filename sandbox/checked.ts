import type { z } from 'zod';

/** What the caller sent makes no sense; answered with 400 and the message. */
export class BadRequest extends Error {
	readonly statusCode = 400;
}

/** Returns the value if it has the schema's shape; else throws a BadRequest that names each wrong field. */
export function checked<Output>(schema: z.ZodType<Output, z.ZodTypeDef, unknown>, value: unknown): Output {
	const result = schema.safeParse(value);
	if (result.success) return result.data;
	const reasons = result.error.issues.map(({ path, message }) => [...path, message].join(': '));
	throw new BadRequest(reasons.join('; '));
}
