import { CallLog } from '../../sandbox/callLog.ts';
import { SlidingWindow } from '../../sandbox/slidingWindow.ts';

const arrival = { vendor: 'hubspot', method: 'GET', path: '/a', template: '/a' };

function logAt(start: number) {
	const clock = { time: start };
	return { clock, log: new CallLog(() => clock.time) };
}

describe('the busiest ten seconds', () => {
	it('finds a burst across what would be two fixed windows', () => {
		const { clock, log } = logAt(0);
		for (const time of [8_000, 9_000, 9_999, 10_000, 12_000, 17_999]) {
			clock.time = time;
			log.begin(arrival);
		}
		expect(log.summary().busiestTenSeconds).toBe(6);
	});

	it('does not count calls that lie exactly ten seconds apart together', () => {
		const { clock, log } = logAt(1_000);
		log.begin(arrival);
		clock.time = 11_000;
		log.begin(arrival);
		expect(log.summary().busiestTenSeconds).toBe(1);
		clock.time = 20_999;
		log.begin(arrival);
		expect(log.summary().busiestTenSeconds).toBe(2);
	});

	it('keeps the maximum when the burst is over', () => {
		const { clock, log } = logAt(0);
		for (let n = 0; n < 7; n++) log.begin(arrival);
		clock.time = 60_000;
		log.begin(arrival);
		expect(log.summary()).toMatchObject({ total: 8, lastTenSeconds: 1, busiestTenSeconds: 7 });
	});

	it('agrees with counting every window by hand', () => {
		const times = Array.from({ length: 5_000 }, (_, n) => n * 3 + ((n * 7_919) % 2_000)).sort((a, b) => a - b);
		const window = new SlidingWindow(1_000);
		for (const time of times) window.add(time);
		const byHand = times.map((start) => times.filter((time) => time >= start && time < start + 1_000).length);
		expect(window.busiest).toBe(Math.max(...byHand));
	});

	it('is kept for each vendor and for all', () => {
		const { log } = logAt(0);
		log.begin(arrival);
		log.begin(arrival);
		log.begin({ ...arrival, vendor: 'ici-formation' });
		expect(log.summary('hubspot').busiestTenSeconds).toBe(2);
		expect(log.summary('ici-formation').busiestTenSeconds).toBe(1);
		expect(log.summary().busiestTenSeconds).toBe(3);
	});
});

describe('the call log', () => {
	it('keeps the last 10,000 calls and counts them all', () => {
		const { log } = logAt(0);
		for (let n = 0; n < 25_000; n++) log.begin({ ...arrival, path: `/a?n=${n}` });
		const calls = log.list();
		expect(calls).toHaveLength(10_000);
		expect(calls[0].path).toBe('/a?n=15000');
		expect(calls[9_999].path).toBe('/a?n=24999');
		expect(log.summary()).toMatchObject({ total: 25_000, counts: { 'GET /a': 25_000 } });
	});

	it('stars the values of secret query parameters and keeps the others', () => {
		const { log } = logAt(0);
		log.begin({ ...arrival, path: '/a?limit=10&hapikey=abc&access_token=def' });
		expect(log.list()[0].path).toBe('/a?limit=10&hapikey=***&access_token=***');
	});

	it('begins anew when cleared', () => {
		const { log } = logAt(0);
		log.begin(arrival);
		log.clear();
		expect(log.list()).toEqual([]);
		expect(log.summary('hubspot')).toEqual({ total: 0, lastTenSeconds: 0, busiestTenSeconds: 0, counts: {} });
	});
});
