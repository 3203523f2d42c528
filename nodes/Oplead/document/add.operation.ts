import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { OpleadError } from '../api/errors';
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
import { opening, performForEach, rejectionOf, shownFor } from '../operation';
import { mayBeDone, rejected, type Outcome, type Rejected } from '../outcome';
import type { OpleadApi } from '../api/client';
import { documentName } from '../plan/document';
import { binaryFile } from './binaryFile';

export const description: INodeProperties[] = shownFor('document', 'add', [
	leadIdField,
	binaryField,
	fileNameField,
	optionsField(['addDocument'], [documentPathOption, largestSizeOption]),
]);

/** Statuses with which Oplead refuses a document for its size or its type. */
const REFUSING_DOCUMENTS = new Set([413, 415]);

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
			return 'kind' in upload ? upload : await add(api, wanted.leadId, upload);
		},
	});
}

async function uploadOf(
	context: IExecuteFunctions,
	{ item, field, fileName }: WantedDocument,
	largest: number,
): Promise<Upload | Rejected> {
	try {
		const { open, ...facts } = await binaryFile(context, field, item);
		const name = documentName({ ...facts, fileName: fileName ?? facts.fileName }, largest);
		return { open, size: facts.size, mimeType: facts.mimeType ?? '', fileName: name };
	} catch (error) {
		return rejectionOf(error, 'FILE_NOT_FOUND');
	}
}

async function add(api: OpleadApi, leadId: string, upload: Upload): Promise<Outcome> {
	try {
		const { id, fields } = await api.addDocument(leadId, upload);
		const json = { leadId, name: upload.fileName, size: upload.size, ...fields, ...(id !== undefined && { id }) };
		return { kind: 'done', word: 'added', items: [json] };
	} catch (error) {
		if (!(error instanceof OpleadError)) throw error;
		if (REFUSING_DOCUMENTS.has(error.status ?? 0)) return rejected('DOCUMENT_REFUSED', error.message);
		if (!error.mayHaveBeenDone) throw error;
		return mayBeDone(error, 'document');
	}
}
