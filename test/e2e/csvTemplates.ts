// What the tests of the CSV Reader's templates share.
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Json, JsonObject } from '../../host/n8nTypes.ts';
import { readTemplate } from '../../host/templates.ts';
import type { Execution, RealN8n, Workflow, WorkflowDraft } from './realN8n.ts';

/** A template whose node "Settings" has other values. */
export async function templateWith(file: string, values: Record<string, Json>): Promise<WorkflowDraft> {
	const template = await readTemplate(file);
	const settings = template.nodes.find(({ name }) => name === 'Settings');
	const { assignments } = settings?.parameters.assignments as { assignments: JsonObject[] };
	for (const [name, value] of Object.entries(values)) {
		const assignment = assignments.find((one) => one.name === name);
		if (!assignment) throw new Error(`The template ${file} has no setting "${name}".`);
		assignment.value = value;
	}
	return template;
}

/** Starts a workflow as the editor's button does, and waits for its end. */
export async function runWorkflow(real: RealN8n, workflow: Workflow, trigger: string): Promise<Execution> {
	await real.rest.request('POST', `workflows/${workflow.id}/run`, { triggerToStartFrom: { name: trigger } });
	return await real.nextExecution(workflow);
}

/** All files below a folder, by their paths in it. */
export async function filesIn(folder: string): Promise<string[]> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	return entries
		.filter((entry) => entry.isFile())
		.map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
		.sort();
}

/** The CSV Reader leaves files alone that were written less than 10 s ago. */
export async function leaveAlone(): Promise<void> {
	await new Promise((resolve) => setTimeout(resolve, 11_000));
}
