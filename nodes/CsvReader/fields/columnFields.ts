import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { DEFAULT_COUNTRY, readColumnType, type ColumnFields } from './columnType';
import type { ColumnSettings } from '../columns/settings';
import type { DecimalStyle } from '../dialect/table';
import { knownZone } from '../../shared/timeZone';

const NUMBERS = ['wholeNumber', 'decimal', 'money'];

const columnValues: INodeProperties[] = [
	{
		displayName: 'Column',
		name: 'column',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. Letzte Buchung',
		description:
			'The name of the column in the header of the file; capitals and blanks do not count. Without a header they are Column 1, Column 2, and so on.',
	},
	{
		displayName: 'Name in the Output',
		name: 'rename',
		type: 'string',
		default: '',
		placeholder: 'e.g. lastBooking',
		description: 'What the field is called in the items. If left empty, it is called as in the file.',
	},
	{
		displayName: 'Type',
		name: 'kind',
		type: 'options',
		default: 'text',
		description: 'What the cells become. As text they stay as they are: 01234 keeps its zero.',
		options: [
			{ name: 'Boolean', value: 'boolean', description: 'From yes and no, ja and nein, oui and non, 1 and 0' },
			{ name: 'Date', value: 'date', description: 'Becomes 2026-05-31' },
			{ name: 'Date and Time', value: 'dateTime', description: 'Becomes 2026-05-31T18:00:00+02:00' },
			{ name: 'Decimal Number', value: 'decimal' },
			{ name: 'Email', value: 'email', description: 'Is checked, and becomes lower case' },
			{ name: 'Money', value: 'money', description: 'Becomes a number; the currency is taken away' },
			{ name: 'Phone Number', value: 'phone', description: 'Becomes +4915112345678' },
			{ name: 'Text', value: 'text' },
			{ name: 'Whole Number', value: 'wholeNumber' },
		],
	},
	{
		displayName: 'Country',
		name: 'country',
		type: 'string',
		default: DEFAULT_COUNTRY,
		placeholder: 'e.g. DE',
		description: 'The country of numbers without a country code, by its two letters',
		displayOptions: { show: { kind: ['phone'] } },
	},
	{
		displayName: 'Currency',
		name: 'currency',
		type: 'string',
		default: '',
		placeholder: 'e.g. EUR',
		description: 'If it is set, rows with an amount in another currency are rejected',
		displayOptions: { show: { kind: ['money'] } },
	},
	{
		displayName: 'Date Format',
		name: 'dateFormat',
		type: 'string',
		default: '',
		placeholder: 'e.g. dd.MM.yyyy HH:mm',
		description: 'How the dates are written. If left empty, any usual form is read.',
		displayOptions: { show: { kind: ['date', 'dateTime'] } },
	},
	{
		displayName: 'Decimal Style',
		name: 'style',
		type: 'options',
		default: 'file',
		description: 'How the numbers are written',
		displayOptions: { show: { kind: NUMBERS } },
		options: [
			{ name: 'As in the Rest of the File', value: 'file' },
			{ name: 'English (1,234.56)', value: 'english' },
			{ name: 'French (1 234,56)', value: 'french' },
			{ name: 'German (1.234,56)', value: 'german' },
		],
	},
	{
		displayName: 'Latest Year',
		name: 'latestYear',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 9999, numberPrecision: 0 },
		default: 0,
		placeholder: 'e.g. 2026',
		description:
			'The latest year that dates with a year of two digits can mean: with 2026, 65 is 1965. With 0, birthdays (told by the name of the column) are never in the future.',
		displayOptions: { show: { kind: ['date', 'dateTime'] } },
	},
	{
		displayName: 'Required',
		name: 'required',
		type: 'boolean',
		default: false,
		description: 'Whether rows with an empty cell in this column are rejected',
	},
	{
		displayName: 'Time Zone',
		name: 'timeZone',
		type: 'string',
		default: '',
		placeholder: 'e.g. Europe/Berlin',
		description: 'The zone in which these times are meant. If left empty, it is the time zone of the workflow.',
		displayOptions: { show: { kind: ['dateTime'] } },
	},
];

/** The editor's fields for what becomes of the columns. */
export const columnFields: INodeProperties[] = [
	{
		displayName: 'Columns',
		name: 'columns',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Column',
		default: {},
		description: 'Columns that are to be renamed, checked or converted. Without any, each column is passed on as text.',
		options: [{ displayName: 'Column', name: 'column', values: columnValues }],
	},
	{
		displayName: 'Keep Other Columns',
		name: 'keepOtherColumns',
		type: 'boolean',
		default: true,
		description: 'Whether columns that are not listed are passed on as text, too',
	},
];

/** What becomes of cells without content; among the operation's options. */
export const emptyCellsOption: INodeProperties = {
	displayName: 'Empty Cells',
	name: 'emptyCells',
	type: 'options',
	default: 'text',
	description: 'What an empty cell of a text becomes. Empty numbers and dates are always null.',
	options: [
		{ name: 'Empty Text', value: 'text' },
		{ name: 'Null', value: 'null' },
	],
};

/** What the user has said about the columns, for a file with this decimal style. */
export type ColumnReader = (decimalStyle: DecimalStyle | undefined) => ColumnSettings;

/** Reads the columns, which are the same for all files. Throws where a field holds what it cannot. */
export function readColumns(context: IExecuteFunctions): ColumnReader {
	const listed = context.getNodeParameter('columns.column', 0, []) as ColumnFields[];
	const columns = listed.map((fields) => ({
		column: fields.column,
		rename: fields.rename || undefined,
		required: fields.required ?? false,
		type: readColumnType(fields),
	}));
	const isAll = columns.length === 0 || (context.getNodeParameter('keepOtherColumns', 0, true) as boolean);
	const settings: ColumnSettings = {
		pick: isAll ? 'all' : 'listed',
		columns,
		emptyText: context.getNodeParameter('options.emptyCells', 0, 'text') === 'null' ? null : '',
		timeZone: knownZone(context.getTimezone()),
	};
	return (decimalStyle) => ({ ...settings, decimalStyle });
}
