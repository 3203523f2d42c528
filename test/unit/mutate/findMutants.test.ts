import { findMutants } from '../../../scripts/mutate/findMutants.ts';

const changesOf = (code: string) => findMutants('a.ts', code).map(({ before, after }) => `${before} → ${after}`);

describe('findMutants', () => {
	test.each([
		['a < b;', ['a < b → a <= b', 'a < b → a >= b', 'a < b → true', 'a < b → false']],
		['a ?? b;', ['a ?? b → a && b']],
		['x = !a;', ['!a → a']],
		['x = 5;', ['5 → 6']],
		["x = 'a';", ["'a' → ''"]],
		['x = `a${b}`;', ['`a${b}` → ``']],
		[
			'x = /^\\d+$/u;',
			['/^\\d+$/u → /\\d+$/u', '/^\\d+$/u → /^\\D+$/u', '/^\\d+$/u → /^\\d$/u', '/^\\d+$/u → /^\\d+/u'],
		],
		['x = a?.b.c;', ['a?.b → a.b']],
		['x = a.trim();', ['a.trim() → a']],
		['x = a.every(b);', ['a.every(b) → a.some(b)']],
		['a();', ['a() → undefined']],
		['async () => { await a(); };', ['{ await a(); } → {}', 'await a() → undefined', 'await a() → a()']],
		['x = f(a, b);', ['f(a, b) → f(b, a)']],
		['x = () => a;', ['a → undefined']],
		['if (a) b++;', ['a → true', 'a → false', 'b++ → b--']],
	])('plants in %s', (code, changes) => {
		expect(changesOf(code)).toEqual(changes);
	});

	test.each([
		["import a from 'a';"],
		["type A = 'a' | 5;"],
		["const a: INodeProperties = { name: 'a', default: 5 };"],
		["x = f({ displayName: 'A', name: 'a' });"],
		['a.b.c = d;'],
		['[a, b] = c;'],
	])('plants nothing in %s', (code) => {
		expect(changesOf(code)).toEqual([]);
	});

	it('takes no `await` from what a function only passes on, but where a `try` is around it', () => {
		expect(changesOf('async () => { return await a; };')).not.toContain('await a → a');
		expect(changesOf('async () => await a;')).not.toContain('await a → a');
		expect(changesOf('async () => { try { return await a; } finally { b(); } };')).toContain('await a → a');
	});

	it('keeps ids when other code moves', () => {
		const ids = (code: string) => findMutants('a.ts', code).map(({ id }) => id);
		const own = ids('x = a + b;');
		expect(ids('// a line more\n\nx = a + b;')).toEqual(own);
		expect(ids('y = 5;\nx = a + b;')).toEqual(expect.arrayContaining(own));
	});

	it('tells the same change at two places apart', () => {
		const [first, second] = findMutants('a.ts', 'x = 5; y = 5;');
		expect(first.id).not.toBe(second.id);
	});
});
