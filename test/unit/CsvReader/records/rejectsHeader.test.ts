import iconv from 'iconv-lite';

import { ENCODINGS } from '../../../../nodes/CsvReader/bytes/encoding';
import { beginsAsRejects, isRejectsHeader } from '../../../../nodes/CsvReader/records/rejectsHeader';

it('knows a rejects file by both of its columns, in front of the others', () => {
	expect(isRejectsHeader(['reject_line', 'reject_reason', 'Name'])).toBe(true);
	expect(isRejectsHeader(['reject_line', 'reject_reason'])).toBe(true);
});

it.each([
	['a column of the user that has one of the names', ['reject_line', 'Name']],
	['the other of them', ['Nr', 'reject_reason']],
	['both in another order', ['reject_reason', 'reject_line', 'Name']],
	['both behind another column', ['Name', 'reject_line', 'reject_reason']],
	['nothing', []],
])('takes %s for a table of the user', (_what, names) => {
	expect(isRejectsHeader(names)).toBe(false);
});

describe('the first bytes', () => {
	it.each(ENCODINGS)('tell a rejects file in %s, with a byte-order mark or without', (encoding) => {
		for (const text of ['reject_line;reject_reason;Straße\r\n', '"reject_line","reject_reason","Straße"\r\n']) {
			expect(beginsAsRejects(iconv.encode(text, encoding, { addBOM: false }))).toBe(true);
			expect(beginsAsRejects(iconv.encode(text, encoding, { addBOM: true }))).toBe(true);
		}
	});

	it.each(ENCODINGS)('tell another table in %s', (encoding) => {
		for (const text of [
			'reject_line;Name\r\n',
			'Name;reject_line;reject_reason\r\n',
			'reject_reason;reject_line\r\n',
		]) {
			expect(beginsAsRejects(iconv.encode(text, encoding))).toBe(false);
		}
	});
});
