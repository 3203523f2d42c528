// Tables of offices whose rows are spoilt: neither the header nor a row may vanish without a word.
import type { DetectedTable } from '../../../../nodes/CsvReader/dialect/detected';
import { detectTable } from '../../../../nodes/CsvReader/dialect/detectTable';
import { chanceOf, FAULTS, officeTable, type OfficeTable } from './officeTables';

const TABLES = 100;
const SEED = 20_261_201;

/** So many of the tables may lose their header, and must say so. */
const MOST_LOST = TABLES / 100;

function detect(text: string): DetectedTable {
	const head = Buffer.from(text);
	return detectTable({ head, sizeBytes: head.length }, {});
}

function tablesWith(fault: string, linesAbove: number) {
	const chance = chanceOf(SEED);
	return Array.from({ length: TABLES }, () => officeTable(chance, FAULTS[fault], linesAbove));
}

const isLost = ({ firstLine, hasHeader }: DetectedTable, { above }: { above: number }) =>
	firstLine !== above + 1 || !hasHeader;

it.each(Object.keys(FAULTS))('keeps the header of a table with %s', (fault) => {
	const detected = tablesWith(fault, 0).map((table) => ({ table, found: detect(table.text) }));
	const lost = detected.filter(({ table, found }) => isLost(found, table));
	expect(lost.length).toBeLessThanOrEqual(MOST_LOST);
	for (const { found } of lost) expect(found.doubts).not.toEqual([]);
});

it.each(Object.keys(FAULTS))('finds the header below three lines of titles and facts, of a table with %s', (fault) => {
	const lost = tablesWith(fault, 3).filter((table) => isLost(detect(table.text), table));
	// What has as many fields as a row, and values of the same types, cannot be told from one.
	expect(lost.length).toBeLessThanOrEqual(2 * MOST_LOST);
});

it('leaves out no row that the end of the file has cut within its first field', () => {
	const chance = chanceOf(SEED);
	const cutTables = Array.from({ length: TABLES }, () => {
		const table = officeTable(chance, FAULTS['no fault']);
		return { table, text: cutInLastRow(table, chance()) };
	});
	expect(cutTables.filter(({ text }) => detect(text).footerBytes > 0)).toEqual([]);
});

/** With at least a character of the last row's first field, and at most all of it. */
function cutInLastRow({ text, rows }: OfficeTable, share: number): string {
	const start = text.trimEnd().lastIndexOf('\n') + 1;
	const [first] = rows[rows.length - 1];
	return text.slice(0, start + (first === '' ? 0 : 1 + Math.floor(share * (first.length - 1))));
}
