import { runInNewContext } from 'node:vm';
import { findMutants } from '../../../scripts/mutate/findMutants.ts';
import { instrumented, SWITCH } from '../../../scripts/mutate/instrument.ts';

/** The value of an expression with every mutant of it planted, and the one with this change switched on. */
function valueOf(code: string, change?: string): unknown {
	const mutants = findMutants('a.js', code);
	const on = mutants.find(({ before, after }) => `${before} → ${after}` === change);
	if (change !== undefined && on === undefined) throw new Error(`There is no ${change}.`);
	process.env[SWITCH] = on?.id ?? '';
	try {
		return runInNewContext(`(() => { ${instrumented(code, mutants)} })()`, { process });
	} finally {
		delete process.env[SWITCH];
	}
}

describe('instrumented', () => {
	test.each([
		['return 1 + 2 * 3;', 7],
		['const a = { b() { return this.c; }, c: 5 }; return a.b();', 5],
		['const a = undefined; return a?.b.c.d(1) ?? 3;', 3],
		['const { a = 5, ...b } = { c: 1 }; let d; [d] = [a + b.c]; d++; return d;', 7],
		['let a = 0; for (let i = 0; i < 3; i++) { if (i === 1) continue; a += i; } return a;', 2],
		["const a = { ['b' + 1]: [1, 2].map((x) => ({ x })) }; return a.b1.length;", 2],
		['class A { #a = 5; get a() { return this.#a; } } return new A().a;', 5],
		['const a = () => { return b(); function b() { return 1; } }; return a();', 1],
		['const a = String.raw`x${1 + 1}`; return a;', 'x2'],
		['const a = { b: { c: 1 } }; delete a?.b.c; return Object.keys(a.b).length;', 0],
	])('leaves %s as it is when no mutant is switched on', (code, value) => {
		expect(valueOf(code)).toBe(value);
	});

	test.each([
		['return 1 + 2 * 3;', '1 + 2 * 3 → 1 - 2 * 3', -5],
		['return 1 + 2 * 3;', '1 + 2 * 3 → 1 + 2 / 3', 1 + 2 / 3],
		['const a = [1]; function b() { a.push(2); } b(); return a.length;', '{ a.push(2); } → {}', 1],
		['const a = [1]; function b() { a.push(2); } b(); return a.length;', 'a.push(2) → undefined', 1],
		["return 'ab'.startsWith('b');", "'ab'.startsWith('b') → 'ab'.endsWith('b')", true],
		['return Math.max(1, 2) + 1;', 'Math.max(1, 2) → Math.min(1, 2)', 2],
	])('switches in %s one change on: %s', (code, change, value) => {
		expect(valueOf(code, change)).toBe(value);
	});

	it('keeps the numbers of lines', () => {
		const code = 'a();\n\nb(1 + 2);\n';
		expect(instrumented(code, findMutants('a.ts', code)).split('\n')).toHaveLength(4);
	});
});
