import { shortened } from '../../../../nodes/shared/vendor/shortened';

it('leaves alone what people can read, and says how much it cuts off', () => {
	expect(shortened('a'.repeat(1_000))).toBe('a'.repeat(1_000));
	expect(shortened('a'.repeat(1_001))).toBe(`${'a'.repeat(1_000)}… (1 more characters)`);
	expect(shortened('a'.repeat(25_000))).toBe(`${'a'.repeat(1_000)}… (24,000 more characters)`);
});

it('cuts no character in two', () => {
	expect(shortened(`${'a'.repeat(999)}${'😀'.repeat(10)}`)).toBe(`${'a'.repeat(999)}… (20 more characters)`);
});
