// The built CSV Reader on n8n's own engine, in a process of its own: it plans the slices of the file, and reads one after
// the other, each in an execution of its own, as a sub-workflow would. See `task.ts`.
import 'reflect-metadata';
import '../overhead/commonJsWorkflow.ts';
import type { IDataObject, INode, INodeExecutionData } from 'n8n-workflow';
import { CSV_READER, readSliceParameters, splitParameters } from '../csvNodes.ts';
import { measureReading } from './task.ts';

const recordsPerSlice = 10_000;

const { createRunExecutionData } = await import('n8n-workflow');
const { WorkflowExecute } = await import('n8n-core');
const { additionalData, loadPackage, workflowOf } = await import('../../workflow/engine.ts');
await loadPackage();

await measureReading(async ({ file }, tally) => {
	const slices = await run(splitParameters(file, recordsPerSlice) as INode['parameters'], { json: {} });
	for (const { json } of slices) {
		const items = await run(readSliceParameters as INode['parameters'], { json });
		for (const item of items) tally(item.json);
	}
});

async function run(parameters: INode['parameters'], input: { json: IDataObject }): Promise<INodeExecutionData[]> {
	const workflow = workflowOf({ type: CSV_READER, parameters }, [], {});
	const stack = [{ node: workflow.nodes.Node, data: { main: [[input]] }, source: null }];
	const data = createRunExecutionData({ executionData: { nodeExecutionStack: stack } });
	const { resultData } = (
		await new WorkflowExecute(additionalData({}), 'trigger', data).processRunExecutionData(workflow)
	).data;
	if (resultData.error) throw resultData.error;
	return resultData.runData.Node?.[0]?.data?.main[0] ?? [];
}
