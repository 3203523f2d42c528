import { endingOf } from '../../../../nodes/CsvReader/ledger/ending';
import type { AllEvents, LaterEvents } from '../../../../nodes/CsvReader/ledger/laterEvents';
import type { WholeReading } from '../../../../nodes/CsvReader/ledger/readingNotes';

const FOLDERS = { processedFolder: 'processed', errorFolder: 'errors', timeZone: 'UTC' };

function end(reading: Partial<WholeReading> = {}, later?: Partial<LaterEvents>, untraced: string[] = []) {
	const byClaim: AllEvents['byClaim'] = new Map();
	if (later) byClaim.set('A', { file: 'a.csv', firstItem: 0, rejected: [], ...later });
	byClaim.set('B', { file: 'b.csv', firstItem: 0, rejected: [row(9)], failure: 'of another file' });
	return endingOf('A', { rows: 3, rejected: [], unread: [], ...reading }, { byClaim, untraced }, FOLDERS);
}

const row = (number: number, reason = 'bad') => ({ line: number + 1, number, reason });

const slice = (firstNumber: number) => ({ start: 0, end: 9, firstLine: 2, firstNumber, records: 1_000 });

it('is processed where all rows were delivered', () => {
	expect(end()).toEqual({
		folder: 'processed',
		rowsRead: 3,
		rowsDelivered: 3,
		rejected: [],
		failure: undefined,
		timeZone: 'UTC',
	});
});

it('has errors where a row could not be read, or was rejected later', () => {
	expect(end({ rejected: [row(2)] })).toMatchObject({ folder: 'errors', rowsRead: 4, rowsDelivered: 3 });
	expect(end({}, { rejected: [row(2)] })).toMatchObject({ folder: 'errors', rowsRead: 3, rowsDelivered: 2 });
});

it('counts a row once that was rejected twice, and names both reasons in the order of the file', () => {
	const ending = end({ rows: 1, rejected: [row(3)] }, { rejected: [row(3), row(3, 'worse'), row(1)] });
	expect(ending).toMatchObject({ rowsRead: 2, rowsDelivered: 0 });
	expect(ending.rejected).toEqual([row(1), row(3), row(3, 'worse')]);
});

it('never counts less than no rows', () => {
	expect(end({ rows: 0 }, { rejected: [row(1), row(2)] }).rowsDelivered).toBe(0);
});

it.each<[string, Parameters<typeof end>, RegExp]>([
	['could not be read', [{ failure: 'It is a ZIP archive' }], /^It is a ZIP archive$/],
	['was not read to its end', [{ unread: [slice(1_001)] }], /^The slice with the rows 1,001 to 2,000 was not read\./],
	['lacks several slices', [{ unread: [slice(1), slice(1_001)] }], /rows 1 to 1,000, and 1 more slices, was not read/],
	['failed later', [{}, { failure: 'Refused' }], /^Refused$/],
	['may have lost an item', [{}, undefined, ['No address']], /A rejected item did not tell .* reason: No address$/],
	['may have lost two', [{}, undefined, ['a', 'b']], /^A rejected item, and 1 more did not tell .* reason: a$/],
])('has errors, and says why, where it %s', (_what, [reading, later, untraced], failure) => {
	expect(end(reading, later, untraced)).toMatchObject({
		folder: 'errors',
		failure: expect.stringMatching(failure) as string,
	});
});

it('says what comes first: the reading, then what happened later', () => {
	const reading = { failure: 'unreadable', unread: [slice(1)] };
	expect(end(reading, { failure: 'refused' }, ['lost']).failure).toBe('unreadable');
	expect(end({ unread: [slice(1)] }, { failure: 'refused' }, ['lost']).failure).toMatch(/^The slice/);
	expect(end({}, { failure: 'refused' }, ['lost']).failure).toBe('refused');
});
