import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { FolderChoice } from '../source/readyFiles';
import { CodedError } from '../../shared/codedError';

/** Where the files come from. */
export type Origin = 'binary' | 'file' | 'folder' | 'slice';

const file = { name: 'File', value: 'file', description: 'A file on the disk of this n8n' };

const folder = {
	name: 'Folder',
	value: 'folder',
	description:
		'The files that somebody puts into a folder; each is read once, also when several executions run at a time',
};

const fromField = {
	displayName: 'From',
	name: 'from',
	noDataExpression: true,
	description: 'Where the CSV files come from',
} satisfies Partial<INodeProperties>;

/** What the operations that read something have in common. */
export const sourceFields: INodeProperties[] = [
	{
		...fromField,
		type: 'options',
		default: 'binary',
		displayOptions: { show: { operation: ['read'] } },
		options: [
			{
				name: 'Binary Field',
				value: 'binary',
				description: 'The file that an input item carries, for instance from FTP, an e-mail or an HTTP request',
			},
			file,
			folder,
			{ name: 'Slice', value: 'slice', description: 'What the operation Split has put out, one slice an item' },
		],
	},
	{
		...fromField,
		type: 'options',
		default: 'file',
		displayOptions: { show: { operation: ['split'] } },
		options: [file, folder],
	},
	{
		displayName: 'Input Binary Field',
		name: 'binaryField',
		type: 'string',
		default: 'data',
		required: true,
		placeholder: 'e.g. data',
		hint: 'The name of the input field that holds the file',
		displayOptions: { show: { operation: ['read'], from: ['binary'] } },
	},
	{
		displayName: 'File Path',
		name: 'filePath',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. /home/node/.n8n-files/customers.csv',
		description: 'Only folders that N8N_RESTRICT_FILE_ACCESS_TO names can be read',
		displayOptions: { show: { operation: ['read', 'split'], from: ['file'] } },
	},
	{
		displayName:
			'While a file is worked on, it lies in the folder “in-progress”. End the workflow with the operation Archive: without it the files are read again after an hour, or after what the options say.',
		name: 'folderNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { operation: ['read', 'split'], from: ['folder'] } },
	},
	{
		displayName: 'Folder',
		name: 'folder',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. /home/node/.n8n-files/bookings',
		description: 'The full path. N8N_RESTRICT_FILE_ACCESS_TO must name it, and n8n must be able to write there.',
		displayOptions: { show: { operation: ['read', 'split'], from: ['folder'] } },
	},
	{
		displayName: 'File Pattern',
		name: 'pattern',
		type: 'string',
		default: '*.csv',
		placeholder: 'e.g. customers*.csv',
		description:
			'Which files of the folder to take: * stands for any characters, ? for one; put semicolons between several patterns. Case does not matter.',
		displayOptions: { show: { operation: ['read', 'split'], from: ['folder'] } },
	},
];

/** Which files of a folder are due; among the operation's options. */
export const folderOptions: INodeProperties[] = [
	{
		displayName: 'Maximum Number of Files',
		name: 'maxFiles',
		type: 'number',
		typeOptions: { minValue: 1, numberPrecision: 0 },
		default: 10,
		description: 'How many files one run takes at most, the oldest first',
	},
	{
		displayName: 'Return Files After (Minutes)',
		name: 'returnAfterMinutes',
		type: 'number',
		typeOptions: { minValue: 1, numberPrecision: 0 },
		default: 60,
		description:
			'When a file that a run has taken and not archived, for instance because n8n was stopped, is taken again. Choose more than the longest run needs.',
	},
	{
		displayName: 'Unchanged For (Seconds)',
		name: 'unchangedSeconds',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 0 },
		default: 10,
		description: 'How long a file must have been left alone before it is taken, so that none is read half-written',
	},
].map((field) => ({ ...field, displayOptions: { show: { '/from': ['folder'] } } }) as INodeProperties);

/** A folder and what is taken out of it. */
export interface FolderSettings {
	folder: string;
	choice: FolderChoice;
	/** When what a run has claimed, and not archived, is taken again. */
	returnAfterMinutes: number;
}

/** Reads the folder that an input item names. Throws where a number is none. */
export function readFolder(context: IExecuteFunctions, item: number): FolderSettings {
	const number = (name: string, least: number, standard: number) => {
		const value = Number(context.getNodeParameter(`options.${name}`, 0, standard));
		const { displayName } = folderOptions.find((field) => field.name === name) ?? { displayName: name };
		if (!(value >= least))
			throw new CodedError('SETTING_INVALID', `"${displayName}" must be a number, ${least} or more.`);
		return value;
	};
	return {
		folder: readFolderPath(context, item),
		choice: {
			pattern: (context.getNodeParameter('pattern', item, '*.csv') as string).trim() || '*.csv',
			atMost: Math.floor(number('maxFiles', 1, 10)),
			unchangedForSeconds: number('unchangedSeconds', 0, 10),
		},
		returnAfterMinutes: number('returnAfterMinutes', 1, 60),
	};
}

/** Reads the path of the folder; one at the end of which somebody wrote a slash is the same folder. */
export function readFolderPath(context: IExecuteFunctions, item: number): string {
	const folder = (context.getNodeParameter('folder', item, '') as string).trim();
	return folder.length > 1 ? folder.replace(/[/\\]+$/, '') : folder;
}
