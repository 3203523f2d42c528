import type { FastifyPluginAsync } from 'fastify';

/** What the sandbox lends to every stand-in vendor. */
export interface SandboxServices {
	/** Milliseconds since the epoch; tests may move it forward. */
	now(): number;
	/** Tells the page, and whoever listens to the event stream, that something has changed. */
	announce(event: SandboxEvent): void;
}

export interface SandboxEvent {
	vendor: string;
	/** For instance `record`, `call`, `reset`. */
	kind: string;
	data: unknown;
}

/** A stand-in vendor. Its state lives in memory and begins anew at every reset. */
export interface Vendor {
	/** `hubspot`: its paths lie below `/hubspot`, its controls below `/sandbox/hubspot`. */
	name: string;
	/** The vendor's own protocol; calls below it are logged, and planned faults strike them. */
	routes: FastifyPluginAsync;
	/** For tests and for a person; neither logged nor struck by faults. */
	controls: FastifyPluginAsync;
	reset(): void;
}
