import type { DetectedTable } from './detected';
import type { DecimalStyle, Encoding } from './table';

const ENCODING_NAMES: Record<Encoding, string> = {
	'utf-8': 'UTF-8',
	'utf-16le': 'UTF-16 LE',
	'utf-16be': 'UTF-16 BE',
	'windows-1252': 'Windows-1252',
	'iso-8859-15': 'ISO-8859-15',
};

const DELIMITER_NAMES: Record<string, string> = {
	',': 'comma',
	';': 'semicolon',
	'\t': 'tab',
	'|': 'vertical bar',
	' ': 'space',
	':': 'colon',
};

const DECIMAL_EXAMPLES: Record<DecimalStyle, string> = {
	german: '1.234,56',
	french: '1 234,56',
	english: '1,234.56',
};

export function delimiterName(delimiter: string): string {
	return DELIMITER_NAMES[delimiter] ?? `"${delimiter}"`;
}

/** One sentence for the editor: what the file is taken for. */
export function describeTable(table: Omit<DetectedTable, 'hint' | 'doubts'>, hasFooter: boolean): string {
	const { dialect, hasHeader, decimalStyle, firstLine } = table;
	const above = firstLine - 1;
	const parts = [
		ENCODING_NAMES[dialect.encoding],
		delimiterName(dialect.delimiter),
		hasHeader ? 'header row' : 'no header row',
		...(decimalStyle ? [`decimals like ${DECIMAL_EXAMPLES[decimalStyle]}`] : []),
		...(above > 0 ? [`${above} ${above === 1 ? 'line' : 'lines'} above the table`] : []),
		...(hasFooter ? ['lines below the table'] : []),
	];
	return `Detected: ${parts.join(', ')}`;
}
