import { isObject } from '../../shared/json';
import { addressOf, filledPath } from './address';
import { jsonIn, listIn, recordIn, type ListPage, type OpleadRecord } from './answers';
import { unsendable } from './errors';
import { multipartBody, type Upload } from './multipart';
import { allPages } from './paging';
import { refuseTold } from './refusals';
import type { Method, VendorRequest, Transport } from '../../shared/vendor/transport';
import { endpointOf, type CallName, type Overrides } from './endpoints';
import { fill, holds, merge, type Values } from './template';

/** What the calls go over, and where to. */
export interface OpleadConnectionParts {
	/** Without a slash at its end. */
	baseUrl: string;
	overrides: Overrides;
	/** Goes on trying; for calls that may be repeated. */
	transport: Transport;
	/** Repeats only what was not begun; for calls that would double something. */
	unrepeatable: Transport;
}

/** What a list of leads is narrowed down to. */
export interface LeadFilter {
	externalID?: string;
	status?: string;
}

export interface FreeCall {
	method: Method;
	path: string;
	query?: Record<string, unknown>;
	/** JSON. */
	body?: unknown;
}

/** Oplead's calls. All of them throw `OpleadError`. */
export class OpleadApi {
	readonly #parts: OpleadConnectionParts;

	constructor(parts: OpleadConnectionParts) {
		this.#parts = parts;
	}

	/**
	 * Creates a lead. Oplead makes a second one of a repeated call, so it is not repeated once it may have begun. A lead
	 * that has an external ID is not sent without it: nobody could look it up.
	 * @param values for the places of the body, for instance `lastname`
	 * @param additional JSON that is laid over the body
	 */
	async createLead(values: Values, additional?: Record<string, unknown>): Promise<OpleadRecord> {
		if (values.externalID !== undefined && !this.#sendsExternalId(additional)) throw unsendable(WITHOUT_ID);
		return recordIn(await this.#call('createLead', values, additional));
	}

	async getLead(id: string): Promise<OpleadRecord> {
		return recordIn(await this.#call('getLead', { leadIdentifier: id }));
	}

	/** One page of the leads, from 1. Whether Oplead minds the filter is not known: the caller compares. */
	async leadsPage(filter: LeadFilter, page: number, limit: number): Promise<ListPage> {
		return listIn(await this.#call('listLeads', { ...filter, page, limit }));
	}

	/** All pages of the leads, one after another. */
	leadPages(filter: LeadFilter, limit: number): AsyncGenerator<ListPage> {
		return allPages(async (page) => await this.leadsPage(filter, page, limit));
	}

	async updateStatus(id: string, status: string): Promise<OpleadRecord> {
		return recordIn(await this.#call('updateStatus', { leadIdentifier: id, status }));
	}

	/** Adds a document to a lead; its bytes are read while they are sent. Not repeated once it may have begun. */
	async addDocument(id: string, file: Upload): Promise<OpleadRecord> {
		return recordIn(await this.#call('addDocument', { leadIdentifier: id, file, name: file.fileName }));
	}

	/** All pages of the subscriptions: one that is overlooked would be created again. */
	async subscriptions(): Promise<OpleadRecord[]> {
		const pages = allPages(async (page) => listIn(await this.#call('listSubscriptions', { page, limit: 100 })));
		const subscriptions: OpleadRecord[] = [];
		for await (const { records } of pages) subscriptions.push(...records);
		return subscriptions;
	}

	/** Not repeated once it may have begun: the same event and address twice may be two subscriptions. */
	async createSubscription(event: string, url: string): Promise<OpleadRecord> {
		return recordIn(await this.#call('createSubscription', { event, url }));
	}

	/** Not repeated once it may have begun: the second answer would be that there is none. */
	async deleteSubscription(id: string): Promise<void> {
		await this.#call('deleteSubscription', { subscriptionId: id });
	}

	/** A list of the account's configuration. */
	async configuration(call: CallName, values: Values): Promise<unknown> {
		return await this.#call(call, values);
	}

	/** Sends a lead over the import API. */
	async importLead(values: Values, additional?: Record<string, unknown>): Promise<OpleadRecord> {
		return recordIn(await this.#call('importLead', values, additional));
	}

	/** Any call below the base URL. Only reads are repeated once they may have begun. */
	async freeCall({ method, path, query, body }: FreeCall): Promise<unknown> {
		const url = addressOf(this.#parts.baseUrl, path, query);
		const json = body === undefined ? {} : jsonBody(body);
		const { transport, unrepeatable } = this.#parts;
		const send = method === 'GET' ? transport : unrepeatable;
		const answer = jsonIn(await send({ method, url, headers: ACCEPT, ...json }));
		// What is read may be anything; what is to be changed was changed or refused.
		return method === 'GET' ? answer : refuseTold(answer);
	}

	async #call(name: CallName, values: Values, additional?: Record<string, unknown>): Promise<unknown> {
		const { method, path, query, body, encoding, headers } = endpointOf(name, this.#parts.overrides);
		const filledQuery = query === undefined ? {} : fill(query, values);
		const url = addressOf(this.#parts.baseUrl, filledPath(path, values), isObject(filledQuery) ? filledQuery : {});
		const content = body === undefined ? undefined : merge(fill(body, values) ?? {}, additional ?? {});
		const encoded = content === undefined || method === 'GET' ? {} : encodedBody(content, encoding);
		const request = { method, url, ...encoded, headers: { ...ACCEPT, ...encoded.headers, ...headers } };
		const { transport, unrepeatable } = this.#parts;
		return refuseTold(jsonIn(await (UNREPEATED.has(name) ? unrepeatable : transport)(request)));
	}

	#sendsExternalId(additional?: Record<string, unknown>): boolean {
		const { path, query = {}, body = {} } = endpointOf('createLead', this.#parts.overrides);
		const externalID = Symbol('external ID');
		const content = merge(fill(body, { externalID }) ?? {}, additional ?? {});
		return path.includes('{externalID}') || holds([fill(query, { externalID }), content], externalID);
	}
}

/** Calls of which a second one makes a second thing, or is answered in another way. */
const UNREPEATED: ReadonlySet<CallName> = new Set([
	'createLead',
	'addDocument',
	'createSubscription',
	'deleteSubscription',
	'importLead',
]);

const WITHOUT_ID =
	'The lead was not sent: its external ID would not go with it, since a call that differs or the Additional JSON leaves it out or replaces it. Put "$externalID" into the body of that call, or take it out of the Additional JSON; without an external ID set External ID From to "None".';

const ACCEPT = { accept: 'application/json' };

type EncodedBody = Partial<Pick<VendorRequest, 'body' | 'headers'>>;

function encodedBody(content: unknown, encoding: 'form' | 'multipart' | undefined): EncodedBody {
	if (encoding === undefined) return jsonBody(content);
	if (!isObject(content))
		throw unsendable('The body of this call is a form: give an object with a value for each field.');
	if (encoding === 'multipart') return multipartBody(content);
	const form = new URLSearchParams(
		Object.entries(content).map(([name, value]): [string, string] => [name, textOf(value)]),
	);
	// Without the charset n8n would encode the form itself, and fails with one that is encoded.
	return { headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' }, body: form.toString() };
}

function jsonBody(content: unknown): EncodedBody {
	return { headers: { 'content-type': 'application/json' }, body: JSON.stringify(content) };
}

function textOf(value: unknown): string {
	return typeof value === 'string' ? value : JSON.stringify(value);
}
