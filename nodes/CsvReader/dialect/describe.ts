import type { DetectedTable, Origin } from './detected';
import type { DetectedEncoding } from './encoding';
import { characterName, ENCODING_NAMES } from './names';
import type { DecimalStyle } from './table';
import type { Separators } from './tokenise';

type Described = Omit<DetectedTable, 'hint' | 'doubts'>;

const DECIMAL_EXAMPLES: Record<DecimalStyle, string> = {
	german: '1.234,56',
	french: '1 234,56',
	english: '1,234.56',
};

/** One sentence for the editor: what the file is taken for. What the user has set is marked as such. */
export function describeTable(table: Described): string {
	const { dialect, hasHeader, decimalStyle, firstLine, origins, fieldCount, footerBytes } = table;
	const above = firstLine - 1;
	const parts = [
		marked(ENCODING_NAMES[dialect.encoding], origins.encoding),
		fieldCount === 1 && origins.delimiter === 'detected'
			? 'a single column'
			: marked(characterName(dialect.delimiter), origins.delimiter),
		...quoting(table),
		marked(hasHeader ? 'header row' : 'no header row', origins.header),
		...(decimalStyle ? [marked(`decimals like ${DECIMAL_EXAMPLES[decimalStyle]}`, origins.decimalStyle)] : []),
		...(above > 0 ? [marked(`${lines(above)} above the table`, origins.preamble)] : []),
		...(footerBytes > 0 ? ['lines below the table'] : []),
	];
	return `Detected: ${parts.join(', ')}`;
}

/** What may well be otherwise, in sentences. Takes the next best dialect, and what was guessed about the encoding. */
export function doubtsAbout(table: Described, almost: Separators | undefined, guess: DetectedEncoding): string[] {
	const { origins, encodingIsAssumed } = table;
	return [
		...(almost && origins.delimiter === 'detected' ? [`Almost as likely: ${characterName(almost.delimiter)}.`] : []),
		...(encodingIsAssumed ? ['Only plain ASCII characters were seen, so the encoding is assumed.'] : []),
		...(guess.doubt && origins.encoding === 'detected' ? [guess.doubt] : []),
	];
}

/** The usual quotes go without saying. */
function quoting({ dialect, origins }: Described): string[] {
	const { quote, escape } = dialect;
	if (quote === '') return [marked('no quotes', origins.quote)];
	const unusual = quote !== '"' || origins.quote === 'given';
	const name = quote === '"' ? 'double quotes' : characterName(quote);
	return [
		...(unusual ? [marked(name, origins.quote)] : []),
		...(escape === quote ? [] : [`"${escape}" before quotes in a text`]),
	];
}

function marked(text: string, origin: Origin): string {
	return origin === 'given' ? `${text} (as set)` : text;
}

function lines(count: number): string {
	return count === 1 ? '1 line' : `${count} lines`;
}
