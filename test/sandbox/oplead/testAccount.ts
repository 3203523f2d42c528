import Fastify from 'fastify';
import type { Delivery } from '../../../sandbox/oplead/deliveries/delivery.ts';
import { type Oplead, createOplead } from '../../../sandbox/oplead/oplead.ts';
import type { RuleName } from '../../../sandbox/oplead/rules.ts';
import { ADMINISTRATOR_KEY } from '../../../sandbox/oplead/settings.ts';
import type { SandboxEvent } from '../../../sandbox/vendor.ts';
import { startReceiver } from '../receiver.ts';

export interface AnsweredLead {
	id: string;
	externalID: string | null;
	status: string;
	assignedTo: string | null;
	leadData: Record<string, unknown>;
	documents: { id: string; name: string; size: number; sha256: string }[];
}

interface AnsweredDetail {
	field: string;
	message: string;
}

/** The fields of Oplead's answers, of which each has some. */
export interface AnswerBody extends AnsweredLead {
	lead: AnsweredLead;
	data: AnsweredLead[];
	page: number;
	limit: number;
	total: number;
	name: string;
	size: number;
	event: string;
	url: string;
	code: string;
	accountNumber: string;
	message: string;
	error: { code: string; message: string; details: AnsweredDetail[] };
}

export interface Reply<Body = AnswerBody> {
	status: number;
	body: Body;
	headers: Record<string, string>;
}

interface Send {
	body?: unknown;
	token?: string;
	headers?: Record<string, string>;
}

type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
type Options = { without?: readonly RuleName[] };
type Receiver = Awaited<ReturnType<typeof startReceiver>>;

/** Opens accounts, and closes them after each test. */
export function accounts(): (options?: Options) => TestAccount {
	const open: TestAccount[] = [];
	afterEach(async () => {
		await Promise.all(open.splice(0).map((account) => account.close()));
	});
	return (options) => {
		const account = new TestAccount(options);
		open.push(account);
		return account;
	};
}

/** A stand-in on a server of its own, with the calls that tests make. */
export class TestAccount {
	/** Milliseconds since the epoch; only the test moves it. */
	now = Date.parse('2026-11-26T09:00:00.000Z');
	readonly events: SandboxEvent[] = [];
	readonly oplead: Oplead;
	readonly #app = Fastify({ forceCloseConnections: true });
	readonly #receivers: Receiver[] = [];

	constructor({ without = [] }: Options = {}) {
		const services = { now: () => this.now, announce: (event: SandboxEvent) => void this.events.push(event) };
		this.oplead = createOplead(services, { without });
		this.oplead.set({ deliverySpacingMs: 5 });
		this.#app.register(this.oplead.routes, { prefix: '/oplead' });
		this.#app.register(this.oplead.importApi.routes, { prefix: '/oplead-import' });
		this.#app.register(this.oplead.controls, { prefix: '/sandbox/oplead' });
	}

	/** Calls any path of the server. A FormData goes as such, everything else as JSON. */
	async send<Body = AnswerBody>(method: Method, path: string, options: Send = {}): Promise<Reply<Body>> {
		const { body, token = ADMINISTRATOR_KEY } = options;
		const isJson = body !== undefined && !(body instanceof FormData) && !(body instanceof URLSearchParams);
		const headers: Record<string, string> = {
			...(token === '' ? {} : { authorization: `Bearer ${token}` }),
			...(isJson ? { 'content-type': 'application/json' } : {}),
			...options.headers,
		};
		const payload = isJson ? JSON.stringify(body) : body;
		const answer = await fetch((await this.address()) + path, { method, headers, body: payload });
		const text = await answer.text();
		const json = (answer.headers.get('content-type') ?? '').includes('json') ? (JSON.parse(text) as Body) : text;
		return { status: answer.status, body: json as Body, headers: Object.fromEntries(answer.headers) };
	}

	get<Body = AnswerBody>(path: string, options: Send = {}): Promise<Reply<Body>> {
		return this.send('GET', `/oplead/v1${path}`, options);
	}

	post<Body = AnswerBody>(path: string, body: unknown, options: Send = {}): Promise<Reply<Body>> {
		return this.send('POST', `/oplead/v1${path}`, { ...options, body });
	}

	put<Body = AnswerBody>(path: string, body: unknown, options: Send = {}): Promise<Reply<Body>> {
		return this.send('PUT', `/oplead/v1${path}`, { ...options, body });
	}

	/** Sends a lead; what is given replaces fields of a good one. */
	postLead(leadData: Record<string, unknown> = {}, provider: Record<string, unknown> = {}): Promise<Reply> {
		return this.post('/leads', draft(leadData, provider));
	}

	/** Makes a lead and returns its id. */
	async newLead(leadData: Record<string, unknown> = {}, provider: Record<string, unknown> = {}): Promise<string> {
		const { status, body } = await this.postLead(leadData, provider);
		expect(status).toBe(201);
		return body.id;
	}

	/** The webhook of a subscriber or a provider; closed with the account. */
	async receiver(): Promise<Receiver> {
		const receiver = await startReceiver();
		this.#receivers.push(receiver);
		return receiver;
	}

	/** Subscribes an address to an event. @returns the id of the subscription */
	async subscribe(event: string, url: string): Promise<string> {
		const { status, body } = await this.post('/subscriptions', { event, url });
		expect(status).toBe(201);
		return body.id;
	}

	/** The deliveries, when none is under way any more. */
	async settledDeliveries(): Promise<readonly Delivery[]> {
		await this.oplead.deliveriesDone();
		return this.oplead.deliveries;
	}

	async address(): Promise<string> {
		const [address] = this.#app.addresses();
		return typeof address === 'object'
			? `http://127.0.0.1:${address.port}`
			: this.#app.listen({ host: '127.0.0.1', port: 0 });
	}

	async close(): Promise<void> {
		await this.#app.close();
		await Promise.all(this.#receivers.map((receiver) => receiver.close()));
	}
}

/** The body that creates a lead; what is given replaces fields of a good one. */
export function draft(leadData: Record<string, unknown> = {}, provider: Record<string, unknown> = {}) {
	const usual = { lastname: 'Dupont', firstname: 'Anne', email: 'anne@example.org', channel: 'CNL_1002' };
	return { provider: { name: 'Ici Formation', ...provider }, leadData: { ...usual, ...leadData } };
}

/** A multipart form with one file. */
export function fileForm(name: string, bytes: Uint8Array<ArrayBuffer> | string, field = 'file'): FormData {
	const form = new FormData();
	form.append(field, new Blob([bytes]), name);
	return form;
}

/** What a receiver was sent, in the order of its coming. */
export function bodiesOf({ received }: Receiver): Record<string, unknown>[] {
	return received.map(({ body }) => JSON.parse(body) as Record<string, unknown>);
}
