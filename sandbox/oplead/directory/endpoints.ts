import type { Answer, Call, Endpoint } from '../endpoint.ts';
import { OpleadError, invalid, notFound } from '../errors.ts';
import { CONFIGURATION, COUNTRIES } from './configuration.ts';
import type { User } from './userDirectory.ts';

function country({ params }: Call): Answer {
	const body = COUNTRIES.find(({ code }) => code === params.code?.toUpperCase());
	if (!body) throw notFound(`Country ${params.code}`);
	return { status: 200, body };
}

function configuration({ params }: Call): Answer {
	const name = params.name ?? '';
	if (!Object.hasOwn(CONFIGURATION, name)) throw notFound(`Setting ${name}`);
	return { status: 200, body: CONFIGURATION[name] };
}

/** `?test=true` goes through everything but the change itself. */
function isTest({ account, query }: Call): boolean {
	return query.test === 'true' && account.rules.has('test-changes-nothing');
}

function createUser(call: Call): Answer {
	const { users, rules } = call.account;
	const user = readUser(call.body);
	if (users.find(user.accountNumber) && rules.has('account-number-unique')) {
		throw new OpleadError(409, { code: 'DUPLICATE', message: 'A user with this accountNumber exists.' });
	}
	if (!isTest(call)) users.put(user);
	return { status: 201, body: user };
}

function updateUser(call: Call): Answer {
	const { users, rules } = call.account;
	const accountNumber = call.params.accountNumber ?? '';
	const known = users.find(accountNumber);
	if (!known && rules.has('unknown-user-404')) throw notFound(`User ${accountNumber}`);
	const user = { ...known, ...objectIn(call.body), accountNumber };
	if (!isTest(call)) users.put(user);
	return { status: 200, body: user };
}

function readUser(body: unknown): User {
	const { accountNumber, ...rest } = objectIn(body);
	if (typeof accountNumber !== 'string' || accountNumber === '') {
		throw invalid([{ field: 'accountNumber', message: 'An account number is required.' }]);
	}
	return { accountNumber, ...rest };
}

function objectIn(body: unknown): Record<string, unknown> {
	if (typeof body !== 'object' || body === null || Array.isArray(body)) {
		throw invalid([{ field: 'body', message: 'An object is required.' }]);
	}
	return body as Record<string, unknown>;
}

const OPEN = { version: 'always', usersOnly: false } as const;
const FOR_USERS = { version: 'always', usersOnly: true } as const;

export const directoryEndpoints: readonly Endpoint[] = [
	{ ...OPEN, method: 'GET', path: '/types/countries', answer: () => ({ status: 200, body: COUNTRIES }) },
	{ ...OPEN, method: 'GET', path: '/types/country/:code', answer: country },
	{ ...OPEN, method: 'GET', path: '/settings/:name', answer: configuration },
	{ ...FOR_USERS, method: 'POST', path: '/users', answer: createUser },
	{ ...FOR_USERS, method: 'PUT', path: '/users/:accountNumber', answer: updateUser },
];
