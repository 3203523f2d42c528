import Fastify from 'fastify';
import { createHubSpot, type HubSpot } from '../../../sandbox/hubspot/hubspot.ts';
import type { RuleName } from '../../../sandbox/hubspot/rules.ts';
import type { Settings } from '../../../sandbox/hubspot/settings.ts';
import type { SandboxEvent } from '../../../sandbox/vendor.ts';

export const TOKEN = 'sandbox-hubspot-token';

export interface AnsweredRecord {
	id: string;
	new?: boolean;
	properties: Record<string, string | null>;
	createdAt: string;
	updatedAt: string;
	archived: boolean;
	url?: string;
	objectWriteTraceId?: string;
}

export interface AnsweredError {
	status: string;
	category: string;
	message: string;
	code?: string;
	context: Record<string, string[]>;
}

/** The fields of HubSpot's answers, of which each has some. */
export interface AnswerBody extends AnsweredRecord {
	status: string;
	results: AnsweredRecord[];
	numErrors?: number;
	errors: AnsweredError[];
	total: number;
	paging?: { next: { after: string } };
	message: string;
	category: string;
	subCategory?: string;
	correlationId: string;
	context: Record<string, string[]>;
	errorType?: string;
	policyName?: string;
}

export interface Reply<Body = AnswerBody> {
	status: number;
	body: Body;
	headers: Record<string, string>;
}

type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

interface Send {
	body?: unknown;
	authorization?: string;
}

/** A clock that only the test moves. */
export class ManualClock {
	now = Date.parse('2026-11-02T09:00:00.000Z');

	advance(milliseconds: number): void {
		this.now += milliseconds;
	}
}

type Options = { without?: readonly RuleName[]; prefix?: string };

/** Opens portals, and closes them after each test. */
export function portals(): (options?: Options) => TestPortal {
	const open: TestPortal[] = [];
	afterEach(async () => {
		await Promise.all(open.splice(0).map((portal) => portal.close()));
	});
	return (options) => {
		const portal = new TestPortal(options);
		open.push(portal);
		return portal;
	};
}

/** A stand-in on a server of its own, with the calls that tests make. */
export class TestPortal {
	readonly clock = new ManualClock();
	readonly events: SandboxEvent[] = [];
	readonly hubspot: HubSpot;
	readonly #app = Fastify({ forceCloseConnections: true });

	constructor(options: Options = {}) {
		const { without = [], prefix = '/hubspot' } = options;
		const services = { now: () => this.clock.now, announce: (event: SandboxEvent) => void this.events.push(event) };
		this.hubspot = createHubSpot(services, { without });
		this.#app.register(this.hubspot.routes, { prefix });
		this.#app.register(this.hubspot.controls, { prefix: '/sandbox/hubspot' });
	}

	async send<Body = AnswerBody>(method: Method, path: string, options: Send = {}): Promise<Reply<Body>> {
		const { body, authorization = `Bearer ${TOKEN}` } = options;
		const headers: Record<string, string> = {
			...(authorization === '' ? {} : { authorization }),
			...(body === undefined ? {} : { 'content-type': 'application/json' }),
		};
		const payload = typeof body === 'string' ? body : JSON.stringify(body);
		const answer = await fetch((await this.#address()) + path, { method, headers, body: payload });
		const text = await answer.text();
		const json = JSON.parse(text === '' ? '{}' : text) as Body;
		return { status: answer.status, body: json, headers: Object.fromEntries(answer.headers) };
	}

	async #address(): Promise<string> {
		const [address] = this.#app.addresses();
		return typeof address === 'object'
			? `http://127.0.0.1:${address.port}`
			: this.#app.listen({ host: '127.0.0.1', port: 0 });
	}

	async close(): Promise<void> {
		await this.#app.close();
	}

	get<Body = AnswerBody>(path: string): Promise<Reply<Body>> {
		return this.send('GET', `/hubspot${path}`);
	}

	post<Body = AnswerBody>(path: string, body: unknown): Promise<Reply<Body>> {
		return this.send('POST', `/hubspot${path}`, { body });
	}

	patch<Body = AnswerBody>(path: string, body: unknown): Promise<Reply<Body>> {
		return this.send('PATCH', `/hubspot${path}`, { body });
	}

	delete(path: string): Promise<Reply> {
		return this.send('DELETE', `/hubspot${path}`);
	}

	set(settings: Partial<Settings>): void {
		Object.assign(this.hubspot.portal.settings, settings);
	}

	/** Upserts contacts by email; each is its properties, and with `traceId` a trace id of its own. */
	upsertContacts(...contacts: readonly Contact[]): Promise<Reply> {
		return this.post(`${CONTACTS}/batch/upsert`, { inputs: contacts.map(contactInput) });
	}

	/** The property of the contact with that email, as the portal keeps it. */
	held(email: string, property: string): string | undefined {
		return this.hubspot.records('contacts').find((record) => record.properties.email === email)?.properties[property];
	}

	get contacts(): number {
		return this.hubspot.records('contacts').length;
	}
}

export const CONTACTS = '/crm/objects/2026-03/contacts';

export type Contact = Record<string, unknown> & { email: string; traceId?: string };

/** The input that upserts a contact by email. */
export function contactInput({ traceId, ...properties }: Contact) {
	const trace = traceId === undefined ? {} : { objectWriteTraceId: traceId };
	return { id: properties.email, idProperty: 'email', properties, ...trace };
}
