import type { DetectedTable } from '../../../../nodes/CsvReader/dialect/detected';
import { describeTable, doubtsAbout } from '../../../../nodes/CsvReader/dialect/describe';
import { detectTable } from '../../../../nodes/CsvReader/dialect/detectTable';
import type { Dialect } from '../../../../nodes/CsvReader/dialect/table';

type Described = Parameters<typeof describeTable>[0];

const DETECTED: DetectedTable['origins'] = {
	encoding: 'detected',
	delimiter: 'detected',
	quote: 'detected',
	header: 'detected',
	decimalStyle: 'detected',
	preamble: 'detected',
	footer: 'detected',
};

const NOTHING = { lines: 0, texts: [], mayBeRows: false };

const leftOut = (above: number, below = 0) => ({
	above: { ...NOTHING, lines: above },
	below: { ...NOTHING, lines: below, texts: Array.from({ length: below }, () => 'Ende') },
});

const GIVEN = Object.fromEntries(Object.keys(DETECTED).map((key) => [key, 'given'])) as DetectedTable['origins'];

function tableOf(more: Partial<Described> = {}, dialect: Partial<Dialect> = {}): Described {
	return {
		dialect: { encoding: 'utf-8', delimiter: ';', quote: '"', escape: '"', ...dialect },
		start: 0,
		firstLine: 1,
		footerBytes: 0,
		hasHeader: true,
		fieldCount: 2,
		encodingIsAssumed: false,
		origins: DETECTED,
		leftOut: { above: NOTHING, below: NOTHING },
		...more,
	};
}

it.each<[Described, string]>([
	[tableOf(), 'UTF-8, semicolon, header row'],
	[tableOf({ hasHeader: false, fieldCount: 1 }, { encoding: 'utf-16le' }), 'UTF-16 LE, a single column, no header row'],
	[
		tableOf({ firstLine: 2, footerBytes: 1, leftOut: leftOut(1, 1) }),
		'UTF-8, semicolon, header row, 1 line above the table left out, 1 line below the table left out ("Ende")',
	],
	[
		tableOf({ firstLine: 3, decimalStyle: 'german', leftOut: leftOut(2) }),
		'UTF-8, semicolon, header row, decimals like 1.234,56, 2 lines above the table left out',
	],
	[
		tableOf({ decimalStyle: 'french' }, { encoding: 'utf-16be' }),
		'UTF-16 BE, semicolon, header row, decimals like 1 234,56',
	],
	[
		tableOf({ decimalStyle: 'english' }, { encoding: 'windows-1252' }),
		'Windows-1252, semicolon, header row, decimals like 1,234.56',
	],
	[tableOf({}, { quote: '', escape: '' }), 'UTF-8, semicolon, no quotes, header row'],
	[tableOf({}, { quote: "'", escape: "'" }), 'UTF-8, semicolon, single quotes, header row'],
	[tableOf({}, { quote: '`', escape: '`' }), 'UTF-8, semicolon, "`", header row'],
	[tableOf({}, { escape: '\\' }), 'UTF-8, semicolon, "\\" before quotes in a text, header row'],
	[
		tableOf({
			origins: GIVEN,
			firstLine: 2,
			decimalStyle: 'german',
			footerBytes: 9,
			fieldCount: 1,
			leftOut: leftOut(1, 2),
		}),
		'UTF-8 (as set), semicolon (as set), double quotes (as set), header row (as set), decimals like 1.234,56 (as set), 1 line above the table (as set), 2 lines below the table left out ("Ende"; "Ende")',
	],
	[
		tableOf({ origins: GIVEN, hasHeader: false }, { quote: '', escape: '' }),
		'UTF-8 (as set), semicolon (as set), no quotes (as set), no header row (as set)',
	],
])('%# tells what the file is taken for', (table, told) => {
	expect(describeTable(table)).toBe(`Detected: ${told}`);
});

it('tells what may be otherwise, unless it was set', () => {
	const almost = { delimiter: ',', quote: '"', escape: '"' };
	const guess = { encoding: 'utf-8', isAssumed: true, doubt: 'Some doubt.' } as const;
	const assumed = 'Only plain ASCII characters were seen, so the encoding is assumed.';
	const doubtful = { encodingIsAssumed: true };
	expect(doubtsAbout(tableOf(doubtful), almost, guess)).toEqual(['Almost as likely: comma.', assumed, 'Some doubt.']);
	expect(doubtsAbout(tableOf({ origins: GIVEN }), almost, guess)).toEqual([]);
	expect(doubtsAbout(tableOf(), undefined, { ...guess, doubt: undefined })).toEqual([]);
});

describe('what is detected', () => {
	const detect = (text: string, given: Parameters<typeof detectTable>[1] = {}, encoding: BufferEncoding = 'utf8') => {
		const head = Buffer.from(text, encoding);
		return detectTable({ head, sizeBytes: head.length }, given);
	};

	it('says of each part whether it was set', () => {
		const all = { encoding: 'utf-8', delimiter: ';', quote: '"', hasHeader: true, decimalStyle: 'german' } as const;
		expect(detect('a;b\n1;2\n', { ...all, skipLines: 0 }).origins).toEqual({ ...GIVEN, footer: 'detected' });
		expect(detect('a;b\n1;2\n').origins).toEqual(DETECTED);
	});

	it('is what was set, where it was', () => {
		const given = { decimalStyle: 'english', hasHeader: false, quote: "'", escape: '\\', delimiter: ',' } as const;
		expect(detect('a;b\n1,5;2,5\n', given)).toMatchObject({
			decimalStyle: 'english',
			hasHeader: false,
			dialect: { quote: "'", escape: '\\', delimiter: ',' },
		});
	});

	it('leaves the header out where it looks at numbers, and no other row', () => {
		expect(detect('1.5;2.5\n1,5;2,5\n', { hasHeader: true, delimiter: ';' }).decimalStyle).toBe('german');
		expect(detect('1.5;2.5\n1,5;2,5\n', { hasHeader: false, delimiter: ';' }).decimalStyle).toBeUndefined();
		expect(detect('a;b\n1;2\n')).not.toHaveProperty('decimalStyle');
	});

	it('begins behind lines that are to be skipped, whatever ends them', () => {
		expect(detect('x\r\ny\rz\n1;2\n', { skipLines: 3 })).toMatchObject({ start: 7, firstLine: 4, fieldCount: 2 });
		expect(detect('x\n', { skipLines: 5 })).toMatchObject({ start: 2, firstLine: 6, fieldCount: 0 });
		expect(detect('\ufeffx\n1;2\n', { skipLines: 1 })).toMatchObject({ start: 5, firstLine: 2 });
		expect(detect('\ufeffx;y\n1;2\n', {}, 'utf16le')).toMatchObject({ start: 2, firstLine: 1 });
		expect(detect('\n\nx;y\n1;2\n', {}, 'utf16le')).toMatchObject({ start: 4, firstLine: 3 });
	});

	it('is looked for in the last bytes of a long file in UTF-16, which may begin with half a character', () => {
		const head = Buffer.from('Nr;Name;Umsatz\n' + '1;Ann;5,50\n'.repeat(200), 'utf16le');
		const below = Buffer.from('Summe;11.000,00\n', 'utf16le');
		const tail = Buffer.concat([head.subarray(-51), below]);
		const table = detectTable({ head, tail, sizeBytes: head.length * 10 }, { encoding: 'utf-16le' });
		expect(table.footerBytes).toBe(below.length);
	});
});
