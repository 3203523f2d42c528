import { describeTable } from './describe';
import type { DetectedTable, GivenDialect, Sample } from './detected';
import { decode, detectEncoding, markLength } from './encoding';
import { tokenise, type Separators } from './tokenise';

const DELIMITERS = [',', ';', '\t', '|'];
const LIMITS = { records: 500, cells: 2000 };

/**
 * Finds out how a file is written and where its table lies. Takes what the user has set as given and guesses the rest.
 * Never throws, whatever the bytes are; the work is bounded by the size of the sample.
 */
export function detectTable(sample: Sample, given: GivenDialect): DetectedTable {
	const detected = detectEncoding(sample);
	const encoding = given.encoding ?? detected.encoding;
	const text = decode(sample.head, encoding);
	const separators = mostUniform(text, given);
	const { records } = tokenise(text, separators, LIMITS);
	const fieldCount = mostFrequent(records.map(({ cells }) => cells.length));
	const hasHeader = given.hasHeader ?? looksLikeHeader(records.map(({ cells }) => cells));
	const table = {
		dialect: { encoding, ...separators },
		start: markLength(sample.head, encoding),
		firstLine: 1,
		footerBytes: 0,
		hasHeader,
		fieldCount,
		decimalStyle: given.decimalStyle,
		encodingIsAssumed: given.encoding === undefined && detected.isAssumed,
		origins: {
			encoding: origin(given.encoding),
			delimiter: origin(given.delimiter),
			quote: origin(given.quote),
			header: origin(given.hasHeader),
			decimalStyle: origin(given.decimalStyle),
			preamble: origin(given.skipLines),
			footer: 'detected' as const,
		},
	};
	return { ...table, hint: describeTable(table, false), doubts: [] };
}

function origin(given: unknown) {
	return given === undefined ? ('detected' as const) : ('given' as const);
}

function mostUniform(text: string, given: GivenDialect): Separators {
	const quote = given.quote ?? '"';
	const escape = given.escape ?? quote;
	const delimiters = given.delimiter === undefined ? DELIMITERS : [given.delimiter];
	let best = { separators: { delimiter: delimiters[0], quote, escape }, score: -1 };
	for (const delimiter of delimiters) {
		const separators = { delimiter, quote, escape };
		const counts = tokenise(text.slice(0, 1 << 16), separators, LIMITS).records.map(({ cells }) => cells.length);
		const usual = mostFrequent(counts);
		const share = counts.filter((count) => count === usual).length / Math.max(1, counts.length);
		const score = usual > 1 ? share * (1 + usual / (usual + 1)) : 0;
		if (score > best.score) best = { separators, score };
	}
	return best.separators;
}

function mostFrequent(counts: number[]): number {
	const times = new Map<number, number>();
	for (const count of counts) times.set(count, (times.get(count) ?? 0) + 1);
	return [...times].sort((one, other) => other[1] - one[1])[0]?.[0] ?? 0;
}

function looksLikeHeader([first, ...body]: string[][]): boolean {
	if (first === undefined || body.length === 0) return false;
	return first.every((cell) => !/^[-+\d.,\s]+$/.test(cell));
}
