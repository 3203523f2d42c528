// What the benches know of the parameters of the CSV Reader. When they change, only this file follows.
import type { JsonObject, WorkflowNode } from '../../host/n8nTypes.ts';
import { PACKAGE_NAME } from '../../host/places.ts';

/** The name of the node within the package. */
export const CSV_READER = 'csvReader';

/** Plans the slices of a file. */
export function splitParameters(file: string, recordsPerSlice: number): JsonObject {
	return { operation: 'split', from: 'file', filePath: file, recordsPerSlice, options: {} };
}

/** Reads the slice that the input item holds: one item for each row, all columns, as text. */
export const readSliceParameters: JsonObject = {
	operation: 'read',
	from: 'slice',
	output: 'row',
	includeSource: false,
	options: {},
};

/** What a node of a workflow is, but for its name and place. */
export type NodeDraft = Pick<WorkflowNode, 'type' | 'typeVersion' | 'parameters' | 'onError'>;

/** Our node for a whole file, with all settings as they are by default; bad rows go to the error output. */
export function ourFileNode(file: string): NodeDraft {
	return {
		type: `${PACKAGE_NAME}.${CSV_READER}`,
		typeVersion: 1,
		parameters: { operation: 'read', from: 'file', filePath: file, output: 'row', includeSource: false, options: {} },
		onError: 'continueErrorOutput',
	};
}

/** The options of n8n's "Extract From File" for CSV. */
export interface PeerOptions extends JsonObject {
	delimiter?: string;
	encoding?: 'latin1' | 'utf-8' | 'utf16le';
	/** Exclude Byte Order Mark (BOM). */
	enableBOM?: boolean;
	includeEmptyCells?: boolean;
	skipRecordsWithErrors?: { value: { enabled: boolean; maxSkippedRecords: number } };
}

/** n8n's way for a whole file: "Read/Write Files from Disk", then "Extract from File". */
export function peerFileNodes(file: string, options: PeerOptions): [NodeDraft, NodeDraft] {
	return [
		{
			type: 'n8n-nodes-base.readWriteFile',
			typeVersion: 1.1,
			parameters: { operation: 'read', fileSelector: file, options: {} },
		},
		{
			type: 'n8n-nodes-base.extractFromFile',
			typeVersion: 1.1,
			parameters: { operation: 'csv', binaryPropertyName: 'data', options },
		},
	];
}

/** Without it, n8n's node passes on no row of a file that has a bad one. */
export const skipBadRows: PeerOptions['skipRecordsWithErrors'] = { value: { enabled: true, maxSkippedRecords: -1 } };
