import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Call, CallLog } from './callLog.ts';
import type { Events } from './events.ts';
import { describeFault } from './faults.ts';
import type { FaultAct, FaultPlan } from './faults.ts';
import { cutJson, resetConnection, sendTruncated } from './strikes.ts';
import type { Vendor } from './vendor.ts';

export interface Watch {
	calls: CallLog;
	faults: FaultPlan;
	events: Events;
}

interface Visit {
	call: Call;
	act: FaultAct | undefined;
	startedAt: number;
}

/** Puts a vendor's protocol below `/<name>`, where every call is logged and planned faults strike. */
export function addVendorRoutes(app: FastifyInstance, vendor: Vendor, watch: Watch): void {
	const prefix = `/${vendor.name}`;
	const visits = new WeakMap<FastifyRequest, Visit>();

	function arrive(request: FastifyRequest, reply: FastifyReply): Visit {
		const { method, url } = request;
		const template = templateOf(request.routeOptions.url?.slice(prefix.length));
		const path = url.slice(prefix.length) || '/';
		const call = watch.calls.begin({ vendor: vendor.name, method, path, template });
		const act = watch.faults.take({ vendor: vendor.name, method, path: url });
		if (act !== undefined) call.fault = describeFault(act);
		const visit = { call, act, startedAt: performance.now() };
		visits.set(request, visit);
		// The caller may leave, or be thrown out, before there is an answer.
		reply.raw.once('close', () => settle(visit, null));
		return visit;
	}

	function settle({ call, startedAt }: Visit, status: number | null): void {
		if (call.ms !== null) return;
		call.status = status;
		call.ms = Math.round((performance.now() - startedAt) * 10) / 10;
		watch.events.announce({ vendor: vendor.name, kind: 'call', data: { ...call } });
	}

	app.register(
		async (scope, options) => {
			scope.addHook('onRequest', async (request, reply) => {
				const { act } = arrive(request, reply);
				if (act?.kind === 'status') {
					reply.code(act.status).headers(act.headers ?? {});
					return reply.send(act.body);
				}
				if (act?.kind === 'reset' && act.when === 'before') return resetConnection(reply);
				if (act?.kind === 'delay') await delay(act.ms, reply);
			});

			// With a callback, as a reply that is taken over here must never be finished by Fastify.
			scope.addHook('onSend', (request, reply, payload, done) => {
				const visit = visits.get(request);
				switch (visit?.act?.kind) {
					case 'reset':
						resetConnection(reply);
						return;
					case 'truncated':
						settle(visit, reply.statusCode);
						sendTruncated(reply, payload);
						return;
					case 'malformed':
						reply.code(200).removeHeader('content-length').type('application/json; charset=utf-8');
						settle(visit, 200);
						done(null, visit.act.body ?? cutJson(payload));
						return;
					default:
						if (visit !== undefined) settle(visit, reply.statusCode);
						done(null, payload);
				}
			});

			await vendor.routes(scope, options);
			answerUnknownPaths(scope);
		},
		{ prefix },
	);
}

/** A vendor may catch with a wildcard what it does not know. */
function templateOf(route: string | undefined): string {
	return route === undefined || route === '/*' ? '(no such path)' : route;
}

/** Unless the vendor has its own answer, so that calls to paths it does not know are logged, too. */
function answerUnknownPaths(scope: FastifyInstance): void {
	try {
		scope.setNotFoundHandler((request, reply) => {
			reply.code(404).send({ message: `The sandbox knows no ${request.method} ${request.url}` });
		});
	} catch {
		// The vendor has set one.
	}
}

/** Waits; a caller that leaves ends the wait. */
async function delay(ms: number, reply: FastifyReply): Promise<void> {
	const left = new AbortController();
	const leave = () => left.abort();
	reply.raw.once('close', leave);
	try {
		await sleep(ms, undefined, { signal: left.signal });
	} catch {
		// The caller has left; the vendor may still do the work, as a real one would.
	} finally {
		reply.raw.off('close', leave);
	}
}
