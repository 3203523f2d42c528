import type { FastifyPluginAsync } from 'fastify';
import { z } from 'zod';
import { checked } from './checked.ts';
import { streamEvents } from './eventStream.ts';
import type { Fault } from './faults.ts';
import type { Watch } from './vendorScope.ts';

const LONGEST_DELAY_MS = 600_000;
const HEADER_NAME = /^[\w!#$%&'*+.^`|~-]+$/;
const HEADER_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

const actSchema = z.discriminatedUnion('kind', [
	z
		.object({
			kind: z.literal('status'),
			status: z.number().int().min(200).max(599),
			body: z.unknown().optional(),
			headers: z.record(z.string().regex(HEADER_NAME, 'not a header name'), z.string().regex(HEADER_VALUE)).optional(),
		})
		.strict(),
	z.object({ kind: z.literal('delay'), ms: z.number().int().min(0).max(LONGEST_DELAY_MS) }).strict(),
	z.object({ kind: z.literal('reset'), when: z.enum(['before', 'after']) }).strict(),
	z.object({ kind: z.literal('truncated') }).strict(),
	z.object({ kind: z.literal('malformed'), body: z.string().optional() }).strict(),
]);

const faultSchema = z
	.object({
		vendor: z.string().optional(),
		method: z.string().optional(),
		path: z.string().optional(),
		skip: z.number().int().min(0).optional(),
		times: z.number().int().min(1).optional(),
		act: actSchema,
	})
	.strict();

const callsQuery = z
	.object({ vendor: z.string().optional(), limit: z.coerce.number().int().min(0).max(10_000).default(10_000) })
	.strict();

interface ControlsOptions extends Watch {
	/** The names of the vendors that there are. */
	vendors: string[];
	reset: () => void;
}

/** What tests and people steer the sandbox with; below `/sandbox`. */
export function sandboxControls({ calls, faults, events, vendors, reset }: ControlsOptions): FastifyPluginAsync {
	const vendorName = z.object({ vendor: z.string().optional() }).refine(
		({ vendor }) => vendor === undefined || vendors.includes(vendor),
		({ vendor }) => ({ path: ['vendor'], message: `there is no "${vendor}", only ${vendors.join(', ')}` }),
	);

	return async (app) => {
		app.get('/calls', async (request) => {
			const { vendor, limit } = checked(callsQuery, request.query);
			checked(vendorName, { vendor });
			const listed = calls.list(vendor);
			return { ...calls.summary(vendor), calls: listed.slice(listed.length - Math.min(limit, listed.length)) };
		});

		app.delete('/calls', async (_request, reply) => {
			calls.clear();
			return reply.code(204).send();
		});

		app.get('/faults', async () => ({ faults: faults.list() }));

		app.post('/faults', async (request, reply) => {
			const fault: Fault = checked(faultSchema, request.body);
			checked(vendorName, fault);
			return reply.code(201).send(faults.plan(fault));
		});

		app.delete('/faults', async (_request, reply) => {
			faults.clear();
			return reply.code(204).send();
		});

		app.post('/reset', async (_request, reply) => {
			reset();
			return reply.code(204).send();
		});

		app.get('/events', (_request, reply) => streamEvents(events, reply));
	};
}
