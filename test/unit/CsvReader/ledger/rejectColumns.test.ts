import type { Dialect } from '../../../../nodes/CsvReader/dialect/table';
import { leadingCells, rejectCells, withFieldCount } from '../../../../nodes/CsvReader/ledger/rejectColumns';

const dialectOf = (more: Partial<Dialect> = {}): Dialect => {
	return { encoding: 'utf-8', delimiter: ';', quote: '"', escape: '"', ...more };
};
const BARE = dialectOf({ quote: '', escape: '' });
const BACKSLASH = dialectOf({ escape: '\\' });
const SINGLE = dialectOf({ quote: "'", escape: "'" });

describe('the two cells in front', () => {
	it.each<[string, Dialect, string]>([
		['bad', dialectOf(), '2;bad;'],
		['so; so', dialectOf(), '2;"so; so";'],
		['so\r\n \t so', dialectOf(), '2;so so;'],
		['a "b"', dialectOf(), '2;"a ""b""";'],
		["a 'b'", SINGLE, "2;'a ''b''';"],
		['a "b";\\', BACKSLASH, '2;"a \\"b\\";\\\\";'],
		['so; "so"; so', BARE, '2;so  "so"  so;'],
		['so, so', dialectOf({ delimiter: ',' }), '2,"so, so",'],
		['ä € → 😀', dialectOf(), '2;ä € → 😀;'],
		['ä € → 😀', dialectOf({ encoding: 'utf-16be' }), '2;ä € → 😀;'],
		['ä € → 😀', dialectOf({ encoding: 'windows-1252' }), '2;ä € ? ?;'],
		['“a” „b“ «c» ”d”', dialectOf({ encoding: 'iso-8859-15' }), '2;"""a"" ""b"" ""c"" ""d""";'],
		['‘a’ ‚b‘ – — …', dialectOf({ encoding: 'iso-8859-15' }), "2;'a' 'b' - - ...;"],
		['“a”', dialectOf({ encoding: 'windows-1252' }), '2;“a”;'],
	])('hold %j as the table is written (%#)', (reason, dialect, cells) => {
		expect(rejectCells(['2', reason], dialect)).toBe(cells);
	});
});

describe('the first cells of a record', () => {
	it.each<[string, Dialect, ReturnType<typeof leadingCells>]>([
		['a;b;c', dialectOf(), { cells: ['a', 'b'], length: 4, isFollowed: true }],
		['a;b', dialectOf(), { cells: ['a', 'b'], length: 3, isFollowed: false }],
		['a;', dialectOf(), { cells: ['a'], length: 2, isFollowed: true }],
		['a', dialectOf(), { cells: ['a'], length: 1, isFollowed: false }],
		['', dialectOf(), { cells: [], length: 0, isFollowed: false }],
		[';;', dialectOf(), { cells: ['', ''], length: 2, isFollowed: true }],
		['"a;b";"c""d";e', dialectOf(), { cells: ['a;b', 'c""d'], length: 13, isFollowed: true }],
		['"a\\";b";c', BACKSLASH, { cells: ['a\\";b', 'c'], length: 9, isFollowed: false }],
		['"a\\\\";b', BACKSLASH, { cells: ['a\\\\', 'b'], length: 7, isFollowed: false }],
		['"a;b";c', BARE, { cells: ['"a', 'b"'], length: 6, isFollowed: true }],
		["'a;b';c", SINGLE, { cells: ['a;b', 'c'], length: 7, isFollowed: false }],
		['x"a;b";c', dialectOf(), { cells: ['x"a', 'b"'], length: 7, isFollowed: true }],
	])('of %j are told with where they end (%#)', (record, dialect, cells) => {
		expect(leadingCells(record, dialect)).toEqual(cells);
	});

	it('are as many as are wanted', () => {
		expect(leadingCells('a;b;c;d', dialectOf(), 3)).toEqual({ cells: ['a', 'b', 'c'], length: 6, isFollowed: true });
		expect(leadingCells('a;b', dialectOf(), 5)).toEqual({ cells: ['a', 'b'], length: 3, isFollowed: false });
	});
});

it.each<[string, number, string]>([
	['a;b', 2, 'a;b'],
	['a;b', 4, 'a;b;;'],
	['a;b;', 4, 'a;b;;'],
	['a;b;c', 2, 'a;b'],
	['a;"b;c";d', 2, 'a;"b;c"'],
	['a;b;', 2, 'a;b'],
	['a', 3, 'a;;'],
])('the header %j of %d fields is %j', (header, count, whole) => {
	expect(withFieldCount(header, count, dialectOf())).toBe(whole);
});
