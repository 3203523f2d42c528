import { noCsvReason } from '../../../../nodes/CsvReader/reading/noCsv';

const reasonOf = (file: Buffer) => noCsvReason(file, file.length);

/** A file that begins so, and goes on with bytes of all kinds. */
const beginning = (magic: string) => Buffer.concat([Buffer.from(magic, 'latin1'), Buffer.from([0, 1, 200, 7, 0, 255])]);

it.each([
	["7z\xBC\xAF'\x1C", /^This is a 7-Zip archive, .*Unpack it/],
	['Rar!\x1A\x07', /^This is a RAR archive, .*Unpack it/],
	['BZh9', /^This is a bzip2 archive, .*Unpack it/],
	['(\xB5/\xFD', /^This is a Zstandard archive, .*Unpack it/],
	['\xFD7zXZ\0', /^This is an XZ archive, .*Unpack it/],
	['\xFF\xD8\xFF\xE0', /^This is a picture, /],
	['GIF89a', /^This is a picture, /],
	['II*\0', /^This is a picture, /],
	['MM\0*', /^This is a picture, /],
	['SQLite format 3\0', /^This is an SQLite database, .*Export the table/],
	['{\\rtf1', /^This is an RTF document, .*Save the table/],
	['PAR1', /^This is a Parquet file, .*Export the table/],
])('knows what begins with %j', (magic, reason) => {
	expect(reasonOf(beginning(magic))).toMatch(reason);
});

const PAGE = '<!DOCTYPE html>\n<html><head><title>Log in</title></head></html>';

it.each([
	['little-endian', Buffer.from(PAGE, 'utf16le')],
	['big-endian', Buffer.from(PAGE, 'utf16le').swap16()],
	['big-endian with its mark', Buffer.from(`\uFEFF${PAGE}`, 'utf16le').swap16()],
])('knows a page in UTF-16, %s', (_order, file) => {
	expect(reasonOf(file)).toMatch(/^This is an HTML page/);
});

it('takes what only speaks of a page for a table', () => {
	expect(reasonOf(Buffer.from('name,text\nhint,"<html> is a tag"\n'))).toBeUndefined();
	expect(reasonOf(Buffer.from('<bodyguard>;name\n1;2\n'))).toBeUndefined();
});
