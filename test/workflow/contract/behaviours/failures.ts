import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

import { PASSING_CODES, type ReasonCode } from '../../../../nodes/shared/reasonCodes';
import type { FaultAct } from '../../../../sandbox/faults.ts';
import type { Behaviour } from '../behaviour';
import { ALWAYS } from '../bench';
import { has } from '../destination';
import * as judges from '../judges';

/** Codes of items whose call came too late for the retry time, beside that of the failure itself. */
const LATER: readonly ReasonCode[] = ['NOT_TRIED'];

/** What nobody can tell is lost where the destination has no key, and found where it has. */
const IN_DOUBT: readonly ReasonCode[] = ['MAY_BE_DONE'];

const status = (code: number, headers?: Record<string, string>): FaultAct => ({
	kind: 'status',
	status: code,
	body: { status: 'error', message: 'This did not work' },
	headers,
});

/** A fault that passes: what has a key is written in the end; for the rest nobody can know, or it had not begun. */
function passing(name: string, act: FaultAct, { isBegun }: { isBegun: boolean }): Behaviour {
	return {
		name: `gets over ${name}`,
		async play(bench) {
			bench.strikeWrites(act);
			const run = await bench.run(bench.people(3), { retrySeconds: 20 });
			const isSure = has(bench.destination.key) || !isBegun;
			const end = isSure ? judges.judgeDone(run, [0, 1, 2]) : judges.judgeCodes(run, IN_DOUBT);
			return [...judges.judgeRun(run), ...judges.judgeErrorOutput(run), ...end];
		},
	};
}

/** A fault that stays: every item is rejected, with one of the codes, within some seconds. */
function lasting(name: string, act: FaultAct, codes: readonly ReasonCode[]): Behaviour {
	return {
		name: `gives up on ${name}`,
		async play(bench) {
			bench.strikeWrites(act, { times: ALWAYS });
			const run = await bench.run(bench.people(10));
			return [
				...judges.judgeRun(run),
				...judges.judgeErrorOutput(run),
				...judges.judgeDone(run, []),
				...judges.judgeNothingWritten(run),
				...judges.judgeCodes(run, [...codes, ...LATER]),
				...judges.judgeEffort(run, { ms: 50_000 }),
			];
		},
	};
}

/** A refusal that concerns every call: nothing more is sent. */
function vain(name: string, code: number, codes: readonly ReasonCode[]): Behaviour {
	return {
		name: `sends nothing more after ${name}`,
		async play(bench) {
			bench.strikeAll(status(code));
			const run = await bench.run(bench.people(30));
			return [
				...judges.judgeRun(run),
				...judges.judgeDone(run, []),
				...judges.judgeNothingWritten(run),
				...judges.judgeCodes(run, [...codes, ...LATER]),
				...judges.judgeEffort(run, { ms: 20_000, calls: 10 }),
			];
		},
	};
}

const everyIndex = (items: readonly unknown[]) => items.map((_, index) => index);

/** A port on which nobody listens. */
async function closedPort(): Promise<number> {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	await new Promise((resolve) => server.close(resolve));
	return port;
}

export const FAILURES: readonly Behaviour[] = [
	passing('a call that is lost on the way', { kind: 'reset', when: 'before' }, { isBegun: true }),
	passing('an answer that is lost on the way', { kind: 'reset', when: 'after' }, { isBegun: true }),
	passing('an answer that ends in the middle', { kind: 'truncated' }, { isBegun: true }),
	passing('an answer that cannot be read', { kind: 'malformed' }, { isBegun: true }),
	passing('a single 429', status(429, { 'retry-after': '1' }), { isBegun: false }),
	passing('a single 500', status(500), { isBegun: true }),
	passing('a single 503', status(503), { isBegun: true }),
	lasting('429 for ever', status(429, { 'retry-after': '1' }), ['VENDOR_BUSY']),
	lasting('500 for ever', status(500), ['VENDOR_FAILED', 'MAY_BE_DONE']),
	lasting('calls that are lost for ever', { kind: 'reset', when: 'before' }, ['NO_ANSWER', 'MAY_BE_DONE']),
	vain('a token that is refused', 401, ['TOKEN_REFUSED']),
	vain('a permission that is missing', 403, ['SCOPE_MISSING', 'TOKEN_REFUSED']),
	{
		name: 'waits as long as a dated Retry-After says',
		async play(bench) {
			// Whole seconds: it is 7 s at least, longer than any destination waits by itself.
			bench.strikeWrites(status(429, { 'retry-after': new Date(Date.now() + 8_000).toUTCString() }));
			const run = await bench.run(bench.people(1), { retrySeconds: 60 });
			const isHeeded = run.ms >= 6_900 && run.ms < 30_000;
			return [
				...judges.judgeRun(run),
				...judges.judgeDone(run, [0]),
				...(isHeeded ? [] : [{ rule: 'end' as const, what: `it took ${run.ms} ms` }]),
			];
		},
	},
	{
		name: 'loses and doubles nothing when every answer is lost, and what passes by itself is sent again',
		async play(bench) {
			bench.strikeWrites({ kind: 'reset', when: 'after' }, { times: ALWAYS });
			const items = bench.people(5);
			const run = await bench.run(items);
			bench.sandbox.faults.clear();
			const passing = run.errors.filter((item) => PASSING_CODES.has(judges.codeOf(item) as ReasonCode));
			const again = passing.map((item) => items[judges.inputOf(item)]);
			const second = again.length > 0 ? await bench.run(again) : undefined;
			const written = bench.written();
			const twice = written.filter((name, index) => written.indexOf(name) !== index);
			return [
				...judges.judgeRun(run),
				...judges.judgeErrorOutput(run),
				...judges.judgeEffort(run, { ms: 60_000 }),
				...(second ? judges.judgeDone(second, everyIndex(again)) : []),
				...twice.map((name) => ({ rule: 'written' as const, what: `"${name}" is written more than once` })),
			];
		},
	},
	{
		name: 'rejects all within seconds when connections are refused',
		async play(bench) {
			const credentials = bench.credentials(`http://127.0.0.1:${await closedPort()}`);
			const run = await bench.run(bench.people(10), { credentials });
			return [
				...judges.judgeRun(run),
				...judges.judgeDone(run, []),
				...judges.judgeCodes(run, ['NO_ANSWER', ...LATER]),
				...judges.judgeEffort(run, { ms: 20_000 }),
			];
		},
	},
	{
		name: 'writes all when connections are refused at first',
		async play(bench) {
			const port = await closedPort();
			const items = bench.people(3);
			const credentials = bench.credentials(`http://127.0.0.1:${port}`);
			const started = bench.start(items, { credentials, retrySeconds: 20 });
			await sleep(700);
			await bench.moveTo(port);
			const run = await bench.observe(started, items);
			return [...judges.judgeRun(run), ...judges.judgeDone(run, [0, 1, 2])];
		},
	},
	{
		name: 'does not wait for ever for an answer',
		needs: ({ timeout }) => timeout,
		async play(bench) {
			bench.strikeWrites({ kind: 'delay', ms: 60_000 });
			const run = await bench.run(bench.people(3), { timeoutSeconds: 2, retrySeconds: 20 });
			return [...judges.judgeRun(run), ...judges.judgeDone(run, [0, 1, 2]), ...judges.judgeEffort(run, { ms: 20_000 })];
		},
	},
	{
		name: 'tells no secret, whatever the vendor says',
		async play(bench) {
			const { secret } = bench;
			const said = [secret, secret.replaceAll('/', '\\/'), encodeURIComponent(secret)].join(' and ');
			for (const code of [400, 401, 403, 404, 422, 429, 500]) {
				bench.strikeAll({
					kind: 'status',
					status: code,
					body: { status: 'error', message: `Unknown key ${said}`, correlationId: secret, errors: [{ message: said }] },
					headers: { 'x-echo': secret, 'retry-after': '1' },
				});
				const runs = [await bench.run(bench.people(2)), await bench.run(bench.people(2), { onError: 'stopWorkflow' })];
				const breaches = runs.flatMap((run) => judges.judgeSecrets(run, [secret]));
				if (breaches.length > 0) return breaches.map(({ rule, what }) => ({ rule, what: `${code}: ${what}` }));
				bench.sandbox.faults.clear();
			}
			return [];
		},
	},
	{
		name: 'tells no secret when it succeeds',
		async play(bench) {
			return judges.judgeSecrets(await bench.run(bench.people(3)), [bench.secret]);
		},
	},
	{
		name: 'rejects all when the address in the credential is none',
		async play(bench) {
			const run = await bench.run(bench.people(3), { credentials: bench.credentials('no address') });
			return [
				...judges.judgeRun(run),
				...judges.judgeDone(run, []),
				...judges.judgeCodes(run, ['CREDENTIAL_INVALID']),
				...judges.judgeEffort(run, { calls: 0 }),
			];
		},
	},
];
