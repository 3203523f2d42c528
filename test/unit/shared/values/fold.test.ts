import fc from 'fast-check';

import { fold } from '../../../../nodes/shared/values/fold';

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
