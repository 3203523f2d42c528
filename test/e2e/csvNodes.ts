// A workflow with a CSV Reader node for each thing that its panel can show.
import type { JsonObject, WorkflowNode } from '../../host/n8nTypes.ts';
import { PACKAGE_NAME } from '../../host/places.ts';
import type { RealN8n, Workflow } from './realN8n.ts';

const type = `${PACKAGE_NAME}.csvReader`;

/** Folders for the nodes, each with what one of them needs: one node takes the files of another's away otherwise. */
export interface PanelFolders {
	/** Holds `bookings.csv`. */
	files: string;
	/** Nodes with these folders are run. */
	read: string;
	stopped: string;
	done: string;
}

const columns: JsonObject = {
	column: [
		{ column: 'E-Mail', rename: 'email', kind: 'email', required: true },
		{ column: 'Telefon', kind: 'phone', country: 'DE' },
		{ column: 'Buchungsdatum', kind: 'date', dateFormat: 'dd.MM.yyyy' },
		{ column: 'Betrag brutto', rename: 'gross', kind: 'money', style: 'german', currency: 'EUR' },
	],
};

const everyFormat: JsonObject = {
	decimalStyle: 'german',
	delimiter: 'other',
	otherDelimiter: '~',
	encoding: 'windows-1252',
	escape: 'quote',
	headerRow: 'yes',
	quote: '"',
	skipLines: 2,
};

const everyOption: JsonObject = {
	emptyCells: 'null',
	maxColumns: 500,
	maxRecordKb: 1000,
	maxRows: 100_000,
	maxFiles: 10,
	returnAfterMinutes: 60,
	unchangedSeconds: 10,
	strayQuotes: 'keep',
};

export async function createPanelWorkflow(real: RealN8n, folders: PanelFolders): Promise<Workflow> {
	const nodes = csvNodes(folders).map((node, index): WorkflowNode => ({
		...node,
		type,
		typeVersion: 1,
		position: [300, 200 * index],
	}));
	const { id } = await real.createWorkflow({
		name: 'The panel of CSV Reader',
		nodes: [
			{ name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, position: [0, 0], parameters: {} },
			...nodes,
			{ name: 'After', type: 'n8n-nodes-base.noOp', typeVersion: 1, position: [600, 0], parameters: {} },
		],
		connections: {
			Start: { main: [nodes.map(({ name }) => ({ node: name, type: 'main', index: 0 }))] },
			Done: { main: [[{ node: 'After', type: 'main', index: 0 }]] },
		},
	});
	return await real.rest.updateWorkflow(id, { pinData: { Start: [{ json: {} }] } });
}

type NodeDraft = Pick<WorkflowNode, 'name' | 'parameters' | 'onError'>;

function csvNodes({ files, read, stopped, done }: PanelFolders): NodeDraft[] {
	const filePath = `${files}/bookings.csv`;
	const options = { unchangedSeconds: 0 };
	return [
		{ name: 'New', parameters: {} },
		{ name: 'File', parameters: { from: 'file', filePath } },
		{ name: 'Folder', parameters: { from: 'folder', folder: files } },
		{ name: 'Slice', parameters: { from: 'slice' } },
		{ name: 'Columns', parameters: { from: 'file', filePath, columns } },
		{ name: 'Options', parameters: { from: 'folder', folder: files, format: everyFormat, options: everyOption } },
		{ name: 'Batches', parameters: { from: 'file', filePath, output: 'batch' } },
		{ name: 'Split', parameters: { operation: 'split', from: 'file', filePath, recordsPerSlice: 2 } },
		{ name: 'Split Folder', parameters: { operation: 'split', from: 'folder', folder: files } },
		{
			name: 'Archive',
			parameters: {
				operation: 'archive',
				folder: files,
				options: { errorFolder: 'errorprocessed', processedFolder: 'processed' },
			},
		},
		{
			name: 'Read',
			parameters: { from: 'folder', folder: read, columns, options },
			onError: 'continueErrorOutput',
		},
		{ name: 'Stopped', parameters: { from: 'folder', folder: stopped, columns, options } },
		{ name: 'Done', parameters: { operation: 'archive', folder: done } },
	];
}
