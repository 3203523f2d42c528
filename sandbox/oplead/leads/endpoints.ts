import { sees } from '../access.ts';
import type { Answer, Call, Endpoint } from '../endpoint.ts';
import { OpleadError, invalid, notFound } from '../errors.ts';
import type { Settings } from '../settings.ts';
import { addLead, setStatus } from './changes.ts';
import { type Lead, leadAnswer } from './lead.ts';
import { readLead } from './readLead.ts';
import { STATUS_TARGETS, foldStatus } from './statuses.ts';

const LARGEST_PAGE = 100;
const USUAL_PAGE = 50;

/** The lead that the path names; one that the caller may not see does not exist for it. */
export function leadOfCall({ account, caller, params }: Call): Lead {
	const lead = account.leads.find(params.leadId ?? '');
	if (!lead || !sees(account, caller, lead)) throw notFound(`Lead ${params.leadId}`);
	return lead;
}

function answered(status: number, lead: Lead, { leadAnswer: shape }: Settings): Answer {
	return shape === 'bare' ? { status, body: leadAnswer(lead) } : { status: 200, body: { lead: leadAnswer(lead) } };
}

function create({ account, caller, body }: Call): Answer {
	const lead = addLead(account, readLead(account, body), { sentBy: caller.token, origin: 'api' });
	return answered(201, lead, account.settings);
}

function list({ account, caller, query }: Call): Answer {
	const { leadList, externalIDFilter, firstPage, listLagMs } = account.settings;
	const page = numberIn(query.page, { field: 'page', least: firstPage }) ?? firstPage;
	const limit = numberIn(query.limit, { field: 'limit', least: 1 }) ?? USUAL_PAGE;
	if (limit > LARGEST_PAGE && account.rules.has('largest-page')) {
		throw invalid([{ field: 'limit', message: `A page holds at most ${LARGEST_PAGE} leads.` }]);
	}
	const wanted = externalIDFilter === 'works' ? query.externalID : undefined;
	const leads = account.leads
		.list()
		.filter((lead) => sees(account, caller, lead))
		.filter(({ createdAt }) => Date.parse(createdAt) <= account.now() - listLagMs)
		.filter(({ leadData }) => wanted === undefined || leadData.externalID === wanted);
	const data = leads.slice((page - firstPage) * limit, (page - firstPage + 1) * limit).map(leadAnswer);
	return {
		status: 200,
		body: leadList === 'array' ? data : { data, page, limit, ...totalOf(leads, account.settings) },
	};
}

/** Leads that a total counts although nobody is shown them. */
const hiddenLeads = 7;

function totalOf({ length }: readonly Lead[], { toldTotal }: Settings): { total?: number } {
	if (toldTotal === 'none') return {};
	return { total: toldTotal === 'larger' ? length + hiddenLeads : length };
}

function numberIn(text: string | undefined, { field, least }: { field: string; least: number }): number | undefined {
	if (text === undefined) return undefined;
	const number = Number(text);
	if (Number.isInteger(number) && number >= least) return number;
	throw invalid([{ field, message: `This is not a whole number from ${least}.` }]);
}

function changeStatus(call: Call): Answer {
	const { account, body } = call;
	const lead = leadOfCall(call);
	const { statusField } = account.settings;
	const wanted = typeof body === 'object' && body !== null ? (body as Record<string, unknown>)[statusField] : undefined;
	if (typeof wanted !== 'string') throw invalid([{ field: statusField, message: 'A status is required.' }]);
	return answered(200, setStatus(account, lead.id, targetFor(call, wanted)), account.settings);
}

function targetFor({ account: { rules, settings } }: Call, wanted: string): string {
	if (!rules.has('status-targets')) return wanted;
	const exact = rules.has('status-exact');
	const target = STATUS_TARGETS.find((each) => each === wanted || (!exact && foldStatus(each) === foldStatus(wanted)));
	if (target !== undefined) return target;
	const allowed = STATUS_TARGETS.map((each) => `"${each}"`).join(', ');
	throw invalid([{ field: settings.statusField, message: `A lead can be moved to ${allowed} only.` }]);
}

const AS_SET = { version: 'asSet', usersOnly: false } as const;

const statusEndpoints = (['PUT', 'POST', 'PATCH'] as const).map((method): Endpoint => ({
	method,
	path: '/leads/:leadId/status',
	version: 'asSet',
	usersOnly: true,
	closed({ statusMethod }) {
		if (method === statusMethod) return undefined;
		return new OpleadError(405, { message: `${method} is not allowed here.`, headers: { Allow: statusMethod } });
	},
	answer: changeStatus,
}));

export const leadEndpoints: readonly Endpoint[] = [
	{ ...AS_SET, method: 'POST', path: '/leads', answer: create },
	{ ...AS_SET, method: 'GET', path: '/leads', answer: list },
	{
		...AS_SET,
		method: 'GET',
		path: '/leads/:leadId',
		answer: (call) => answered(200, leadOfCall(call), call.account.settings),
	},
	...statusEndpoints,
];
