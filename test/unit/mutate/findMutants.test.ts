import { findMutants } from '../../../scripts/mutate/findMutants.ts';

const changesOf = (code: string) => findMutants('a.ts', code).map(({ before, after }) => `${before} → ${after}`);

describe('findMutants', () => {
	test.each([
		['a < b;', ['a < b → a <= b', 'a < b → a >= b', 'a < b → true', 'a < b → false']],
		['a ?? b;', ['a ?? b → a && b']],
		['x = !a;', ['x = !a → x = a']],
		['x = 5;', ['x = 5 → x = 6']],
		["x = 'a';", ["x = 'a' → x = ''"]],
		['x = `a${b}`;', ['x = `a${b}` → x = ``']],
		[
			'x = /^\\d+$/u;',
			[
				'x = /^\\d+$/u → x = /\\d+$/u',
				'x = /^\\d+$/u → x = /^\\D+$/u',
				'x = /^\\d+$/u → x = /^\\d$/u',
				'x = /^\\d+$/u → x = /^\\d+/u',
			],
		],
		['x = a?.b.c;', ['x = a?.b.c → x = a.b.c']],
		['x = a.trim();', ['x = a.trim() → x = a']],
		['x = a.every(b);', ['x = a.every(b) → x = a.some(b)']],
		['a();', ['a() → undefined']],
		['async () => { await a(); };', ['{ await a(); } → {}', 'await a() → undefined', 'await a() → a()']],
		['x = f(a, b);', ['x = f(a, b) → x = f(b, a)']],
		['x = Math.max(a, b);', ['Math.max(a, b) → Math.min(a, b)']],
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
