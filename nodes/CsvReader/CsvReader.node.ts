import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import * as archive from './archive.operation';
import * as read from './read.operation';
import * as split from './split.operation';
import { stoppingWithFolder } from './stopRun';

const operations = { read, split, archive };

export class CsvReader implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'CSV Reader',
		name: 'csvReader',
		icon: { light: 'file:csvReader.svg', dark: 'file:csvReader.dark.svg' },
		group: ['input'],
		version: [1],
		subtitle:
			'={{$parameter["operation"]}}{{$parameter["operation"] === "archive" ? "" : ": " + ($parameter["from"] === "binary" ? "binary field" : $parameter["from"])}}',
		description: 'Read CSV files from other nodes, from disk or from a folder, and file them away when they are done',
		defaults: { name: 'CSV Reader' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		properties: [
			{
				displayName: 'Operation',
				name: 'operation',
				type: 'options',
				noDataExpression: true,
				default: 'read',
				options: [
					{
						name: 'Archive',
						value: 'archive',
						description: 'Move the files that are done to “processed” or “errorprocessed”, with their rejected records',
						action: 'Archive the files of a folder',
					},
					{
						name: 'Read',
						value: 'read',
						description: 'Turn the rows of CSV files into items',
						action: 'Read CSV files',
					},
					{
						name: 'Split',
						value: 'split',
						description: 'Cut a large file into slices that sub-workflows read one after another',
						action: 'Split a large CSV file into slices',
					},
				],
			},
			...read.description,
			...split.description,
			...archive.description,
		],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const operation = this.getNodeParameter('operation', 0, 'read') as keyof typeof operations;
		return [await stoppingWithFolder(this, operations[operation].execute)];
	}
}
