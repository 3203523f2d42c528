import fc from 'fast-check';

import { detectTable } from '../../../../nodes/CsvReader/dialect/detectTable';
import type { GivenDialect } from '../../../../nodes/CsvReader/dialect/detected';

const MEGABYTE = 1 << 20;
/** Far above what any takes alone, far below what a search that explodes takes; the machine may be busy. */
const MOST_MILLISECONDS = 4000;

const fill = (pattern: string) => Buffer.alloc(MEGABYTE, pattern);

it('never throws, and answers within the file, whatever the bytes are', () => {
	const pieces = fc.constantFrom(
		'"',
		"'",
		'\\',
		',',
		';',
		'\t',
		'\r',
		'\n',
		'\0',
		'#',
		' ',
		'a',
		'1',
		'.',
		'\ufeff',
		'sep=;\n',
		'é',
		'""',
		'\n\n',
	);
	const bytes = fc.oneof(
		fc.uint8Array({ maxLength: 400 }).map((each) => Buffer.from(each)),
		fc.array(pieces, { maxLength: 200 }).map((each) => Buffer.from(each.join(''))),
		fc.array(pieces, { maxLength: 200 }).map((each) => Buffer.from(each.join(''), 'utf16le')),
	);
	const given: fc.Arbitrary<GivenDialect> = fc.record(
		{
			encoding: fc.constantFrom('utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'iso-8859-15'),
			delimiter: fc.constantFrom(',', ';', 'x', '"', "'"),
			quote: fc.constantFrom('', '"', "'"),
			escape: fc.constantFrom('"', '\\'),
			skipLines: fc.nat({ max: 5 }),
			hasHeader: fc.boolean(),
		},
		{ requiredKeys: [] },
	);
	fc.assert(
		fc.property(bytes, given, (head, set) => {
			const table = detectTable({ head, sizeBytes: head.length }, set);
			expect(table.dialect.delimiter).toHaveLength(1);
			expect(table.start + table.footerBytes).toBeLessThanOrEqual(head.length);
			expect(table.firstLine).toBeGreaterThanOrEqual(1);
			if (set.delimiter) expect(table.dialect.delimiter).toBe(set.delimiter);
			if (set.quote !== undefined) expect(table.dialect.quote).toBe(set.quote);
		}),
		{ numRuns: 300 },
	);
});

it.each([
	['one cell', fill('x')],
	['blank lines', fill('\n')],
	['open quotes', fill('"')],
	['quotes and delimiters', fill('",')],
	['delimiters', fill(',')],
	['all delimiters', fill(',;\t|:^~#=*%&! ')],
	['spaces', fill(' ')],
	['digits', fill('1')],
	['digits and points', fill('1.')],
	['digits, spaces and dashes', fill('1 - ')],
	['words and spaces', fill('ab, cd ef ')],
	['number signs', fill('# ')],
	['comments', fill('#\n')],
	['backslashes', fill('\\"')],
	['special bytes', Buffer.alloc(MEGABYTE, 0xe4)],
	['NUL bytes', Buffer.alloc(MEGABYTE)],
	['short lines', fill('a;1,5;2024-01-01\n')],
	['lines of many types', fill('1.234,56;"a ""b"" c";x@example.com;12:30;https://example.com;1,2,3\r\n')],
])('takes bounded time for a megabyte of %s', (_, head) => {
	const began = process.cpuUsage();
	detectTable({ head, tail: head.subarray(0, 1 << 16), sizeBytes: head.length * 2 }, {});
	const { user } = process.cpuUsage(began);
	expect(user / 1000).toBeLessThan(MOST_MILLISECONDS);
});
