// Our built node on n8n's own engine, in a process of its own. See `task.ts`.
import 'reflect-metadata';
import './commonJsWorkflow.ts';
import type { INode } from 'n8n-workflow';
import { PACKAGE_NAME } from '../../../host/places.ts';
import { ourNode } from '../hubSpotNodes.ts';
import { measureTask, type Task, type Work } from './task.ts';

await measureTask(prepare);

async function prepare({ baseUrl, mapping }: Task): Promise<Work> {
	const { createRunExecutionData } = await import('n8n-workflow');
	const { WorkflowExecute } = await import('n8n-core');
	const { additionalData, loadPackage, workflowOf } = await import('../../workflow/engine.ts');
	await loadPackage();
	const { type, parameters, credential } = ourNode(mapping, baseUrl);
	const node = { type: type.slice(PACKAGE_NAME.length + 1), parameters: parameters as INode['parameters'] };
	const credentials = { [credential.type]: credential.data as Record<string, string> };
	return async (items) => {
		const workflow = workflowOf(node, [], credentials);
		const input = items.map(({ json }) => ({ json: { ...json } }));
		const stack = [{ node: workflow.nodes.Node, data: { main: [input] }, source: null }];
		const data = createRunExecutionData({ executionData: { nodeExecutionStack: stack } });
		const execution = new WorkflowExecute(additionalData(credentials), 'trigger', data);
		const { resultData } = (await execution.processRunExecutionData(workflow)).data;
		if (resultData.error) throw resultData.error;
		return resultData.runData.Node?.[0]?.data?.main[0] ?? [];
	};
}
