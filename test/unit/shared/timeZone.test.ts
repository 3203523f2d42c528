import { knownZone } from '../../../nodes/shared/timeZone';

it('keeps a zone that there is', () => {
	expect(knownZone('Europe/Paris')).toBe('Europe/Paris');
});

it.each(['DEFAULT', ''])('takes the host’s zone for %j', (zone) => {
	expect(knownZone(zone)).toBe('local');
});
