import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { DOCUMENT_PATHS, LARGEST_DOCUMENT } from '../api/endpoints';
import type { ConnectionSettings } from '../connection';
import { readConnectionSettings } from './connectionFields';

const MEGABYTE = 1_000_000;
const LARGEST_MB = LARGEST_DOCUMENT / MEGABYTE;

export const binaryField: INodeProperties = {
	displayName: 'Input Binary Field',
	name: 'binaryField',
	type: 'string',
	required: true,
	default: 'data',
	placeholder: 'e.g. data',
	hint: 'The name of the input field containing the file to add',
	description: 'A pdf, xls(x), ppt(x), doc(x), jpg, gif, png or zip',
};

export const fileNameField: INodeProperties = {
	displayName: 'File Name',
	name: 'fileName',
	type: 'string',
	default: '',
	placeholder: 'e.g. quote.pdf',
	description: 'As Oplead is to show it. Left empty, it is the name of the file.',
};

const { mainText, faq } = DOCUMENT_PATHS;

export const documentPathOption: INodeProperties = {
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

export const largestSizeOption: INodeProperties = {
	displayName: 'Largest Size (MB)',
	name: 'largestSize',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: LARGEST_MB,
	description: 'A larger file is rejected before it is sent. What Oplead allows is not published.',
};

/** The path that was chosen; a call that differs still has the last word. */
export function withDocumentPath(context: IExecuteFunctions): ConnectionSettings {
	const settings = readConnectionSettings(context);
	const path = context.getNodeParameter('options.documentPath', 0, mainText) as string;
	return {
		...settings,
		overrides: { ...settings.overrides, addDocument: { path, ...settings.overrides.addDocument } },
	};
}

/** The largest file that is sent, in bytes. */
export function readLargestSize(context: IExecuteFunctions): number {
	return Number(context.getNodeParameter('options.largestSize', 0, LARGEST_MB)) * MEGABYTE || LARGEST_DOCUMENT;
}
