import { composed } from '../../shared/values/fold';
import type { Converter } from './convert/conversion';
import { converterFor } from './convert/converter';
import { datedBy } from './convert/latestDates';
import { looseName } from './names';
import { nearestName } from './nearestName';
import { WrongColumns, type ColumnSetting, type ColumnSettings } from './settings';

/** What becomes of the columns of one file. */
export interface ColumnPlan {
	/** In the order of the output. */
	columns: readonly PlannedColumn[];
	/** See `ColumnSettings`. */
	emptyText: '' | null;
	/** The listed columns that the file writes otherwise. */
	matchedLoosely: readonly LooseMatch[];
}

/** A column that is the listed one but for case, blanks, unseen characters or Unicode form. */
export interface LooseMatch {
	/** As it is listed. */
	listed: string;
	/** As it is in the file. */
	found: string;
}

export interface PlannedColumn {
	/** Where the field stands in a record, from 0. */
	index: number;
	/** The column's name as it is listed; as it is in the file where it is not. */
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
	const found = settings.columns.map(({ column }) => column.trim()).map(columnFinder(names, settings));
	const listed = settings.columns.map((setting, at) => planned(setting, found[at], settings));
	const columns = settings.pick === 'listed' ? listed : withTheOthers(listed, names);
	refuseSameNames(columns);
	const matches = listed.map(({ source, index }): LooseMatch => ({ listed: source, found: names[index] }));
	const matchedLoosely = matches.filter((match) => match.listed !== match.found);
	return { columns, emptyText: settings.emptyText, matchedLoosely };
}

/** Makes the function that finds a listed column: by its exact name, else by what does not count in one. */
function columnFinder(names: readonly string[], settings: ColumnSettings): (wanted: string) => number {
	const indexes = new Map(names.map((name, index) => [name, index]));
	const listed = new Set(settings.columns.map(({ column }) => column.trim()));
	return (wanted) => {
		const exact = indexes.get(wanted);
		if (exact !== undefined) return exact;
		const loose = looseName(wanted);
		const alike = names.filter((name) => looseName(name) === loose);
		if (alike.length > 1) throw new WrongColumns('COLUMN_MISSING', severalText(wanted, alike));
		const [only] = alike;
		// Whoever lists both has files with two such columns: one must not become the other.
		if (only === undefined || listed.has(only)) throw new WrongColumns('COLUMN_MISSING', missingText(wanted, names));
		return indexes.get(only) ?? 0;
	};
}

function severalText(wanted: string, alike: readonly string[]): string {
	return `The file has no column "${wanted}", but several that are nearly called so: ${listOf(alike)}. Write the name in the node's columns exactly as it is in the file.`;
}

function missingText(wanted: string, names: readonly string[]): string {
	const nearest = nearestName(wanted, names);
	const hint = nearest === undefined ? '' : ` Do you mean "${nearest}"?`;
	return `The file has no column "${wanted}".${hint} Its columns are: ${listOf(names)}. Correct the name in the node's columns, or the header of the file.`;
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
	return { index, source, name, required, converter: converterFor(source, datedBy([source, name], type), settings) };
}

/** What may well be meant otherwise in the rows that were read by this plan, for the user. */
export function doubtsOf({ columns }: ColumnPlan): string[] {
	return columns.flatMap(({ converter }) => converter?.doubt?.() ?? []);
}

function withTheOthers(listed: readonly PlannedColumn[], names: readonly string[]): PlannedColumn[] {
	const isListed = new Set(listed.map(({ index }) => index));
	const others = names.flatMap((name, index): PlannedColumn[] =>
		isListed.has(index) ? [] : [{ index, source: name, name: composed(name), required: false }],
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
