import fc from 'fast-check';

import { composed, fold } from '../../../../nodes/shared/values/fold';

it.each([
	['  Développement \u00a0\n WEB ', 'developpement web'],
	['e\u0301', 'e'],
	['Straße', 'straße'],
	['İ', 'i'],
	['x'.repeat(3_000), 'x'.repeat(2_000)],
])('folds %p', (text, folded) => {
	expect(fold(text)).toBe(folded);
});

it('changes nothing more the second time', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'binary' }), (text) => {
			expect(fold(fold(text))).toBe(fold(text));
		}),
		{ numRuns: 1000 },
	);
});

it('composes letters and their accents, in texts that are not too long for it', () => {
	expect(composed('Cafe\u0301')).toBe('Caf\u00e9');
	const long = `e${'\u0301\u0323'.repeat(200_000)}`;
	expect(composed(long)).toBe(long);
});
