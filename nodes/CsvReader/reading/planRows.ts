import { planColumns, type ColumnPlan } from '../columns/plan';
import type { ColumnSettings } from '../columns/settings';
import { isRejectsHeader, REJECT_COLUMNS } from '../records/rejectsHeader';

/**
 * Decides what becomes of each column of a file. In a file of rejected records that was corrected and dropped back in,
 * the columns with the line and the reason are no data.
 * @throws WrongColumns
 */
export function planRows(names: readonly string[], settings: ColumnSettings): ColumnPlan {
	if (!isRejectsHeader(names)) return planColumns(names, settings);
	const { columns, ...plan } = planColumns(names.slice(REJECT_COLUMNS.length), settings);
	return { ...plan, columns: columns.map((column) => ({ ...column, index: column.index + REJECT_COLUMNS.length })) };
}
