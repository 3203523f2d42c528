import { laterEvents } from '../../../../nodes/CsvReader/ledger/ledger';

const mark = (line: number, claim: string | undefined = 'A') => ({
	file: `${claim}.csv`,
	line,
	record: line - 1,
	claim,
});

it('tells the claims that items come from, and the first item of each', () => {
	const { byClaim, untraced } = laterEvents([
		{ name: 'of no file' },
		{ csvSource: mark(2) },
		{ csvSource: mark(2, 'B') },
		{ csvSource: mark(3) },
	]);
	expect([...byClaim]).toEqual([
		['A', { file: 'A.csv', firstItem: 1, rejected: [] }],
		['B', { file: 'B.csv', firstItem: 2, rejected: [] }],
	]);
	expect(untraced).toEqual([]);
});

it('takes an item with an error for a rejected row', () => {
	const details = { code: 'ROW_BROKEN', ...mark(3), raw: '1;2;3' };
	const { byClaim } = laterEvents([
		{ csvSource: mark(2), error: 'No address' },
		{ error: '3 fields', details },
	]);
	expect(byClaim.get('A')?.rejected).toEqual([
		{ line: 2, number: 1, reason: 'No address' },
		{ line: 3, number: 2, reason: '3 fields' },
	]);
});

it('takes an item with an error and no line for a file that failed, and keeps the first reason', () => {
	const failed = (error: string) => ({ error, details: { code: 'NOT_CSV', file: 'A.csv', claim: 'A' } });
	const { byClaim } = laterEvents([failed('It is a ZIP archive'), failed('It is empty')]);
	expect(byClaim.get('A')).toEqual({ file: 'A.csv', firstItem: 0, rejected: [], failure: 'It is a ZIP archive' });
});

it.each([
	['a text', 'refused', 'refused'],
	['an object with a message', { message: 'refused' }, 'refused'],
	['an object without one', { status: 400 }, 'Rejected without a reason.'],
	['true', true, 'Rejected without a reason.'],
])('reads the reason from %s', (_what, error, reason) => {
	expect(laterEvents([{ csvSource: mark(2), error }]).byClaim.get('A')?.rejected).toMatchObject([{ reason }]);
	expect(laterEvents([{ error }]).untraced).toEqual([reason]);
});

it.each([[undefined], [null], [''], ['  '], [false], [0]])(
	'takes an item whose error is %p for a good one',
	(error) => {
		const { byClaim, untraced } = laterEvents([{ csvSource: mark(2), error }, { error }]);
		expect([byClaim.get('A')?.rejected, untraced]).toEqual([[], []]);
	},
);

it('rejects all rows that an item stands for', () => {
	const summary = { appended_csvSource: [mark(2), mark(4)], error: 'refused' };
	const list = { rows: [{ csvSource: mark(5) }, { csvSource: mark(6) }], error: 'refused' };
	const { byClaim } = laterEvents([summary, list]);
	expect(byClaim.get('A')?.rejected.map(({ line }) => line)).toEqual([2, 4, 5, 6]);
});

it('leaves rows of files that nobody has claimed out', () => {
	const ofNoClaim = { file: 'b.csv', line: 2, record: 1 };
	const { byClaim, untraced } = laterEvents([{ csvSource: ofNoClaim, error: 'refused' }]);
	expect([byClaim.size, untraced]).toEqual([0, []]);
});

describe('a column of the file that is called error', () => {
	const ofFile = (ownError: string | number | boolean, line = 2) => ({ ...mark(line), ownError });

	it.each([['Timeout'], [404], [true]])('rejects no row: %p', (error) => {
		const { byClaim, untraced } = laterEvents([{ error, csvSource: ofFile(error) }]);
		expect([byClaim.get('A')?.rejected, untraced]).toEqual([[], []]);
	});

	it('does not hide what a later node says, in whichever way', () => {
		const { byClaim } = laterEvents([
			{ error: 'refused', csvSource: ofFile('Timeout') },
			{ error: { message: 'refused' }, csvSource: ofFile('Timeout', 3) },
			{ error: 'Timeout', details: { code: 'NO_ANSWER' }, csvSource: ofFile('Timeout', 4) },
			{ error: 'refused', csvSource: mark(5) },
		]);
		expect(byClaim.get('A')?.rejected.map(({ line, reason }) => [line, reason])).toEqual([
			[2, 'refused'],
			[3, 'refused'],
			[4, 'Timeout'],
			[5, 'refused'],
		]);
	});

	it('rejects of several rows that are one item those whose cell is another', () => {
		const rows = [ofFile('Timeout', 2), ofFile('Refused', 3), mark(4)];
		const { byClaim } = laterEvents([{ error: 'Timeout', appended_csvSource: rows }]);
		expect(byClaim.get('A')?.rejected.map(({ line }) => line)).toEqual([3, 4]);
	});
});
