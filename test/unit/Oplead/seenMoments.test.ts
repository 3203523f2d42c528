import { MOST_SEEN, SeenMoments } from '../../../nodes/Oplead/trigger/seenMoments';
import { toUpdate, type Update } from '../../../nodes/Oplead/trigger/update';

const at = (second: number, leadId: string | null = 'L', more: Partial<Update> = {}): Update => ({
	...toUpdate({ event: 'lead.status_changed' }, { leadKey: null, receivedAt: '2026-11-22T10:00:00.000Z' }),
	occurredAt: new Date(Date.UTC(2026, 10, 22, 10, 0, second)).toISOString(),
	leadId,
	...more,
});

it('takes what is as new as the last of its lead and event, and nothing older', () => {
	const seen = new SeenMoments();
	const taken = [at(20), at(19), at(20), at(21), at(20), at(0, 'M'), at(0, 'L', { event: 'lead.assigned' })];
	expect(taken.map((update) => seen.isNewest(update))).toEqual([true, false, true, true, false, true, true]);
});

it('knows a lead by its ID, else by the key of its address, else by its external ID', () => {
	const seen = new SeenMoments();
	const known = (second: number, more: Partial<Update>) => seen.isNewest(at(second, null, more));
	expect([known(20, { leadKey: 'k' }), known(10, { leadKey: 'k', externalId: 'e' })]).toEqual([true, false]);
	expect([known(20, { externalId: 'e' }), known(10, { externalId: 'e' })]).toEqual([true, false]);
	expect([known(20, {}), known(10, {})]).toEqual([true, true]);
	expect(known(30, { leadKey: 'k', occurredAt: null })).toBe(true);
	expect(known(15, { leadKey: 'k' })).toBe(false);
});

it('takes over what was stored, where that is newer', () => {
	const [before, after] = [new SeenMoments(), new SeenMoments()];
	before.isNewest(at(20));
	before.isNewest(at(20, 'M'));
	after.isNewest(at(30));
	after.join(before.stored());
	expect([after.isNewest(at(25)), after.isNewest(at(19, 'M')), after.isNewest(at(20, 'M'))]).toEqual([
		false,
		false,
		true,
	]);
	after.join(undefined);
	expect(after.isNewest(at(29))).toBe(false);
});

it('forgets the lead that was seen longest ago, and never grows beyond its limit', () => {
	const seen = new SeenMoments();
	for (let lead = 0; lead <= MOST_SEEN; lead++) seen.isNewest(at(20, `L${lead}`));
	expect(Object.keys(seen.stored())).toHaveLength(MOST_SEEN);
	expect([seen.isNewest(at(10, 'L1')), seen.isNewest(at(10, 'L0'))]).toEqual([false, true]);
	const full = new SeenMoments();
	full.join(seen.stored());
	full.join(Object.fromEntries(Array.from({ length: 3 * MOST_SEEN }, (_, lead) => [`other ${lead}`, 1])));
	expect(Object.keys(full.stored())).toHaveLength(MOST_SEEN);
});

it('stores no lead in clear', () => {
	const seen = new SeenMoments();
	seen.isNewest(at(20, 'somebody@example.com'));
	expect(Object.keys(seen.stored())).toEqual([expect.stringMatching(/^[\w-]{22}$/)]);
});
