import type { FaultAct } from '../../../../sandbox/faults.ts';

/** What a fault means for the call that it strikes. */
export type Meaning =
	/** HubSpot refuses some records of it, and writes the others. */
	| 'refusesRecords'
	/** HubSpot refuses all of it because of what it holds. */
	| 'refusesContent'
	/** HubSpot would refuse every other call, too. */
	| 'refusesEverything'
	/** HubSpot has not begun. */
	| 'notBegun'
	/** HubSpot has not done it, but nobody can know that. */
	| 'notDone'
	/** HubSpot has done it, but the answer is lost. */
	| 'done';

export interface MatrixFault {
	name: string;
	meaning: Meaning;
	/** What the sandbox does; undefined where the rows themselves have HubSpot answer so. */
	act?: FaultAct;
	/** n8n itself sends the call a second time. */
	isRepeatedByN8n?: true;
	/** HubSpot does not answer: the node is set to wait for a short while only. */
	isTimeout?: true;
}

const status = (code: number, meaning: Meaning, more: Omit<FaultAct & { kind: 'status' }, 'kind' | 'status'> = {}) => {
	return { name: String(code), meaning, act: { kind: 'status' as const, status: code, ...more } };
};

const PAGE = '<html><head><title>Bad Gateway</title></head><body><h1>cloudflare</h1></body></html>';

const error = (message: string, more: object = {}) => {
	return { status: 'error', message, correlationId: '5a4d0b0c-0000-4000-8000-000000000000', ...more };
};

const tooMany = (policyName: string, headers: Record<string, string> = {}): MatrixFault => {
	const body = error(`You have reached your ${policyName.toLowerCase()} limit.`, {
		errorType: 'RATE_LIMIT',
		policyName,
	});
	const meaning = policyName === 'DAILY' ? 'refusesEverything' : 'notBegun';
	return { ...status(429, meaning, { body, headers }), name: `429 ${policyName}` };
};

const invalid = error('Invalid input JSON: the batch is odd', { category: 'VALIDATION_ERROR' });
const forbidden = error('This app lacks scopes', {
	category: 'MISSING_SCOPES',
	errors: [{ message: 'Scopes', context: { requiredGranularScopes: ['crm.objects.contacts.write'] } }],
});

/** In seconds: in the midst of a quarter of an hour, so that none begins while the tests run. */
const TO_ANOTHER_DAY = String(40_000 - (Math.floor(Date.now() / 1_000 + 40_000) % 900) + 300);

export const FAULTS: readonly MatrixFault[] = [
	{ name: '207', meaning: 'refusesRecords' },
	{ ...status(400, 'refusesContent', { body: invalid }), name: '400 whole batch' },
	{ ...status(401, 'refusesEverything', { body: error('Authentication not found.') }), isRepeatedByN8n: true },
	status(403, 'refusesEverything', { body: forbidden }),
	status(423, 'notBegun'),
	tooMany('TEN_SECONDLY_ROLLING'),
	tooMany('SECONDLY'),
	tooMany('DAILY', { 'retry-after': TO_ANOTHER_DAY }),
	status(477, 'notBegun', { headers: { 'retry-after': '1' } }),
	status(500, 'notDone', { body: error('internal error') }),
	status(502, 'notDone', { body: PAGE, headers: { 'content-type': 'text/html' } }),
	status(503, 'notDone', { body: error('service unavailable') }),
	status(504, 'notDone', { body: PAGE, headers: { 'content-type': 'text/html' } }),
	status(524, 'notDone', { body: PAGE, headers: { 'content-type': 'text/html' } }),
	{ name: 'time-out', meaning: 'notDone', act: { kind: 'delay', ms: 60_000 }, isTimeout: true },
	{ name: 'reset before the write', meaning: 'notDone', act: { kind: 'reset', when: 'before' } },
	{ name: 'reset after the write', meaning: 'done', act: { kind: 'reset', when: 'after' } },
	{ name: 'truncated body', meaning: 'done', act: { kind: 'truncated' } },
	{ name: 'malformed body', meaning: 'done', act: { kind: 'malformed' } },
];
