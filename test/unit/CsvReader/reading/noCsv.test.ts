import { deflateRawSync, gzipSync } from 'node:zlib';

import { noCsvReason } from '../../../../nodes/CsvReader/reading/noCsv';

const reasonOf = (file: Buffer) => noCsvReason(file.subarray(0, 4_096), file.length);

/** The beginning of a ZIP file: what a program writes for each file in it. */
function zipOf(...names: string[]): Buffer {
	const entries = names.map((name) => {
		const content = deflateRawSync('<content/>'.repeat(20));
		const entry = Buffer.alloc(30);
		entry.writeUInt32LE(0x04034b50, 0);
		entry.writeUInt16LE(20, 4);
		entry.writeUInt16LE(8, 8);
		entry.writeUInt32LE(content.length, 18);
		entry.writeUInt16LE(name.length, 26);
		return Buffer.concat([entry, Buffer.from(name), content]);
	});
	return Buffer.concat(entries);
}

it.each<[string, Buffer, RegExp]>([
	['an empty file', Buffer.alloc(0), /^The file is empty \(0 bytes\)\. Export it anew/],
	['white space', Buffer.from(' \r\n\t\r\n'), /nothing but white space/],
	['white space in UTF-16', Buffer.from('\uFEFF \r\n', 'utf16le'), /nothing but white space/],
	[
		'an Excel workbook',
		zipOf('[Content_Types].xml', 'xl/workbook.xml'),
		/^This is an Excel workbook.* save it as "CSV UTF-8"/,
	],
	['a ZIP file', zipOf('bookings.csv'), /^This is a ZIP archive.*Unpack it/],
	['an old Excel workbook', Buffer.from('D0CF11E0A1B11AE10000', 'hex'), /^This is an old Excel workbook/],
	['a gzip archive', gzipSync('a,b\n1,2\n'), /^This is a gzip archive/],
	['a PDF', Buffer.from('%PDF-1.7\n%\xE2\xE3\xCF\xD3\n', 'latin1'), /^This is a PDF/],
	['a PNG', Buffer.from('89504E470D0A1A0A0000000D49484452', 'hex'), /^This is a picture/],
	['an HTML page', Buffer.from('\n<!DOCTYPE html>\n<html><head>'), /^This is an HTML page.*error or login page/],
	['an HTML page with a mark', Buffer.from('\uFEFF<html lang="de">'), /^This is an HTML page/],
	['XML', Buffer.from('<?xml version="1.0"?><a/>'), /^This is an XML file/],
	['a JSON object', Buffer.from('{"error": "unauthorized"}'), /^This is a JSON file/],
	['a JSON list', Buffer.from('[\n  {\n    "id": 1}]'), /^This is a JSON file/],
	[
		'an Excel workbook, by the node that reads it',
		zipOf('[Content_Types].xml', 'xl/workbook.xml'),
		/"Extract From XLSX" of n8n's "Extract From File" node/,
	],
	[
		'an old Excel workbook, by the node that reads it',
		Buffer.from('D0CF11E0A1B11AE10000', 'hex'),
		/"Extract From XLS" of n8n's "Extract From File" node/,
	],
	[
		'an OpenDocument spreadsheet',
		Buffer.concat([zipOf('mimetype'), Buffer.from('application/vnd.oasis.opendocument.spreadsheet')]),
		/^This is an OpenDocument spreadsheet.*"Extract From ODS" of n8n's "Extract From File" node/,
	],
	['a vCard', Buffer.from('BEGIN:VCARD\r\nVERSION:3.0\r\nN:Müller;Anna\r\n'), /^This is a vCard file.*address book/],
	['a calendar', Buffer.from('BEGIN:VCALENDAR\r\nVERSION:2.0\r\n'), /^This is an iCalendar file.*"Extract From ICS"/],
	[
		'an MT940 statement',
		Buffer.from('\r\n:20:STARTUMSE\r\n:25:10010010/0000111001\r\n:28C:00000/001\r\n:60F:C261130EUR1,00\r\n'),
		/^This is an MT940 bank statement.*Choose CSV/,
	],
	['an MT940 statement of SWIFT', Buffer.from('{1:F01BANKDEFFXXXX}{2:I940}{4:\r\n:20:1\r\n'), /^This is an MT940/],
	['a QIF file', Buffer.from('!Type:Bank\nD01/31/2026\nT-12.50\nPRent\n^\n'), /^This is a QIF file.*as CSV/],
	[
		'an e-mail',
		Buffer.from(
			'Return-Path: <a@example.com>\r\nReceived: from mail (mail [10.0.0.1])\r\n\tby mx; Tue, 1 Dec 2026\r\nSubject: Export\r\n\r\nHello\r\n',
		),
		/^This is an e-mail.*attachment/,
	],
	[
		'an e-mail of a mailbox',
		Buffer.from('From a@example.com Tue Dec 1\nFrom: a@example.com\nTo: b@example.com\nMIME-Version: 1.0\n\nHello\n'),
		/^This is an e-mail/,
	],
	[
		'a table without a page around it',
		Buffer.from('<table border="1"><tr><th>Name</th></tr><tr><td>Müller</td></tr></table>'),
		/^This is an HTML table.*"\.xls".*"Extract From HTML".*save it as "CSV UTF-8"/,
	],
	[
		'a table behind styles',
		Buffer.from(
			'<meta http-equiv="Content-Type" content="text/html">\n<style> td { color: red } </style><!-- x -->\n<div><TABLE>',
		),
		/^This is an HTML table/,
	],
	[
		'a table of Excel as a page',
		Buffer.from('<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="utf-8">'),
		/^This is an HTML table/,
	],
	[
		'other binary data',
		Buffer.from(Array.from({ length: 4_000 }, (_, index) => (index * 7_919) % 256)),
		/^This is a binary file/,
	],
	[
		'numbers of two bytes each',
		Buffer.from(Uint16Array.from({ length: 2_000 }, (_, index) => index % 32).buffer),
		/^This is a binary file/,
	],
])('says what %s is, and what to do', (_what, file, reason) => {
	expect(reasonOf(file)).toMatch(reason);
});

it.each<[string, Buffer]>([
	['one cell', Buffer.from('a')],
	['a header only', Buffer.from('a,b\n')],
	['UTF-16 with its mark', Buffer.from('\uFEFFName;Straße\r\n', 'utf16le')],
	['UTF-16 without its mark', Buffer.from('Name;Straße\r\nMüller;Gasse\r\n', 'utf16le')],
	['big-endian UTF-16 without its mark', Buffer.from('Name;Straße\r\nMüller;Gasse\r\n', 'utf16le').swap16()],
	['Windows-1252', Buffer.from('Name;Stra\xDFe;Preis \x80\r\n', 'latin1')],
	['some NUL characters', Buffer.from(`a,b\n${'1,text of a cell\n'.repeat(10)}\0,2\n`)],
	['cells with brackets', Buffer.from('[1],{x}\n[note],2\n')],
	['cells with tags', Buffer.from('<b>Name</b>;<i>x</i>\n')],
	['cells with tables', Buffer.from('Name;Text\nA;<table><tr><td>x</td></tr></table>\n')],
	['lines like those of an e-mail above the table', Buffer.from('From: 2026-01-01\nTo: 2026-01-31\nDate: x\n\na;b\n')],
	['names like those of other kinds', Buffer.from(':20:;Type:Bank\n1;2\n')],
	['BEGIN as its first cell', Buffer.from('BEGIN;END\n1;2\n')],
	['PK as its first cell', Buffer.from('PK;Name\n1;a\n')],
])('takes %s', (_what, file) => {
	expect(reasonOf(file)).toBeUndefined();
});

it('does not judge by the white space that a long file begins with', () => {
	expect(noCsvReason(Buffer.alloc(4_096, ' '), 10_000)).toBeUndefined();
});
