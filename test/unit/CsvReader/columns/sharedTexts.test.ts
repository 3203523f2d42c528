import { sharedTexts } from '../../../../nodes/CsvReader/columns/sharedTexts';

it('answers every text as it is, in columns that repeat themselves and in others', () => {
	for (const different of [3, 5_000, 100_000]) {
		const shared = sharedTexts();
		for (let row = 0; row < 10_000; row++) {
			const text = `text ${row % different}`;
			if (shared(text) !== text) throw new Error(`"${text}" became another text`);
		}
		expect(shared('')).toBe('');
	}
});
