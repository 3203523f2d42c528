import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';

export interface MutateOptions {
	/** Folders or files whose mutants are drawn, relative to the project's folder. */
	targets: string[];
	/** Instead of targets: what was changed since a revision. */
	changed: boolean;
	base?: string;
	/** Mutants a room. */
	count: number;
	seed: string;
	withWorkflow: boolean;
	/** When to stop trying, in minutes; what was not tried by then is told. */
	minutes: number;
	workers: number;
}

export const USAGE = `npm run mutate -- <folder or file …>     plants mistakes there and tells which of them no test finds
npm run mutate -- --changed              does so in the files that were changed since the last release

  --base <revision>   with --changed: what they were changed since
  --count <number>    mistakes a room (default 40)
  --seed <text>       another draw (default 1)
  --with-workflow     also runs the workflow tests
  --minutes <number>  when to stop (default: with --changed 10, else never)
  --workers <number>  test files at a time (default: one a core)`;

/** @throws Error when the words make no sense, with how they do */
export function readOptions(args: string[]): MutateOptions {
	const { values, positionals } = parse(args);
	const changed = values.changed ?? false;
	if (changed === positionals.length > 0) throw new Error(USAGE);
	return {
		targets: positionals.map((place) => place.replace(/^\.\//u, '').replace(/\/+$/u, '')),
		changed,
		base: values.base,
		count: numberOf('count', values.count, 40),
		seed: values.seed ?? '1',
		withWorkflow: values['with-workflow'] ?? false,
		minutes: numberOf('minutes', values.minutes, changed ? 10 : Infinity),
		workers: numberOf('workers', values.workers, availableParallelism()),
	};
}

function parse(args: string[]) {
	try {
		return parseArgs({
			args,
			allowPositionals: true,
			options: {
				changed: { type: 'boolean' },
				base: { type: 'string' },
				count: { type: 'string' },
				seed: { type: 'string' },
				'with-workflow': { type: 'boolean' },
				minutes: { type: 'string' },
				workers: { type: 'string' },
			},
		});
	} catch (error) {
		throw new Error(`${(error as Error).message}\n\n${USAGE}`);
	}
}

function numberOf(name: string, text: string | undefined, otherwise: number): number {
	if (text === undefined) return otherwise;
	const number = Number(text);
	if (number > 0) return number;
	throw new Error(`--${name} takes a number above 0, not "${text}".`);
}
