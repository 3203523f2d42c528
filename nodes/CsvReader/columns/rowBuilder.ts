import type { ColumnPlan, PlannedColumn } from './plan';
import { FieldProblem, type Row, type Value } from './row';

/**
 * Makes the function that turns the fields of a record into a row, or into the first problem that it has. It is called
 * for every record of a file: rows of text need nothing but a copy of each field.
 */
export function rowBuilder(plan: ColumnPlan): (fields: readonly string[]) => Row | FieldProblem {
	const isText = plan.columns.every(({ required, converter }) => !required && converter === undefined);
	return isText ? textRows(plan) : typedRows(plan);
}

/**
 * A row to copy: filled one by one, objects of more than some 16 fields become slow tables of V8, and take more memory.
 * As JSON, since objects that are parsed from it hold their fields in the object itself.
 */
function blankRow({ columns }: ColumnPlan): Row {
	return JSON.parse(JSON.stringify(Object.fromEntries(columns.map(({ name }) => [name, ''])))) as Row;
}

function textRows(plan: ColumnPlan): (fields: readonly string[]) => Row {
	const { columns, emptyText } = plan;
	const blank = blankRow(plan);
	const count = columns.length;
	const names = columns.map(({ name }) => name);
	const indexes = columns.map(({ index }) => index);
	return (fields) => {
		const row = { ...blank };
		// `||` is for fields that a short record does not have, too.
		for (let at = 0; at < count; at++) row[names[at]] = fields[indexes[at]] || emptyText;
		return row;
	};
}

function typedRows(plan: ColumnPlan): (fields: readonly string[]) => Row | FieldProblem {
	const blank = blankRow(plan);
	const cells = plan.columns.map((column) => ({ ...column, read: fieldReader(column, plan.emptyText) }));
	return (fields) => {
		const row = { ...blank };
		for (const { name, index, read } of cells) {
			const value = read(fields[index] ?? '');
			if (value instanceof FieldProblem) return value;
			row[name] = value;
		}
		return row;
	};
}

/** What a column does with a field. */
type FieldReader = (field: string) => Value | FieldProblem;

function fieldReader(column: PlannedColumn, emptyText: '' | null): FieldReader {
	const { source, required, converter } = column;
	const missing = new FieldProblem(
		source,
		`Column "${source}" is empty, but required. Fill it in, or switch off Required for the column.`,
		'VALUE_MISSING',
	);
	if (converter === undefined) {
		return (field) => (required && field.trim() === '' ? missing : field || emptyText);
	}
	const { convert, empty } = converter;
	return (field) => {
		const text = field.trim();
		if (text === '') return required ? missing : empty;
		const value = convert(text);
		return typeof value === 'object' ? new FieldProblem(source, `Column "${source}": ${value.reason}`) : value;
	};
}
