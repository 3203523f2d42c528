import type { FastifyRequest } from 'fastify';
import type { Account } from './account.ts';
import type { OpleadError } from './errors.ts';
import type { Settings, TokenSettings } from './settings.ts';

/** A call that was let in. */
export interface Call {
	account: Account;
	/** Whose token it carries. */
	caller: TokenSettings;
	params: Readonly<Record<string, string>>;
	query: Readonly<Record<string, string | undefined>>;
	body: unknown;
	/** For multipart forms, which are streamed. */
	request: FastifyRequest;
}

export interface Answer {
	status: number;
	body?: unknown;
}

/** A path of Oplead: where it lies, whom it lets in, what it answers. */
export interface Endpoint {
	method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
	/** Below the version. */
	path: string;
	/** `always`, or with and without as the settings say. */
	version: 'always' | 'asSet';
	/** Whether a provider key gets 403. */
	usersOnly: boolean;
	/** Why the settings do not offer this path or method. */
	closed?(settings: Settings): OpleadError | undefined;
	answer(call: Call): Answer | Promise<Answer>;
}
