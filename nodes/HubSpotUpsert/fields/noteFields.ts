import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { parameterReader, type Reader } from './parameters';
import { convert, plainText, shown, type ConversionSettings } from '../plan/convert/convert';
import type { NoteWish } from '../plan/draft';
import { Unplannable } from '../plan/unplannable';

/** The editor's fields for a note on the record's timeline. */
export const noteFields: INodeProperties = {
	displayName: 'Note',
	name: 'note',
	type: 'fixedCollection',
	placeholder: 'Add Note',
	default: {},
	description: 'A note on the timeline of the record',
	options: [
		{
			displayName: 'Note',
			name: 'values',
			values: [
				{
					displayName: 'Text',
					name: 'body',
					type: 'string',
					typeOptions: { rows: 4 },
					default: '',
					placeholder: 'e.g. Asked for {{ $json.training }}',
					description: 'What the note says; an item without a text gets no note',
				},
				{
					displayName: 'Lead Key',
					name: 'leadKey',
					type: 'string',
					default: '',
					placeholder: 'e.g. {{ $json.leadKey }}',
					description:
						'Tells the lead: a record gets one note for each lead, however often the lead is sent. Left empty, it is one note for each text.',
				},
				{
					displayName: 'Time',
					name: 'timestamp',
					type: 'dateTime',
					default: '',
					description: 'When it happened. Left empty, it is now.',
				},
			],
		},
	],
};

interface NoteParameters {
	body: unknown;
	leadKey: unknown;
	timestamp: unknown;
}

/** Reads the note of an item; undefined where it has no text. Throws where the time cannot be read. */
export function noteReader(context: IExecuteFunctions, settings: ConversionSettings): Reader<NoteWish | undefined> {
	const read = parameterReader<{ values?: NoteParameters }>(context, context.getNode().parameters.note ?? {});
	const now = new Date().toISOString();
	return (itemIndex) => {
		const { values } = read(itemIndex);
		const body = plainText(values?.body);
		if (values === undefined || body === undefined) return undefined;
		const time = convert(values.timestamp, { type: 'datetime', fieldType: 'date', options: [] }, settings);
		if (time.kind === 'unreadable') {
			throw new Unplannable(
				'VALUE_INVALID',
				`"${shown(values.timestamp)}" does not fit the time of the note. Expected: ${time.expected}. Correct it at the source, or leave it empty.`,
			);
		}
		return { body, leadKey: plainText(values.leadKey) ?? body, timestamp: time.kind === 'text' ? time.text : now };
	};
}
