import type { FaultAct } from '../../../../sandbox/faults.ts';

/** What a fault means for the call that it strikes. */
export type Meaning =
	/** Oplead refuses this one. */
	| 'refuses'
	/** Oplead would refuse every other call, too. */
	| 'refusesEverything'
	/** The key may not do it; perhaps for this lead only. */
	| 'forbids'
	/** Oplead has not begun. */
	| 'notBegun'
	/** Oplead has not done it, but nobody can know that. */
	| 'notDone'
	/** Oplead has done it, but the answer is lost. */
	| 'done';

export interface MatrixFault {
	name: string;
	meaning: Meaning;
	act: FaultAct;
	/** n8n's takes a minute: it is tried without n8n. */
	isTimeout?: true;
}

type StatusMore = Omit<FaultAct & { kind: 'status' }, 'kind' | 'status'>;

const status = (code: number, meaning: Meaning, more: StatusMore = {}): MatrixFault => {
	return { name: String(code), meaning, act: { kind: 'status', status: code, ...more } };
};

const PAGE = { body: '<html><body><h1>Bad Gateway</h1></body></html>', headers: { 'content-type': 'text/html' } };

const message = (text: string) => ({ body: { error: { code: 'ODD', message: text, details: [] } } });

export const FAULTS: readonly MatrixFault[] = [
	status(400, 'refuses', message('The call is odd.')),
	status(401, 'refusesEverything', { body: { message: 'Unknown token.' } }),
	status(403, 'forbids', message('Not allowed.')),
	status(404, 'refuses', message('No such path.')),
	status(409, 'refuses', message('There is one already.')),
	status(413, 'refuses', { body: 'Too large' }),
	status(422, 'refuses', message('The data is not valid.')),
	{ ...status(429, 'notBegun', { headers: { 'retry-after': '1' } }), name: '429 with Retry-After' },
	{ ...status(429, 'notBegun', { body: 'Slow down' }), name: '429 without Retry-After' },
	status(500, 'notDone', { body: [] }),
	status(502, 'notDone', PAGE),
	status(503, 'notDone', message('Maintenance.')),
	status(504, 'notDone', PAGE),
	status(524, 'notDone', PAGE),
	{ name: 'time-out', meaning: 'notDone', act: { kind: 'delay', ms: 60_000 }, isTimeout: true },
	{ name: 'reset before the write', meaning: 'notDone', act: { kind: 'reset', when: 'before' } },
	{ name: 'reset after the write', meaning: 'done', act: { kind: 'reset', when: 'after' } },
	{ name: 'truncated body', meaning: 'done', act: { kind: 'truncated' } },
	{ name: 'malformed body', meaning: 'done', act: { kind: 'malformed' } },
];
