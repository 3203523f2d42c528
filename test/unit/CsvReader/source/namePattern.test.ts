import fc from 'fast-check';

import { fitsPattern } from '../../../../nodes/CsvReader/source/namePattern';

it.each([
	['orders.csv', '*.csv'],
	['ORDERS.CSV', '*.csv'],
	['orders.csv', '*.CSV'],
	['orders.txt', '*.csv; *.txt'],
	['orders 2025-12-31.csv', 'orders ????-??-??.csv'],
	['.csv', '*.csv'],
	['a.b.csv', '*.csv'],
	['Kündigungen.csv', 'kündigungen*'],
	['[1].csv', '[1].csv'],
	['😀.csv', '?.csv'],
	['anything', '*'],
	['abcabc', '*abc'],
])('%s fits %s', (name, pattern) => {
	expect(fitsPattern(name, pattern)).toBe(true);
});

it.each([
	['orders.csv.bak', '*.csv'],
	['orderscsv', '*.csv'],
	['orders.csv', '?.csv'],
	['orders.csv', ''],
	['orders.csv', ' ; '],
	['1.csv', '[1].csv'],
	['orders.csv', 'orders.csv?'],
])('%s does not fit %s', (name, pattern) => {
	expect(fitsPattern(name, pattern)).toBe(false);
});

it('agrees with the regular expression that a pattern stands for', () => {
	const pieces = fc.array(fc.constantFrom('a', 'b', '.', '*', '?'), { maxLength: 8 }).map((all) => all.join(''));
	const names = fc.array(fc.constantFrom('a', 'b', '.'), { maxLength: 8 }).map((all) => all.join(''));
	fc.assert(
		fc.property(names, pieces, (name, pattern) => {
			const source = pattern.replaceAll('.', '\\.').replaceAll('*', '.*').replaceAll('?', '.');
			expect(fitsPattern(name, pattern)).toBe(pattern !== '' && new RegExp(`^${source}$`).test(name));
		}),
		{ numRuns: 2_000 },
	);
});

it('cannot be made to take long', () => {
	const began = performance.now();
	expect(fitsPattern('a'.repeat(255), `${'*a'.repeat(120)}b`)).toBe(false);
	expect(performance.now() - began).toBeLessThan(2_000);
});
