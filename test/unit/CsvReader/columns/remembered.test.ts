import { remembering } from '../../../../nodes/CsvReader/columns/convert/remembering';

it('remembers texts as long as a date with dots and blanks, and none that are longer', () => {
	let calls = 0;
	const convert = remembering((text) => {
		calls++;
		return text;
	});
	for (const text of ['31. 12. 2025', '31. 12. 2025']) expect(convert(text)).toBe(text);
	expect(calls).toBe(1);
	for (const text of ['31.12. 2025 z', '31.12. 2025 z']) expect(convert(text)).toBe(text);
	expect(calls).toBe(3);
});
