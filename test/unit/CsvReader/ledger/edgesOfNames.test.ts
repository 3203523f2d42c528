import { DateTime } from 'luxon';

import {
	claimedPath,
	isClaimedBy,
	newClaimId,
	readClaimId,
	type Claim,
} from '../../../../nodes/CsvReader/ledger/claim';
import { namesFor, rejectsName, reportName, unfinishedName } from '../../../../nodes/CsvReader/ledger/fileNames';
import { RefusedSource } from '../../../../nodes/CsvReader/source/source';

const WHEN = DateTime.fromISO('2025-12-31T14:05:09', { zone: 'utc' });

describe('the names for a file', () => {
	it('are its own, one with a time, and then some with a number', () => {
		const names = [...namesFor('orders.csv', WHEN)];
		expect(names.slice(0, 4)).toEqual([
			'orders.csv',
			'orders (2025-12-31 14.05.09).csv',
			'orders (2025-12-31 14.05.09) 2.csv',
			'orders (2025-12-31 14.05.09) 3.csv',
		]);
		expect(names).toHaveLength(1_001);
		expect(names.at(-1)).toBe('orders (2025-12-31 14.05.09) 1000.csv');
	});

	it.each([
		['no.ending.csv', 'no.ending (2025-12-31 14.05.09).csv'],
		['orders', 'orders (2025-12-31 14.05.09)'],
		// 255 bytes less 20 to spare, less 22 for the time and 4 for the ending.
		[`${'x'.repeat(251)}.csv`, `${'x'.repeat(209)} (2025-12-31 14.05.09).csv`],
		[`${'ü'.repeat(125)}.csv`, `${'ü'.repeat(104)} (2025-12-31 14.05.09).csv`],
		[`x.${'y'.repeat(253)}`, `x.${'y'.repeat(211)} (2025-12-31 14.05.09)`],
	])('have the time before the ending: %j', (name, timed) => {
		expect([...namesFor(name, WHEN)][1]).toBe(timed);
	});
});

it.each([
	['orders.csv', 'orders.rejects.csv'],
	['orders', 'orders.rejects.csv'],
	['orders.txt', 'orders.rejects.txt'],
	['orders.rejects.csv', 'orders.rejects 2.csv'],
	['orders.rejects 2.csv', 'orders.rejects 3.csv'],
	['orders.rejects 9999.csv', 'orders.rejects 10000.csv'],
	['orders.rejects 12345.csv', 'orders.rejects 12345.rejects.csv'],
	['orders.rejects (2025-12-31 14.05.09).csv', 'orders.rejects 2 (2025-12-31 14.05.09).csv'],
	['orders.rejects 2 (2025-12-31 14.05.09) 7.csv', 'orders.rejects 3 (2025-12-31 14.05.09) 7.csv'],
	['orders.rejects x.csv', 'orders.rejects x.rejects.csv'],
	['orders.rejects.rejects.csv', 'orders.rejects.rejects 2.csv'],
	[`${'x'.repeat(251)}.csv`, `${'x'.repeat(243)}.rejects.csv`],
	[`${'x'.repeat(243)}.csv`, `${'x'.repeat(243)}.rejects.csv`],
	['x'.repeat(255), `${'x'.repeat(243)}.rejects.csv`],
	[`x.${'y'.repeat(253)}`, `x.${'y'.repeat(245)}.rejects`],
])('the rejects of %j are called %j', (name, rejects) => {
	expect(rejectsName(name)).toBe(rejects);
});

it.each([
	['orders.csv', 'orders.report.txt', '.orders.csv.part'],
	['a.b', 'a.report.txt', '.a.b.part'],
	['x'.repeat(255), `${'x'.repeat(244)}.report.txt`, `.${'x'.repeat(249)}.part`],
	['😀'.repeat(63), `${'😀'.repeat(61)}.report.txt`, `.${'😀'.repeat(62)}.part`],
])('of %j, the report is %j, and the copy %j while it is made', (name, report, part) => {
	expect(reportName(name)).toBe(report);
	expect(unfinishedName(name)).toBe(part);
});

describe('the name of a claim', () => {
	const when = Date.UTC(2025, 11, 31, 14, 5, 9, 7);

	it('tells when it was made, and by which execution', () => {
		const id = newClaimId('17@n8n.example', when);
		expect(id).toMatch(/^20251231T140509007Z~17_n8n_example~[\da-f]{12}$/);
		expect(readClaimId(id)).toEqual({ claimedMs: when, executionId: '17_n8n_example' });
		expect(isClaimedBy(id, '17@n8n.example')).toBe(true);
		expect(isClaimedBy(id, '17')).toBe(false);
		expect(isClaimedBy('by hand', '17')).toBe(false);
	});

	it('has a word for an execution without a number', () => {
		expect(readClaimId(newClaimId('', when))?.executionId).toBe('none');
		expect(isClaimedBy(newClaimId('', when), '')).toBe(true);
	});

	it('is in order, and never the same', () => {
		const ids = Array.from({ length: 300 }, () => newClaimId('1', when));
		expect(new Set(ids).size).toBe(300);
		expect([...ids].sort()).toEqual(ids);
		const orders = ids.map((id) => parseInt(id.split('~')[2].slice(0, 4), 16));
		expect(orders[299] - orders[0]).toBe(299);
	});

	it.each([
		'20251231T140509007Z~1~0123456789abc',
		'x20251231T140509007Z~1~0123456789ab',
		'20251231T140509007Z~1~0123456789ab.old',
		'20251231T140509007Z~~0123456789ab',
		'20251231T140509Z~1~0123456789ab',
		'2025-12-31T140509007Z~1~0123456789ab',
		'20251231T140509007Z~1/2~0123456789ab',
		'20251231T140509007Z~1~0123456789AB',
		'',
	])('is not %j', (id) => {
		expect(readClaimId(id)).toBeUndefined();
	});
});

describe('the place of a claimed file', () => {
	const CLAIM: Claim = {
		folder: '/inbox',
		id: '20251231T140509007Z~1~0123456789ab',
		name: 'orders.csv',
		attempt: 1,
	};

	it('is its claim in the folder that it was taken from', () => {
		expect(claimedPath(CLAIM)).toBe(`/inbox/in-progress/${CLAIM.id}/orders.csv`);
		expect(claimedPath({ ...CLAIM, name: 'or..ders' })).toMatch(/or\.\.ders$/);
	});

	it.each<Partial<Claim>>([
		{ id: '..' },
		{ id: `../${CLAIM.id}` },
		{ name: '../orders.csv' },
		{ name: 'a/orders.csv' },
		{ name: '.claim.json' },
		{ name: '..' },
	])('leads nowhere else: %j', (wrong) => {
		expect(() => claimedPath({ ...CLAIM, ...wrong })).toThrow(RefusedSource);
		expect(() => claimedPath({ ...CLAIM, ...wrong })).toThrow(
			'This is no claim that the CSV Reader made. Pass its items on as they came from it.',
		);
	});
});
