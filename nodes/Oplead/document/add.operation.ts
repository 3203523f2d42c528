import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { doubt, OpleadError } from '../api/errors';
import type { Upload } from '../api/multipart';
import type { ConnectionSettings } from '../connection';
import { DOCUMENT_PATHS, LARGEST_DOCUMENT } from '../api/endpoints';
import { optionsField, readConnectionSettings } from '../fields/connectionFields';
import { leadIdField, readLeadId } from '../fields/leadIdField';
import { readRequired, readText } from '../fields/parameters';
import { opening, performForEach, shownFor } from '../operation';
import { rejected, type Outcome } from '../outcome';
import type { OpleadApi } from '../api/client';
import { documentName } from '../plan/document';
import { binaryFile } from './binaryFile';

const MEGABYTE = 1_000_000;
const LARGEST_MB = LARGEST_DOCUMENT / MEGABYTE;

const binaryField: INodeProperties = {
	displayName: 'Input Binary Field',
	name: 'binaryField',
	type: 'string',
	required: true,
	default: 'data',
	placeholder: 'e.g. data',
	hint: 'The name of the input field containing the file to add',
	description: 'A pdf, xls(x), ppt(x), doc(x), jpg, gif, png or zip',
};

const fileNameField: INodeProperties = {
	displayName: 'File Name',
	name: 'fileName',
	type: 'string',
	default: '',
	placeholder: 'e.g. quote.pdf',
	description: 'As Oplead is to show it. Left empty, it is the name of the file.',
};

const { mainText, faq } = DOCUMENT_PATHS;

const documentPathOption: INodeProperties = {
	displayName: 'Path',
	name: 'documentPath',
	type: 'options',
	default: mainText,
	description: 'Oplead’s pages name two; your account’s Swagger page tells which one is right',
	options: [
		{ name: faq, value: faq },
		{ name: mainText, value: mainText },
	],
};

const largestSizeOption: INodeProperties = {
	displayName: 'Largest Size (MB)',
	name: 'largestSize',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: LARGEST_MB,
	description: 'A larger file is rejected before it is sent. What Oplead allows is not published.',
};

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
	const largest = Number(context.getNodeParameter('options.largestSize', 0, LARGEST_MB)) * MEGABYTE || LARGEST_DOCUMENT;
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

/** The path that was chosen; a call that differs still has the last word. */
function withDocumentPath(context: IExecuteFunctions): ConnectionSettings {
	const settings = readConnectionSettings(context);
	const path = context.getNodeParameter('options.documentPath', 0, mainText) as string;
	return {
		...settings,
		overrides: { ...settings.overrides, addDocument: { path, ...settings.overrides.addDocument } },
	};
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
