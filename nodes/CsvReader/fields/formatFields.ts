import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { GivenDialect } from '../dialect/detected';
import { ENCODINGS, type Encoding } from '../bytes/encoding';
import type { DecimalStyle } from '../dialect/table';
import { CodedError } from '../../shared/codedError';

const formatOptions: INodeProperties[] = [
	{
		displayName: 'Decimal Style',
		name: 'decimalStyle',
		type: 'options',
		default: 'detect',
		description: 'How numbers are written; it matters for columns with a number type only',
		options: [
			{ name: 'Detect', value: 'detect' },
			{ name: 'English (1,234.56)', value: 'english' },
			{ name: 'French (1 234,56)', value: 'french' },
			{ name: 'German (1.234,56)', value: 'german' },
		],
	},
	{
		displayName: 'Delimiter',
		name: 'delimiter',
		type: 'options',
		default: 'detect',
		description: 'What stands between the fields of a row',
		options: [
			{ name: 'Comma', value: ',' },
			{ name: 'Detect', value: 'detect' },
			{ name: 'Other Character', value: 'other' },
			{ name: 'Semicolon', value: ';' },
			{ name: 'Tab', value: 'tab' },
			{ name: 'Vertical Bar', value: '|' },
		],
	},
	{
		displayName: 'Delimiter Character',
		name: 'otherDelimiter',
		type: 'string',
		default: '',
		placeholder: 'e.g. ~',
		description: 'The one character that stands between the fields',
		displayOptions: { show: { delimiter: ['other'] } },
	},
	{
		displayName: 'Encoding',
		name: 'encoding',
		type: 'options',
		default: 'detect',
		description: 'How the characters are stored. Wrong characters such as Ã¼ come from a wrong encoding.',
		options: [
			{ name: 'Detect', value: 'detect' },
			{ name: 'ISO-8859-15', value: 'iso-8859-15' },
			{ name: 'UTF-16 BE', value: 'utf-16be' },
			{ name: 'UTF-16 LE', value: 'utf-16le' },
			{ name: 'UTF-8', value: 'utf-8' },
			{ name: 'Windows-1252 (Also for ISO-8859-1)', value: 'windows-1252' },
		],
	},
	{
		displayName: 'Escape',
		name: 'escape',
		type: 'options',
		default: 'detect',
		description: 'What stands before a quote that is part of the text of a quoted field',
		options: [
			{ name: 'Backslash', value: '\\' },
			{ name: 'Detect', value: 'detect' },
			{ name: 'The Quote Twice', value: 'quote' },
		],
	},
	{
		displayName: 'Header Row',
		name: 'headerRow',
		type: 'options',
		default: 'detect',
		description:
			'Whether the first row holds the names of the columns; without one they are called Column 1, Column 2, and so on',
		options: [
			{ name: 'Detect', value: 'detect' },
			{ name: 'No', value: 'no' },
			{ name: 'Yes', value: 'yes' },
		],
	},
	{
		displayName: 'Lines to Skip',
		name: 'skipLines',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 0 },
		default: 0,
		description: 'How many lines stand above the table. If the option is left out, it is detected.',
	},
	{
		displayName: 'Quote',
		name: 'quote',
		type: 'options',
		default: 'detect',
		description: 'What encloses fields that hold delimiters or line breaks',
		options: [
			{ name: 'Detect', value: 'detect' },
			{ name: "Single Quote (')", value: "'" },
			{ name: 'Double Quote (")', value: '"' },
			{ name: 'Fields Are Never Quoted', value: 'none' },
		],
	},
];

/** The editor's field for how a file is written. */
export const formatField: INodeProperties = {
	displayName: 'Format',
	name: 'format',
	type: 'collection',
	placeholder: 'Add format setting',
	default: {},
	description: 'How the files are written. What is left out is detected; the hint after the run tells what was found.',
	options: formatOptions,
};

/**
 * Reads what the user has set by hand for the files of an input item; the rest is to be detected. Throws where an
 * expression gives something that the field does not offer.
 */
export function readFormat(context: IExecuteFunctions, item: number): GivenDialect {
	const format = context.getNodeParameter('format', item, {}) as Record<string, string | number | undefined>;
	const given = (name: string) => {
		const value = format[name] ?? 'detect';
		return value === 'detect' || value === '' ? undefined : String(value);
	};
	const quote = given('quote');
	return {
		encoding: encodingOf(given('encoding')),
		delimiter: delimiterOf(given('delimiter'), given('otherDelimiter')),
		quote: quote === 'none' ? '' : quote,
		escape: given('escape') === 'quote' ? (quote ?? '"') : given('escape'),
		hasHeader: flagOf(given('headerRow')),
		decimalStyle: given('decimalStyle') as DecimalStyle | undefined,
		skipLines: linesOf(given('skipLines')),
	};
}

function encodingOf(name: string | undefined): Encoding | undefined {
	if (name === undefined) return undefined;
	const encoding = ENCODINGS.find((known) => known === name.toLowerCase());
	if (encoding === undefined) {
		throw new CodedError(
			'SETTING_INVALID',
			`The encoding "${name}" is not known. Choose one of ${ENCODINGS.join(', ')}.`,
		);
	}
	return encoding;
}

function delimiterOf(chosen: string | undefined, other: string | undefined): string | undefined {
	if (chosen === 'tab') return '\t';
	if (chosen !== 'other') return chosen;
	if (other?.length !== 1 || /["\r\n]/.test(other)) {
		throw new CodedError(
			'SETTING_INVALID',
			'Under "Delimiter Character", enter exactly one character, no double quote and no line break.',
		);
	}
	return other;
}

function flagOf(text: string | undefined): boolean | undefined {
	return text === undefined ? undefined : text === 'yes' || text === 'true';
}

function linesOf(text: string | undefined): number | undefined {
	if (text === undefined) return undefined;
	const lines = Number(text);
	if (!Number.isInteger(lines) || lines < 0)
		throw new CodedError('SETTING_INVALID', '"Lines to Skip" must be a whole number, 0 or more.');
	return lines;
}
