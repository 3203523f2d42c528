import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
export const description: INodeProperties[] = [];
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	return [];
}
