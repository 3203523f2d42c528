import { createHash } from 'node:crypto';

import type { IExecuteFunctions } from 'n8n-workflow';

/** Tells executions apart where several installations of n8n, each counting from 1, work on one folder. */
export function executionName(context: IExecuteFunctions): string {
	const instance = createHash('sha256').update(context.getInstanceId()).digest('hex').slice(0, 8);
	return `${context.getExecutionId()}@${instance}`;
}
