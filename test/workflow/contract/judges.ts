import type { INodeExecutionData } from 'n8n-workflow';

import { REASON_CODES, type ReasonCode } from '../../../nodes/shared/reasonCodes';

/** What n8n keeps of a run of the node. */
export interface RunFacts {
	/** n8n's word: `success`, `error`, `canceled`. */
	status: string;
	/** The items of the outputs, as the node and n8n give them. */
	done: readonly INodeExecutionData[];
	errors: readonly INodeExecutionData[];
	/** Where the node failed. */
	error?: { message: string; description?: string | null; context?: Record<string, unknown> };
	hints: readonly string[];
	/** The nodes behind it that were run. */
	reached: readonly string[];
	/** All that n8n keeps of the run, as text. */
	everything: string;
	ms: number;
}

/** A run, and what the vendor tells of it. */
export interface Observation extends RunFacts {
	/** The name of the person in each input item. */
	sent: readonly string[];
	/** The names in the records that the vendor holds, oldest first: one for each record. */
	written: readonly string[];
	/** The name that each item of the first output says it has written; undefined where it is rejected. */
	told: ReadonlyArray<string | undefined>;
	/** How many calls the vendor got. */
	calls: number;
}

/** What the contract finds wrong: the rule that is broken, and how. */
export interface Breach {
	rule: 'code' | 'dry run' | 'end' | 'link' | 'once' | 'order' | 'secret' | 'text' | 'value' | 'written';
	what: string;
}

const breach = (rule: Breach['rule'], what: string): Breach => ({ rule, what });

/**
 * Codes of items that may be written although they are rejected. What passes by itself may be sent again, so that it does
 * not matter; a behaviour of its own sees to that.
 */
const PERHAPS_WRITTEN = new Set<unknown>([
	'MAY_BE_DONE',
	'PARTLY_DONE',
	'UNEXPECTED',
	'NO_ANSWER',
	'VENDOR_FAILED',
	'ANSWER_UNREADABLE',
]);

export const isRejected = ({ json }: INodeExecutionData): boolean => 'error' in json;

const all = ({ done, errors }: RunFacts) => [...done, ...errors];

/** The input item that an output item is linked to. */
export function inputOf({ pairedItem }: INodeExecutionData): number {
	return typeof pairedItem === 'object' && !Array.isArray(pairedItem) ? pairedItem.item : NaN;
}

export function codeOf({ json }: INodeExecutionData): unknown {
	return (json.details as { code?: unknown } | undefined)?.code;
}

/** Each input item comes out once: none is lost, none doubled. */
export function judgeOnce(run: Observation): Breach[] {
	const times = run.sent.map(() => 0);
	const breaches: Breach[] = [];
	for (const item of all(run)) {
		const input = inputOf(item);
		if (times[input] === undefined) breaches.push(breach('link', `an item is linked to input ${input}`));
		else times[input]++;
	}
	for (const [input, count] of times.entries()) {
		if (count !== 1) breaches.push(breach('once', `item ${input} comes out ${count} times`));
	}
	return breaches;
}

/** On each output the items stand in the order of the input. */
export function judgeOrder({ done, errors }: RunFacts): Breach[] {
	return [done, errors].flatMap((output, index) => {
		const inputs = output.map(inputOf);
		const isInOrder = inputs.every((input, place) => place === 0 || inputs[place - 1] <= input);
		return isInOrder ? [] : [breach('order', `output ${index} has the order ${inputs.join(', ')}`)];
	});
}

/** What an item says was written is what its input item asked for. */
export function judgeLinks({ done, told, sent }: Observation): Breach[] {
	return done.flatMap((item, index) => {
		if (isRejected(item)) return [];
		const wanted = sent[inputOf(item)];
		return told[index] === wanted ? [] : [breach('link', `the item of "${wanted}" tells of "${told[index]}"`)];
	});
}

/** What is done is written once, what is rejected is not: but where its code says that it may be. */
export function judgeWritten(run: Observation): Breach[] {
	const counts = countsOf(run.written);
	const done = new Set(run.done.filter((item) => !isRejected(item)).map((item) => run.sent[inputOf(item)]));
	const perhaps = new Set(
		all(run)
			.filter((item) => PERHAPS_WRITTEN.has(codeOf(item)))
			.map((item) => run.sent[inputOf(item)]),
	);
	const breaches = [...new Set(run.sent)].flatMap((name) => {
		const count = counts.get(name) ?? 0;
		const [least, most] = done.has(name) ? [1, 1] : [0, perhaps.has(name) ? 1 : 0];
		if (count >= least && count <= most) return [];
		return [breach('written', `"${name}" is ${done.has(name) ? 'done' : 'rejected'} and written ${count} times`)];
	});
	const strangers = run.written.filter((name) => !run.sent.includes(name));
	return [...breaches, ...strangers.map((name) => breach('written', `"${name}" was not sent, and is written`))];
}

/** Nothing at all was written. */
export function judgeNothingWritten({ written }: Pick<Observation, 'written'>): Breach[] {
	return written.length === 0 ? [] : [breach('written', `${written.length} records were written`)];
}

function countsOf(names: readonly string[]): Map<string, number> {
	const counts = new Map<string, number>();
	for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
	return counts;
}

/** What is no sentence for people. */
const JARGON = /\[object|undefined|\bNaN\b|Error:|\bat \S+:\d+|ECONN|ETIMEDOUT|status code/;

/** What a rejected item holds: words for people, a code for workflows, and nothing that hides it from n8n. */
export function judgeRejections(run: RunFacts): Breach[] {
	return all(run)
		.filter(isRejected)
		.flatMap((item) => [...judgeWords(item), ...judgeCode(item)]);
}

function judgeWords(item: INodeExecutionData): Breach[] {
	const { error } = item.json;
	const input = inputOf(item);
	if (typeof error !== 'string' || error.trim() === '') return [breach('text', `item ${input} has no reason`)];
	if (!/^\P{Ll}/u.test(error) || JARGON.test(error))
		return [breach('text', `item ${input} says: ${error.slice(0, 300)}`)];
	return [];
}

function judgeCode(item: INodeExecutionData): Breach[] {
	const code = codeOf(item);
	if (typeof code === 'string' && Object.hasOwn(REASON_CODES, code)) return [];
	return [breach('code', `item ${inputOf(item)} has the code ${String(code)}`)];
}

/** Every rejected item has one of these codes. */
export function judgeCodes(run: RunFacts, allowed: readonly ReasonCode[]): Breach[] {
	const others = new Set(
		all(run)
			.filter((item) => isRejected(item) && !allowed.includes(codeOf(item) as ReasonCode))
			.map((item) => `${String(codeOf(item))} ("${(item.json.error as string).slice(0, 120)}")`),
	);
	return [...others].map((code) => breach('code', `expected ${allowed.join(' or ')}: ${code}`));
}

/** So many items are done, and all others rejected. */
export function judgeDone(run: RunFacts, inputs: readonly number[]): Breach[] {
	const done = all(run)
		.filter((item) => !isRejected(item))
		.map(inputOf)
		.toSorted((one, other) => one - other);
	const isSame = done.length === inputs.length && done.every((input, index) => input === inputs[index]);
	if (isSame) return [];
	const reasons = [...new Set(all(run).flatMap(({ json }) => (json.error as string | undefined) ?? []))].join(' / ');
	return [breach('end', `done are ${done.join(', ')} instead of ${inputs.join(', ')}. ${reasons.slice(0, 300)}`)];
}

/** None of the secrets is in anything that n8n keeps, in whatever form. */
export function judgeSecrets({ everything }: Pick<RunFacts, 'everything'>, secrets: readonly string[]): Breach[] {
	const text = everything.toLowerCase();
	return secrets.flatMap((secret) =>
		Object.entries(formsOf(secret)).flatMap(([form, written]) => {
			const at = text.indexOf(written.toLowerCase());
			return at < 0 ? [] : [breach('secret', `${form}: … ${everything.slice(Math.max(0, at - 80), at + 40)} …`)];
		}),
	);
}

/** How programs write a text that they quote. */
function formsOf(secret: string): Record<string, string> {
	const escaped = secret.replaceAll('/', '\\/');
	return {
		'as it is': secret,
		'as in an address': encodeURIComponent(secret),
		'as some write JSON': escaped,
		// As JSON within JSON, which is what n8n keeps of a text that quotes JSON.
		'as in a text': JSON.stringify(escaped).slice(1, -1),
		'in base64': Buffer.from(secret).toString('base64'),
	};
}

/** On Error "Stop": the run fails, nothing leaves the node, and the error says what, where and how much. */
export function judgeStop(run: RunFacts, rejectedCodes: readonly ReasonCode[]): Breach[] {
	const { error } = run;
	if (error === undefined || run.status !== 'error') return [breach('end', `the run ended with ${run.status}`)];
	const breaches: Breach[] = [];
	if (all(run).length > 0) breaches.push(breach('end', 'items left the node'));
	if (run.reached.length > 0) breaches.push(breach('end', `the run went on to ${run.reached.join(', ')}`));
	if (error.message.trim() === '' || JARGON.test(error.message)) breaches.push(breach('text', error.message));
	const codes = error.context?.codes;
	const isTold =
		Array.isArray(codes) && codes.length > 0 && codes.every((code) => rejectedCodes.includes(code as ReasonCode));
	if (!isTold) breaches.push(breach('code', `the error tells the codes ${JSON.stringify(codes)}`));
	return breaches;
}

/** On Error "Continue": the run goes on with all items in one output. */
export function judgeContinue(run: RunFacts): Breach[] {
	return [...judgeSuccess(run), ...(run.errors.length > 0 ? [breach('end', 'items are on the error output')] : [])];
}

/** On Error "Continue (using error output)": what is rejected is there, and nothing else is. */
export function judgeErrorOutput(run: RunFacts): Breach[] {
	const strays = [...run.done.filter(isRejected), ...run.errors.filter((item) => !isRejected(item))];
	return [...judgeSuccess(run), ...strays.map((item) => breach('end', `item ${inputOf(item)} is on the wrong output`))];
}

function judgeSuccess({ status, error }: RunFacts): Breach[] {
	return status === 'success' ? [] : [breach('end', `the run ended with ${status}: ${error?.message ?? ''}`)];
}

/** A cancelled run ends within a second, goes nowhere and calls nobody any more. */
export function judgeCancelled(run: RunFacts, since: { ms: number; callsAfter: number }): Breach[] {
	const breaches: Breach[] = [];
	if (run.status !== 'canceled') breaches.push(breach('end', `the run ended with ${run.status}`));
	if (run.reached.length > 0) breaches.push(breach('end', `the run went on to ${run.reached.join(', ')}`));
	if (since.ms > 1_000) breaches.push(breach('end', `it took ${since.ms} ms to end`));
	if (since.callsAfter > 0) breaches.push(breach('end', `${since.callsAfter} calls were made afterwards`));
	return breaches;
}

/** The run is over in time, in ms, and calls no oftener than it may. */
export function judgeEffort(run: Observation, most: { ms?: number; calls?: number }): Breach[] {
	const breaches: Breach[] = [];
	if (run.ms > (most.ms ?? Infinity)) breaches.push(breach('end', `it took ${run.ms} ms`));
	if (run.calls > (most.calls ?? Infinity)) breaches.push(breach('end', `it made ${run.calls} calls`));
	return breaches;
}

/** What holds for every run that is not stopped: n8n's items, the vendor's records and the words agree. */
export function judgeRun(run: Observation): Breach[] {
	return [...judgeOnce(run), ...judgeOrder(run), ...judgeLinks(run), ...judgeWritten(run), ...judgeRejections(run)];
}
