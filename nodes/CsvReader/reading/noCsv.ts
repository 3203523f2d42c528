import { decode, markLength, utf16Of } from '../bytes/encoding';

/** A kind of file that begins with certain bytes. */
interface FileKind {
	/** At its beginning, each byte a character. */
	magic: string;
	/** What the file is, and how to mend it. */
	reason: string;
}

const extracted = (operation: string) => `Read it with "Extract From ${operation}" of n8n's "Extract From File" node`;

const OLD_EXCEL = `This is an old Excel workbook, not a CSV file. ${extracted('XLS')}, or open it in Excel and save it as "CSV UTF-8".`;
const IMAGE = 'This is a picture, not a CSV file. Choose the file with the exported table.';
const PACKED = 'Unpack it first: for instance with n8n\'s "Compression" node.';

const FILE_KINDS: FileKind[] = [
	{ magic: '\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1', reason: OLD_EXCEL },
	{ magic: '%PDF-', reason: 'This is a PDF, not a CSV file. Export the table as CSV from the program that made it.' },
	{ magic: '\x1F\x8B', reason: `This is a gzip archive, not a CSV file. ${PACKED}` },
	{ magic: "7z\xBC\xAF'\x1C", reason: 'This is a 7-Zip archive, not a CSV file. Unpack it first.' },
	{ magic: 'Rar!\x1A\x07', reason: 'This is a RAR archive, not a CSV file. Unpack it first.' },
	{ magic: 'BZh', reason: 'This is a bzip2 archive, not a CSV file. Unpack it first.' },
	{ magic: '(\xB5/\xFD', reason: 'This is a Zstandard archive, not a CSV file. Unpack it first.' },
	{ magic: '\xFD7zXZ\0', reason: 'This is an XZ archive, not a CSV file. Unpack it first.' },
	{ magic: '\x89PNG\r\n', reason: IMAGE },
	{ magic: '\xFF\xD8\xFF', reason: IMAGE },
	{ magic: 'GIF8', reason: IMAGE },
	{ magic: 'II*\0', reason: IMAGE },
	{ magic: 'MM\0*', reason: IMAGE },
	{
		magic: 'SQLite format 3\0',
		reason: 'This is an SQLite database, not a CSV file. Export the table as CSV from it.',
	},
	{ magic: '{\\rtf', reason: 'This is an RTF document, not a CSV file. Save the table as CSV.' },
	{ magic: 'PAR1', reason: 'This is a Parquet file, not a CSV file. Export the table as CSV.' },
];

const ZIP = 'PK\x03\x04';

/** Within a ZIP file, the names of what it holds can be read. */
const ZIP_KINDS: [name: string, reason: string][] = [
	[
		'xl/',
		`This is an Excel workbook, not a CSV file. ${extracted('XLSX')}, or open it in Excel and save it as "CSV UTF-8".`,
	],
	['word/', 'This is a Word document, not a CSV file. Export the table as CSV from the program that holds it.'],
	[
		'opendocument.spreadsheet',
		`This is an OpenDocument spreadsheet, not a CSV file. ${extracted('ODS')}, or open it and save it as "Text CSV".`,
	],
];

/** Control characters that no program puts into text. */
const CONTROL = /[\x00-\x08\x0E-\x1A\x1C-\x1F]/g;

/** The part of such characters from which on bytes are no text, though it may be damaged. */
const MOST_CONTROL = 0.05;

/**
 * Why a file is no CSV at all; undefined where it may be one. UTF-16 may be, with or without its mark.
 * @param head its first bytes: 4,096, or all where there are fewer
 * @param sizeBytes of the whole file
 * @returns what happened and how to mend it, for the user
 */
export function noCsvReason(head: Buffer, sizeBytes: number): string | undefined {
	if (sizeBytes === 0) return 'The file is empty (0 bytes). Export it anew, or check whether it was sent completely.';
	const bytes = head.toString('latin1');
	if (bytes.startsWith(ZIP)) {
		const known = ZIP_KINDS.find(([name]) => bytes.includes(name));
		return known ? known[1] : `This is a ZIP archive, not a CSV file. ${PACKED}`;
	}
	const kind = FILE_KINDS.find(({ magic }) => bytes.startsWith(magic));
	return kind ? kind.reason : noTableReason(head, sizeBytes);
}

function noTableReason(head: Buffer, sizeBytes: number): string | undefined {
	const text = textOf(head);
	if (text === undefined) return 'This is a binary file, not a CSV file. Choose the file with the exported table.';
	const begin = text.trimStart();
	if (begin === '') {
		// Of a longer file, nobody knows what follows.
		return head.length < sizeBytes ? undefined : 'The file holds nothing but white space. Export it anew.';
	}
	const looked = begin.slice(0, LOOKED_AT);
	return TEXT_KINDS.find(({ isOne }) => isOne(looked))?.reason;
}

/** In characters: to look for tags in more would take a time that grows with the square of the length. */
const LOOKED_AT = 4_096;

/** A kind of file that is text. */
interface TextKind {
	/** Whether a text without white space in front is the beginning of one. */
	isOne: (begin: string) => boolean;
	/** What the file is, and how to mend it. */
	reason: string;
}

/** The first that fits counts. */
const TEXT_KINDS: TextKind[] = [
	{
		isOne: isHtmlTable,
		reason: `This is an HTML table, not a CSV file, though programs often call such a file ".xls". ${extracted('HTML')}, or open it in Excel and save it as "CSV UTF-8".`,
	},
	{
		isOne: (begin) => /^(<!doctype html|<html|<head|<body)[\s>]/i.test(begin),
		reason:
			'This is an HTML page, not a CSV file, perhaps an error or login page of the server that it came from. ' +
			'Open the file in a browser to see what it says, and check the address and the credentials of the download.',
	},
	{
		isOne: (begin) => /^<\?xml\s/.test(begin),
		reason: 'This is an XML file, not a CSV file. Use n8n\'s "XML" node, or export the table as CSV.',
	},
	{
		isOne: isJson,
		reason:
			'This is a JSON file, not a CSV file. Use "Extract From JSON" of n8n\'s "Extract From File" node, or export the table as CSV.',
	},
	{
		isOne: (begin) => /^BEGIN:VCARD\s/i.test(begin),
		reason:
			'This is a vCard file (contacts), not a CSV file. Export the contacts as CSV from the address book that it comes from.',
	},
	{
		isOne: (begin) => /^BEGIN:VCALENDAR\s/i.test(begin),
		reason: `This is an iCalendar file (appointments), not a CSV file. ${extracted('ICS')}, or export the appointments as CSV.`,
	},
	{
		isOne: (begin) => /^(\{1:F|:20:.*\r?\n(.*\r?\n){0,3}?:(21|25|28)C?:)/.test(begin),
		reason: 'This is an MT940 bank statement, not a CSV file. Choose CSV where the bank offers its statements.',
	},
	{
		isOne: (begin) => /^!(Type|Account|Option|Clear):/i.test(begin),
		reason: 'This is a QIF file (bank transactions), not a CSV file. Export the transactions as CSV.',
	},
	{
		isOne: isEmail,
		reason:
			'This is an e-mail, not a CSV file. Save its attachment, or take that from the node that receives the e-mail: switch on its option to download attachments.',
	},
];

/** The office programs that name a table in HTML as if it were their own put nothing but tags and styles in front. */
function isHtmlTable(begin: string): boolean {
	if (/^<html\s[^>]*urn:schemas-microsoft-com:office/i.test(begin)) return true;
	let rest = begin;
	for (;;) {
		if (/^<(table|thead|tbody|tr)[\s>]/i.test(rest)) return true;
		const inFront = /^(<!--.*?-->|<(style|script|title)\b.*?<\/\2>|<\/?(?!html|body)[a-z][^>]*>)\s*/is.exec(rest);
		if (inFront === null) return false;
		rest = rest.slice(inFront[0].length);
	}
}

const EMAIL_FIELD = /^([a-z][a-z0-9-]*):[ \t]/i;

/** Fields that every e-mail has some of. */
const EMAIL_FIELDS =
	/^(return-path|received|delivered-to|message-id|mime-version|content-type|date|from|to|subject|dkim-signature)$/i;

/** Lines above a table may begin with "From:" and "To:"; these stand above no table. */
const IN_EMAILS_ONLY = /^(return-path|received|delivered-to|message-id|mime-version|dkim-signature)$/i;

/** An e-mail as servers pass it on: its fields, one a line or folded over several. */
function isEmail(begin: string): boolean {
	const lines = begin.replace(/^From \S+@.*\r?\n/, '').split(/\r?\n(?![ \t])/);
	const end = lines.findIndex((line) => !EMAIL_FIELD.test(line));
	const fields = lines.slice(0, end === -1 ? undefined : end).map((line) => EMAIL_FIELD.exec(line)?.[1] ?? '');
	const known = fields.filter((field) => EMAIL_FIELDS.test(field));
	return known.length > 2 && known.some((field) => IN_EMAILS_ONLY.test(field));
}

/** A guess at the text, good enough to tell what it begins with; undefined where there is none. */
function textOf(head: Buffer): string | undefined {
	const utf16 = utf16Of(head);
	const text = utf16 ? decode(head, utf16) : head.subarray(markLength(head, 'utf-8')).toString('latin1');
	const controls = text.match(CONTROL)?.length ?? 0;
	return controls > MOST_CONTROL * text.length ? undefined : text;
}

/** An object, or a list of objects or of lists; a cell may begin with a bracket, too. */
function isJson(text: string): boolean {
	return /^\{\s*("(\\.|[^"\\])*"\s*:|\})/.test(text) || /^\[\s*(\{\s*["}]|\[\s*["\d{[]|\]\s*$)/.test(text);
}
