import { z } from 'zod';
import { leadFaults } from './faults.ts';
import type { LeadFaultName } from './faults.ts';
import { LEAD_KEYS } from './lead.ts';
import type { LeadKey } from './lead.ts';

const MOST_LEADS = 1000;

const centre = z.object({ client: z.string(), id_client: z.string() }).strict();

export const targetSchema = z
	.object({
		url: z.string(),
		headerName: z.string().min(1).optional(),
		headerValue: z.string().optional(),
		centres: z.array(centre).min(1).max(20).optional(),
	})
	.strict();

const lead = z.object(
	Object.fromEntries(LEAD_KEYS.map((key) => [key, z.string().optional()])) as Record<
		LeadKey,
		z.ZodOptional<z.ZodString>
	>,
);

/** The body of `POST send`. */
export const orderSchema = targetSchema
	.omit({ centres: true })
	.partial()
	.extend({
		count: z.number().int().min(1).max(MOST_LEADS).default(1),
		/** How many leads are under way at the same time. */
		concurrency: z.number().int().min(1).max(200).default(5),
		encoding: z.enum(['json', 'form']).default('json'),
		fault: z.enum(Object.keys(leadFaults) as [LeadFaultName, ...LeadFaultName[]]).optional(),
		/** With the fault `repeated`: how often each lead is sent, all at the same moment. */
		repeats: z.number().int().min(2).max(20).default(2),
		training: z.string().optional(),
		lead: lead.strict().optional(),
	})
	.strict()
	.refine(({ count, repeats, fault }) => fault !== 'repeated' || count * repeats <= MOST_LEADS, {
		path: ['repeats'],
		message: `count times repeats may be at most ${MOST_LEADS}`,
	});

export type Order = z.output<typeof orderSchema>;

export const settingsSchema = z
	.object({
		/** Whether the pull API answers at all; else 403. */
		pullEnabled: z.boolean(),
		/** Pull calls within a minute before it answers 429. */
		pullsPerMinute: z.number().int().min(0),
	})
	.partial()
	.strict();
