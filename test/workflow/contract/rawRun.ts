import { WorkflowExecute } from 'n8n-core';
import { createRunExecutionData, NodeConnectionTypes, type INodeExecutionData, type IRun } from 'n8n-workflow';

import { additionalData, workflowOf, type CredentialData, type TestNode } from '../engine';
import type { RunFacts } from './judges';

/** What an item may hold that no JSON can: `undefined`, dates, buffers, numbers that are none. */
export type RawItem = Record<string, unknown>;

export interface RawRun {
	node: TestNode;
	items: readonly RawItem[];
	credentials: CredentialData;
}

export interface StartedRun {
	ended: Promise<RunFacts>;
	cancel: () => void;
}

/**
 * Starts a node with items as they are, as they would reach it from the node `Source`; `runNode` sends them through a
 * parameter, as JSON. What comes out is what the node itself gives.
 */
export function startRaw({ node, items, credentials }: RawRun): StartedRun {
	const workflow = workflowOf(node, [], credentials);
	const input = items.map((json, item) => ({ json, pairedItem: { item } })) as INodeExecutionData[];
	const data = createRunExecutionData({
		resultData: {
			runData: {
				Source: [{ startTime: 0, executionTime: 0, executionIndex: 0, source: [], data: { main: [input] } }],
			},
		},
		executionData: {
			nodeExecutionStack: [
				{
					node: workflow.nodes.Node,
					data: { [NodeConnectionTypes.Main]: [input] },
					source: { main: [{ previousNode: 'Source', previousNodeOutput: 0, previousNodeRun: 0 }] },
				},
			],
		},
	});
	const begunAt = Date.now();
	const run = new WorkflowExecute(additionalData(credentials), 'manual', data).processRunExecutionData(workflow);
	return {
		ended: run.then((ended) => factsOf(ended, Date.now() - begunAt)),
		cancel: () => run.cancel(),
	};
}

function factsOf(run: IRun, ms: number): RunFacts {
	const { runData, error } = run.data.resultData;
	const [own] = runData.Node ?? [];
	const [done, errors] = own?.data?.main ?? [];
	return {
		status: run.status,
		done: done ?? [],
		errors: errors ?? [],
		...(error && { error: { message: error.message, description: error.description, context: error.context } }),
		hints: (own?.hints ?? []).map(({ message }) => message),
		reached: Object.keys(runData).filter((name) => name !== 'Source' && name !== 'Node'),
		everything: JSON.stringify(run),
		ms,
	};
}
