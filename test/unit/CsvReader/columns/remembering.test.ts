import { remembering } from '../../../../nodes/CsvReader/columns/convert/remembering';

it('converts a short text once, and a long one each time', () => {
	const converted: string[] = [];
	const convert = remembering((text) => {
		converted.push(text);
		return text.length;
	});
	for (const text of ['31.12.2025', 'ja', '31.12.2025', 'a longer text', 'ja', 'a longer text']) {
		expect(convert(text)).toBe(text.length);
	}
	expect(converted).toEqual(['31.12.2025', 'ja', 'a longer text', 'a longer text']);
});

it('remembers that a text is unfit, too, and false', () => {
	let calls = 0;
	const convert = remembering((text) => {
		calls++;
		return text === 'nein' ? false : { reason: text };
	});
	for (let time = 0; time < 3; time++) {
		expect(convert('nein')).toBe(false);
		expect(convert('x')).toEqual({ reason: 'x' });
	}
	expect(calls).toBe(2);
});

it('stays right, and does not grow without end, where all texts differ', () => {
	const calls = new Map<string, number>();
	const convert = remembering((text) => {
		calls.set(text, (calls.get(text) ?? 0) + 1);
		return Number(text);
	});
	for (let number = 0; number < 20_000; number++) {
		if (convert(String(number)) !== number) throw new Error(`${number} became another number`);
	}
	expect(convert('0')).toBe(0);
	expect(calls.get('0')).toBe(2);
});
