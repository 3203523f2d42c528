import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { doubt, OpleadError } from '../api/errors';
import type { Upload } from '../api/multipart';
import { optionsField } from '../fields/connectionFields';
import {
	binaryField,
	documentPathOption,
	fileNameField,
	largestSizeOption,
	readLargestSize,
	withDocumentPath,
} from '../fields/documentFields';
import { leadIdField, readLeadId } from '../fields/leadIdField';
import { readRequired, readText } from '../fields/parameters';
import { opening, performForEach, shownFor } from '../operation';
import { rejected, type Outcome } from '../outcome';
import type { OpleadApi } from '../api/client';
import { documentName } from '../plan/document';
import { binaryFile } from './binaryFile';

export const description: INodeProperties[] = shownFor('document', 'add', [
	leadIdField,
	binaryField,
	fileNameField,
	optionsField(['addDocument'], [documentPathOption, largestSizeOption]),
]);

interface WantedDocument {
	item: number;
	leadId: string;
	field: string;
	fileName?: string;
}

/** Adds the file of each input item to a lead. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const largest = readLargestSize(context);
	return await performForEach(context, {
		noun: { singular: 'document', plural: 'documents', done: 'added' },
		open: opening('addDocument', withDocumentPath),
		read: (item): WantedDocument => ({
			item,
			leadId: readLeadId(context, item),
			field: readRequired(context, { name: 'binaryField', label: 'Input Binary Field' }, item),
			fileName: readText(context, 'fileName', item),
		}),
		carryOut: async (wanted, { api }) => {
			const upload = await uploadOf(context, wanted, largest);
			return 'problem' in upload ? rejected(upload.problem) : await add(api, wanted.leadId, upload);
		},
	});
}

async function uploadOf(
	context: IExecuteFunctions,
	{ item, field, fileName }: WantedDocument,
	largest: number,
): Promise<Upload | { problem: string }> {
	try {
		const { open, ...facts } = await binaryFile(context, field, item);
		const name = documentName({ ...facts, fileName: fileName ?? facts.fileName }, largest);
		return { open, size: facts.size, mimeType: facts.mimeType ?? '', fileName: name };
	} catch (error) {
		return { problem: (error as Error).message };
	}
}

async function add(api: OpleadApi, leadId: string, upload: Upload): Promise<Outcome> {
	try {
		const { id, fields } = await api.addDocument(leadId, upload);
		const json = { leadId, name: upload.fileName, size: upload.size, ...fields, ...(id !== undefined && { id }) };
		return { kind: 'done', word: 'added', items: [json] };
	} catch (error) {
		if (!(error instanceof OpleadError) || !error.mayHaveBeenDone) throw error;
		return rejected(doubt(error, 'document'));
	}
}
