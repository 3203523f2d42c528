import type { Claim } from '../../../../nodes/CsvReader/ledger/claim';
import type { ClaimRecord } from '../../../../nodes/CsvReader/ledger/claimRecord';
import { reportText } from '../../../../nodes/CsvReader/ledger/reportText';
import { ENDING } from './table';

const CLAIM: Claim = { folder: '/inbox', id: 'id', name: 'orders.csv', attempt: 1 };

const RECORD: ClaimRecord = {
	file: 'orders.csv',
	claimedAt: '2025-12-31T13:05:09.000Z',
	executionId: '17@n8n.example',
	workflowId: 'imports',
	attempt: 1,
};

const reject = (number: number, reason = 'bad') => ({ line: number + 1, number, reason });

const withoutNow = (text: string) => text.replace(/^(Archived: +).*$/m, '$1now');

it('tells people what became of a file', () => {
	const ending = {
		...ENDING,
		rejected: [reject(1, 'No\r\naddress'), reject(2)],
		failure: 'It\nbroke',
		rejects: 'r.csv',
	};
	expect(withoutNow(reportText({ ...CLAIM, name: 'or\nders.csv', attempt: 2 }, ending, RECORD))).toBe(
		[
			'File:           or ders.csv',
			'Taken:          2025-12-31 14:05:09 (Europe/Berlin)',
			'Archived:       now',
			'Execution:      17 of workflow imports',
			'Attempt:        2: an earlier run was cut off',
			'Rows read:      2',
			'Rows delivered: 2',
			'Rows rejected:  2 (copied to r.csv)',
			'Problem:        It broke',
			'',
			'Rejected rows:',
			'  Line 2 (row 1): No address',
			'  Line 3 (row 2): bad',
			'',
		].join('\n'),
	);
});

it('leaves out what is not known, or as usual', () => {
	expect(withoutNow(reportText(CLAIM, { ...ENDING, timeZone: 'UTC' }))).toBe(
		[
			'File:           orders.csv',
			'Archived:       now',
			'Rows read:      2',
			'Rows delivered: 2',
			'Rows rejected:  0',
			'',
		].join('\n'),
	);
});

it('tells the time at which it was written, in the zone of the workflow', () => {
	const [, written] = /^Archived: +(.*) \(UTC\)$/m.exec(reportText(CLAIM, { ...ENDING, timeZone: 'UTC' })) ?? [];
	expect(Math.abs(Date.parse(`${written.replace(' ', 'T')}Z`) - Date.now())).toBeLessThan(60_000);
});

it('lists a thousand rows, and counts the others', () => {
	const rows = (count: number) => Array.from({ length: count }, (_, index) => reject(index + 1));
	const lines = (count: number) => reportText(CLAIM, { ...ENDING, rejected: rows(count) }).split('\n');
	expect(lines(1_000).slice(-2)).toEqual(['  Line 1001 (row 1000): bad', '']);
	expect(lines(1_001).slice(-3)).toEqual(['  Line 1001 (row 1000): bad', '  … and 1 more', '']);
});
