import { planColumns } from '../../../../nodes/CsvReader/columns/plan';
import { FieldProblem, type Value } from '../../../../nodes/CsvReader/columns/row';
import { rowBuilder } from '../../../../nodes/CsvReader/columns/rowBuilder';
import type { ColumnSettings, ColumnType } from '../../../../nodes/CsvReader/columns/settings';

export const SETTINGS: ColumnSettings = { pick: 'all', columns: [], emptyText: '', timeZone: 'Europe/Berlin' };

/** What a field becomes in a column of this type; the reason where it is a problem. */
export function read(
	field: string,
	type: ColumnType,
	settings: Partial<ColumnSettings> = {},
): Value | { problem: string } {
	const columns = [{ column: 'Wert', required: false, type }];
	const build = rowBuilder(planColumns(['Wert'], { ...SETTINGS, ...settings, columns }));
	const row = build([field]);
	// Read again, as it may be remembered.
	expect(build([field])).toEqual(row);
	if (!(row instanceof FieldProblem)) return row.Wert;
	expect(row.column).toBe('Wert');
	expect(row.reason).toMatch(/^Column "Wert": ".*" .*\. [A-Z].*\.$/su);
	return { problem: row.reason };
}

export const problem = (part: string): unknown => ({ problem: expect.stringContaining(part) as string });
