import type { DetectedTable, Origin } from './detected';
import type { DetectedEncoding } from './encoding';
import type { LeftOut } from './detected';
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
	const { dialect, hasHeader, decimalStyle, firstLine, origins, fieldCount, leftOut } = table;
	const skipped = firstLine - 1;
	const parts = [
		marked(ENCODING_NAMES[dialect.encoding], origins.encoding),
		fieldCount === 1 && origins.delimiter === 'detected'
			? 'a single column'
			: marked(characterName(dialect.delimiter), origins.delimiter),
		...quoting(table),
		marked(hasHeader ? 'header row' : 'no header row', origins.header),
		...(decimalStyle ? [marked(`decimals like ${DECIMAL_EXAMPLES[decimalStyle]}`, origins.decimalStyle)] : []),
		...(origins.preamble === 'given' && skipped > 0
			? [`${lines(skipped)} above the table (as set)`]
			: leftOutText(leftOut.above, 'above')),
		...leftOutText(leftOut.below, 'below'),
	];
	return `Detected: ${parts.join(', ')}`;
}

/** What may well be otherwise, in sentences. Takes the next best dialect, and what was guessed about the encoding. */
export function doubtsAbout(table: Described, almost: Separators | undefined, guess: DetectedEncoding): string[] {
	const { origins, encodingIsAssumed, leftOut } = table;
	const rows = [
		...(leftOut.above.mayBeRows && origins.preamble === 'detected' ? ['above'] : []),
		...(leftOut.below.mayBeRows ? ['below'] : []),
	];
	return [
		...(almost && origins.delimiter === 'detected' ? [`Almost as likely: ${characterName(almost.delimiter)}.`] : []),
		...(encodingIsAssumed ? ['Only plain ASCII characters were seen, so the encoding is assumed.'] : []),
		...(rows.length > 0 ? [`What is left out ${rows.join(' and ')} the table may be its header, or rows.`] : []),
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

/** How many of the lines that are left out a hint shows, and how much of each. */
const MOST_SHOWN = 5;
const LONGEST_SHOWN = 60;

function leftOutText({ lines: count, texts }: LeftOut, where: 'above' | 'below'): string[] {
	if (texts.length === 0 && (where === 'below' || count === 0)) return [];
	const shown = texts.slice(0, MOST_SHOWN).map((text) => `"${shortened(text)}"`);
	const more = texts.length > MOST_SHOWN ? [`… and more`] : [];
	const quoted = shown.length > 0 ? ` (${[...shown, ...more].join('; ')})` : '';
	return [`${lines(count)} ${where} the table left out${quoted}`];
}

function shortened(text: string): string {
	return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
}

function marked(text: string, origin: Origin): string {
	return origin === 'given' ? `${text} (as set)` : text;
}

function lines(count: number): string {
	return count === 1 ? '1 line' : `${count} lines`;
}
