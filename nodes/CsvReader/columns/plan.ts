import { converterFor, type Converter } from './convert/converter';
import { nearestName } from './nearestName';
import { WrongColumns, type ColumnSetting, type ColumnSettings } from './settings';

/** What becomes of the columns of one file. */
export interface ColumnPlan {
	/** In the order of the output. */
	columns: readonly PlannedColumn[];
	/** See `ColumnSettings`. */
	emptyText: '' | null;
}

export interface PlannedColumn {
	/** Where the field stands in a record, from 0. */
	index: number;
	/** The column's name in the file. */
	source: string;
	/** The field's name in the output. */
	name: string;
	required: boolean;
	/** Missing where the field stays text as it is. */
	converter?: Converter;
}

/** The most columns that a message lists. */
const MOST_LISTED = 30;

/**
 * Decides what becomes of each column of a file.
 * @param names of all columns of the file, from `columnNames`
 * @throws WrongColumns where a column of the settings is not in the file, two fields would get one name, or a date
 * format or time zone is none
 */
export function planColumns(names: readonly string[], settings: ColumnSettings): ColumnPlan {
	const indexes = new Map(names.map((name, index) => [name, index]));
	const listed = settings.columns.map((setting) => planned(setting, indexOf(setting.column, indexes), settings));
	const columns = settings.pick === 'listed' ? listed : withTheOthers(listed, names);
	refuseSameNames(columns);
	return { columns, emptyText: settings.emptyText };
}

function indexOf(column: string, indexes: ReadonlyMap<string, number>): number {
	const wanted = column.trim();
	const index = indexes.get(wanted);
	if (index !== undefined) return index;
	const names = [...indexes.keys()];
	const nearest = nearestName(wanted, names);
	const hint = nearest === undefined ? '' : ` Do you mean "${nearest}"?`;
	throw new WrongColumns(
		'COLUMN_MISSING',
		`The file has no column "${wanted}".${hint} Its columns are: ${listOf(names)}. Correct the name in the node's columns, or the header of the file.`,
	);
}

function listOf(names: readonly string[]): string {
	const shown = names.slice(0, MOST_LISTED).map((name) => `"${name}"`);
	const more = names.length - shown.length;
	return shown.join(', ') + (more > 0 ? ` and ${more} more` : '');
}

function planned(setting: ColumnSetting, index: number, settings: ColumnSettings): PlannedColumn {
	const { required, type } = setting;
	const source = setting.column.trim();
	const name = setting.rename?.trim() || source;
	if (name === '__proto__') {
		throw new WrongColumns(
			'SETTING_INVALID',
			'A field cannot be named "__proto__". Give the column another name in the output.',
		);
	}
	return { index, source, name, required, converter: converterFor(source, type, settings) };
}

function withTheOthers(listed: readonly PlannedColumn[], names: readonly string[]): PlannedColumn[] {
	const isListed = new Set(listed.map(({ index }) => index));
	const others = names.flatMap((name, index): PlannedColumn[] =>
		isListed.has(index) ? [] : [{ index, source: name, name, required: false }],
	);
	return [...listed, ...others].sort((one, other) => one.index - other.index);
}

function refuseSameNames(columns: readonly PlannedColumn[]): void {
	const sources = new Map<string, string>();
	for (const { name, source } of columns) {
		const other = sources.get(name);
		if (other !== undefined) {
			const both = other === source ? `Two entries for "${source}"` : `"${other}" and "${source}"`;
			throw new WrongColumns(
				'SETTING_INVALID',
				`${both} would both become "${name}". Give one of them another name in the output.`,
			);
		}
		sources.set(name, source);
	}
}
