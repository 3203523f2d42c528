import { planColumns, type ColumnPlan } from '../columns/plan';
import type { ColumnSettings } from '../columns/settings';
import { REJECT_COLUMNS } from '../ledger/rejectColumns';

/**
 * Settles what becomes of each column of a file. In a file of rejected records that was corrected and dropped back in,
 * the columns with the line and the reason are no data.
 * @throws WrongColumns
 */
export function planRows(names: readonly string[], settings: ColumnSettings): ColumnPlan {
	const plan = planColumns(names, settings);
	if (REJECT_COLUMNS.some((name, index) => names[index] !== name)) return plan;
	return { ...plan, columns: plan.columns.filter(({ index }) => index >= REJECT_COLUMNS.length) };
}
