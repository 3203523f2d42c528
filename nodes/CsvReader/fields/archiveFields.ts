import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { shownFor } from './shownFor';
import { readFolderPath } from './sourceFields';
import { knownZone } from '../../shared/timeZone';

const PROCESSED = 'processed';
const ERRORS = 'errorprocessed';

const fields: INodeProperties[] = [
	{
		displayName:
			'Put this at the end of the workflow, behind a Merge node that brings together what was delivered and what was rejected on the way: an item that has a field “error” counts as rejected. It must run only once in an execution.',
		name: 'archiveNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Folder',
		name: 'folder',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. /home/node/.n8n-files/bookings',
		description: 'The folder from which the operation Read or Split has taken the files',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Folder for Files With Errors',
				name: 'errorFolder',
				type: 'string',
				default: ERRORS,
				description:
					'Where files go if anything in them was rejected, with a file of the rejected rows beside each: a name inside the folder, or a full path',
			},
			{
				displayName: 'Folder for Processed Files',
				name: 'processedFolder',
				type: 'string',
				default: PROCESSED,
				description: 'Where files go if all of their rows were delivered: a name inside the folder, or a full path',
			},
		],
	},
];

/** The editor's fields of the operation. */
export const description: INodeProperties[] = fields.map(shownFor('archive'));

export interface ArchiveSettings {
	folder: string;
	processedFolder: string;
	errorFolder: string;
	timeZone: string;
}

/** Reads the settings, which are the same for all items. */
export function readArchiveSettings(context: IExecuteFunctions): ArchiveSettings {
	const name = (option: string, standard: string) =>
		(context.getNodeParameter(`options.${option}`, 0, standard) as string).trim() || standard;
	return {
		folder: readFolderPath(context, 0),
		processedFolder: name('processedFolder', PROCESSED),
		errorFolder: name('errorFolder', ERRORS),
		timeZone: knownZone(context.getTimezone()),
	};
}
