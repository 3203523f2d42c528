import type { Answer, Call, Endpoint } from '../endpoint.ts';
import { type ErrorDetail, invalid, notFound } from '../errors.ts';
import { isWebAddress } from '../leads/readLead.ts';
import type { Settings } from '../settings.ts';
import type { Subscription } from './subscriptionList.ts';

/** A subscription as the API tells it: the name of the key with the address is a setting. */
function subscriptionAnswer({ url, ...rest }: Subscription, { subscriptionUrlField }: Settings) {
	return { ...rest, [subscriptionUrlField]: url };
}

const LARGEST_PAGE = 20;

function list({ account: { subscriptions, settings }, query }: Call): Answer {
	const body = subscriptions.list().map((each) => subscriptionAnswer(each, settings));
	if (settings.subscriptionList === 'array') return { status: 200, body };
	const from = (Number(query.page ?? 1) - 1) * LARGEST_PAGE;
	const data = settings.subscriptionList === 'paged' ? body.slice(from, from + LARGEST_PAGE) : body;
	return { status: 200, body: { data } };
}

function create(call: Call): Answer {
	const { account } = call;
	const { event, url } = readSubscription(call);
	const same = account.subscriptions.list().find((each) => each.event === event && each.url === url);
	const subscription =
		same !== undefined && !account.rules.has('subscriptions-double')
			? same
			: account.subscriptions.add({ event, url, createdAt: account.timestamp() });
	account.announceSubscriptions();
	return { status: 201, body: subscriptionAnswer(subscription, account.settings) };
}

function readSubscription({ account: { settings, rules }, body }: Call): { event: string; url: string } {
	const { eventNames, subscriptionUrlField } = settings;
	const sent = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
	const { event, [subscriptionUrlField]: url } = sent;
	const problems: ErrorDetail[] = [];
	if (typeof event !== 'string' || (!Object.values(eventNames).includes(event) && rules.has('known-events'))) {
		problems.push({ field: 'event', message: `One of ${Object.values(eventNames).join(', ')} is required.` });
	}
	if (typeof url !== 'string' || (!isWebAddress(url) && rules.has('subscription-address-form'))) {
		problems.push({ field: subscriptionUrlField, message: 'An http or https address is required.' });
	}
	if (problems.length > 0) throw invalid(problems);
	return { event: String(event), url: String(url) };
}

function remove({ account, params }: Call): Answer {
	if (!account.deleteSubscription(params.id ?? '')) throw notFound(`Subscription ${params.id}`);
	return { status: 204 };
}

const USUAL = { version: 'asSet', usersOnly: true } as const;

export const subscriptionEndpoints: readonly Endpoint[] = [
	{ ...USUAL, method: 'GET', path: '/subscriptions', answer: list },
	{ ...USUAL, method: 'POST', path: '/subscriptions', answer: create },
	{ ...USUAL, method: 'DELETE', path: '/subscriptions/:id', answer: remove },
];
