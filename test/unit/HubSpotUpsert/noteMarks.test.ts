import { marksIn } from '../../../nodes/HubSpotUpsert/write/noteBody';

it('looks through a note that was written to be slow in no time', () => {
	const begun = performance.now();
	expect(marksIn('<Lead Relay:'.repeat(20_000))).toEqual([]);
	expect(performance.now() - begun).toBeLessThan(1_000);
});
