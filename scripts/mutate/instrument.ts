import { applied } from './findMutants.ts';
import type { Mutant } from './mutant.ts';

/** The environment variable that names the mutant that is switched on; with none, all code is as it was written. */
export const SWITCH = 'LEAD_RELAY_MUTANT';

/** Core modules are one for all of Jest's realms: on this channel code tells which mutants it would have met. */
export const CHANNEL = 'lead-relay-mutant-met';

/** One line, so that lines keep their numbers. It runs in modules of both kinds, and before their imports are used. */
const HEADER = [
	`const $mutantOn = process.env.${SWITCH};`,
	`const $mutantMet = process.getBuiltinModule('node:diagnostics_channel').channel('${CHANNEL}');`,
	'const $mutantsMet = new Set();',
	'function $mutant(id) { if ($mutantOn) return $mutantOn === id;',
	'if (!$mutantsMet.has(id)) { $mutantsMet.add(id); $mutantMet.publish(id); } return false; }',
].join(' ');

/** A file's code with all the given mutants in it, each behind the switch. */
export function instrumented(code: string, mutants: readonly Mutant[]): string {
	if (mutants.length === 0) return code;
	return `${HEADER} ${written({ start: 0, end: code.length }, mutants, code)}`;
}

interface Range {
	start: number;
	end: number;
}

/** The code of a range, in which hosts have become switches. */
function written(range: Range, mutants: readonly Mutant[], code: string): string {
	let text = '';
	let at = range.start;
	while (at < range.end) {
		const hosted = outermost(mutants, { start: at, end: range.end });
		if (hosted.length === 0) break;
		const { host } = hosted[0];
		text +=
			code.slice(at, host.start) +
			switched(
				hosted,
				mutants.filter((mutant) => !hosted.includes(mutant)),
				code,
			);
		at = host.end;
	}
	return text + code.slice(at, range.end);
}

/** The mutants of the first host of a range, the widest of those that begin there. */
function outermost(mutants: readonly Mutant[], { start, end }: Range): Mutant[] {
	const [first] = mutants
		.filter(({ host }) => host.start >= start && host.end <= end)
		.sort((a, b) => a.host.start - b.host.start || b.host.end - a.host.end);
	if (first === undefined) return [];
	return mutants.filter(({ host }) => host.start === first.host.start && host.end === first.host.end);
}

function switched(hosted: readonly Mutant[], others: readonly Mutant[], code: string): string {
	const { host } = hosted[0];
	if (host.isBlock) {
		const [{ id }] = hosted;
		const inner = written({ start: host.start + 1, end: host.end - 1 }, others, code);
		return `{ if (!$mutant('${id}')) {${inner}} }`;
	}
	const original = written(host, others, code);
	return hosted.reduceRight((otherwise, { id, start, end, text }) => {
		const edit = { start: start - host.start, end: end - host.start, text };
		return `($mutant('${id}') ? (${applied(code.slice(host.start, host.end), edit)}) : ${otherwise})`;
	}, `(${original})`);
}
