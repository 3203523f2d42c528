import fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import { CallLog } from './callLog.ts';
import { sandboxControls } from './controls.ts';
import { errorCode } from './errorCode.ts';
import { Events } from './events.ts';
import { FaultPlan } from './faults.ts';
import { createHubSpot } from './hubspot/hubspot.ts';
import type { HubSpot } from './hubspot/hubspot.ts';
import { createIciFormation } from './ici-formation/iciFormation.ts';
import type { IciFormation } from './ici-formation/iciFormation.ts';
import { mcArena } from './mcarena/mcArena.ts';
import { createOplead } from './oplead/oplead.ts';
import type { Oplead } from './oplead/oplead.ts';
import { sandboxPage } from './page.ts';
import type { SandboxServices, Vendor } from './vendor.ts';
import { addVendorRoutes } from './vendorScope.ts';

/** Enough for a thousand records with every field filled. */
const LARGEST_BODY = 20_000_000;

export interface SandboxOptions {
	/** 0, the default, takes a free one. */
	port?: number;
	/** The sandbox has no access control, so it listens on this machine only. */
	host?: '127.0.0.1';
	/** Milliseconds since the epoch; for tests that move time forward. */
	clock?: () => number;
	/** The folder with the page's files; `sandbox/page` of the project if left out. */
	pageFolder?: string;
}

export interface Sandbox {
	/** For instance `http://127.0.0.1:4010`; HubSpot's API lies at `<url>/hubspot`, Oplead's at `<url>/oplead/v1`. */
	url: string;
	port: number;
	hubspot: HubSpot;
	iciFormation: IciFormation;
	oplead: Oplead;
	calls: CallLog;
	faults: FaultPlan;
	/** Every vendor, the call log and the planned faults begin anew. */
	reset(): void;
	/** Ends at once: open connections are cut. */
	close(): Promise<void>;
}

/** Starts the stand-in vendors on one port of this machine. A taken port rejects with a message that says so. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const { port = 0, host = '127.0.0.1', clock = Date.now } = options;
	const calls = new CallLog(clock);
	const faults = new FaultPlan();
	const events = new Events();
	const services: SandboxServices = { now: clock, announce: (event) => events.announce(event) };
	const hubspot = createHubSpot(services);
	const iciFormation = createIciFormation(services);
	const oplead = createOplead(services);
	const vendors: Vendor[] = [hubspot, iciFormation, oplead, oplead.importApi];

	function reset(): void {
		for (const vendor of vendors) vendor.reset();
		calls.clear();
		faults.clear();
		events.announce({ vendor: 'sandbox', kind: 'reset', data: null });
	}

	const app = fastify({ bodyLimit: LARGEST_BODY, forceCloseConnections: true });
	for (const vendor of vendors) {
		addVendorRoutes(app, vendor, { calls, faults, events });
		app.register(vendor.controls, { prefix: `/sandbox/${vendor.name}` });
	}
	const names = vendors.map(({ name }) => name);
	app.register(sandboxControls({ calls, faults, events, vendors: names, reset }), { prefix: '/sandbox' });
	app.register(mcArena(), { prefix: '/sandbox/mcarena' });
	app.register(sandboxPage({ folder: options.pageFolder, hubspot, iciFormation, oplead, calls }));

	const address = await listen(app, { port, host });
	return {
		url: address,
		port: Number(new URL(address).port),
		hubspot,
		iciFormation,
		oplead,
		calls,
		faults,
		reset,
		close: () => app.close(),
	};
}

async function listen(app: FastifyInstance, { port, host }: { port: number; host: string }): Promise<string> {
	try {
		return await app.listen({ port, host });
	} catch (error) {
		await app.close();
		if (errorCode(error) === 'EADDRINUSE') {
			throw new Error(`Port ${port} is taken by another program. End that program, or choose another port.`);
		}
		throw error;
	}
}
