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
	['PK as its first cell', Buffer.from('PK;Name\n1;a\n')],
])('takes %s', (_what, file) => {
	expect(reasonOf(file)).toBeUndefined();
});

it('does not judge by the white space that a long file begins with', () => {
	expect(noCsvReason(Buffer.alloc(4_096, ' '), 10_000)).toBeUndefined();
});
