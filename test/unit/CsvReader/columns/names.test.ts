import fc from 'fast-check';

import { columnNames } from '../../../../nodes/CsvReader/columns/names';

it.each([
	[
		['\uFEFFName', ' Ort ', '\u00a0E-Mail\u00a0', '\u200bPLZ\t'],
		['Name', 'Ort', 'E-Mail', 'PLZ'],
	],
	[['ï»¿Name'], ['Name']],
	[
		['Betrag\r\nnetto', 'Betrag  brutto'],
		['Betrag netto', 'Betrag brutto'],
	],
	[
		['', ' ', 'Name', '\u00a0'],
		['Column 1', 'Column 2', 'Name', 'Column 4'],
	],
	[
		['Name', 'Name ', 'name', 'Name'],
		['Name', 'Name (2)', 'name', 'Name (3)'],
	],
	[
		['Name', 'Name', 'Name (2)'],
		['Name', 'Name (3)', 'Name (2)'],
	],
	[
		['Größe', 'Gro\u0308ße', 'Gro\u0308ße (2)'],
		['Größe', 'Größe (3)', 'Gro\u0308ße (2)'],
	],
	[
		['Column 2', ''],
		['Column 2', 'Column 2 (2)'],
	],
	[
		['', 'Column 1'],
		['Column 1', 'Column 1 (2)'],
	],
	[
		['__proto__', 'constructor', 'toString', 'constructor'],
		['Column 1', 'constructor', 'toString', 'constructor (2)'],
	],
	[[], []],
	[3, ['Column 1', 'Column 2', 'Column 3']],
	[0, []],
])('names %p', (header, names) => {
	expect(columnNames(header)).toEqual(names);
});

it('gives every column a name of its own, and leaves names as they are the second time', () => {
	const field = fc.oneof(
		fc.constantFrom('', ' ', 'Name', 'Name (2)', 'Column 1', 'Column 2', '__proto__', 'constructor'),
		fc.string({ unit: 'binary' }),
	);
	fc.assert(
		fc.property(fc.array(field), (header) => {
			const names = columnNames(header);
			expect(names).toHaveLength(header.length);
			expect(new Set(names).size).toBe(names.length);
			expect(names.filter((name) => /^(\s|$|__proto__$)|\s$/.test(name))).toEqual([]);
			expect(columnNames(names)).toEqual(names);
		}),
	);
});

it('numbers thousands of namesakes without looking through all of them each time', () => {
	const names = columnNames(new Array<string>(20_000).fill('Name'));
	expect(names.at(-1)).toBe('Name (20000)');
});
