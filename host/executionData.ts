import { createRequire } from 'node:module';
import path from 'node:path';
import { hostFolder } from './places.ts';
import type { Execution, ExecutionSummary, Item, NodeError, NodeRun } from './n8nTypes.ts';

/** An execution as n8n's REST interface answers it: its run data are one `flatted` text. */
export interface StoredExecution extends ExecutionSummary {
	data: string;
}

interface RunData {
	resultData: { error?: NodeError; runData?: Record<string, NodeRun[]> };
}

/** Reads the run data with the very library that n8n writes them with. */
export function readExecution({ data, ...summary }: StoredExecution): Execution {
	const { parse } = createRequire(path.join(hostFolder, 'package.json'))('flatted') as {
		parse: (text: string) => RunData;
	};
	const { resultData } = parse(data);
	return { ...summary, error: resultData.error, runs: resultData.runData ?? {} };
}

/**
 * The items that a node has put out, over all of its runs.
 * @param output 0 is the first; with an error output that one is the last
 */
export function outputItems(execution: Execution, node: string, output = 0): Item[] {
	return (execution.runs[node] ?? []).flatMap((run) => run.data?.main[output] ?? []);
}

/** What went wrong in an execution, in plain words, whether it stopped there or went on with the error as an item. */
export function failures(execution: Execution): string[] {
	const ofNodes = Object.entries(execution.runs).flatMap(([node, runs]) =>
		runs.flatMap((run) => [
			...(run.error ? [`${node}: ${worded(run.error)}`] : []),
			...(run.data?.main.flat() ?? []).flatMap((item) => itemFailure(node, item)),
		]),
	);
	if (ofNodes.length > 0) return [...new Set(ofNodes)];
	return execution.error ? [worded(execution.error)] : [];
}

function itemFailure(node: string, item: Item | undefined | null): string[] {
	if (item?.error) return [`${node}: ${worded(item.error)}`];
	const error = item?.json.error;
	if (typeof error === 'string') return [`${node}: ${error}`];
	const message = typeof error === 'object' && error && !Array.isArray(error) ? error.message : undefined;
	return typeof message === 'string' ? [`${node}: ${message}`] : [];
}

function worded({ message, description }: NodeError): string {
	return description && description !== message ? `${message} (${description})` : message;
}
