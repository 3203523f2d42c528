import { candidatesFor, NO_DELIMITER, USUAL_DELIMITERS } from './candidates';
import type { GivenDialect } from './detected';
import { withEscape } from './escape';
import { measurerFor, type Measures } from './measure';
import { scoreOf } from './score';
import type { Separators } from './tokenise';

/** More text makes no better guess, only a slower one. */
const SCORED_CHARACTERS = 1 << 16;

/** A dialect whose score is that close to the best would be no surprise; e to this power is how much less likely it is. */
const CLOSE = 0.4;

export interface Choice {
	separators: Separators;
	/** The next best dialect with another delimiter, if it is nearly as good. */
	almost?: Separators;
}

/** Tries all candidate dialects and takes the one that makes the best table of the text. */
export function chooseSeparators(text: string, given: GivenDialect): Choice {
	const scored = withoutComments(text.slice(0, SCORED_CHARACTERS));
	const ranking = rank(scored, text.length > SCORED_CHARACTERS, given);
	const [best] = ranking;
	const next = ranking.find(
		({ separators, fieldCount }) =>
			separators.delimiter !== best.separators.delimiter && separators.delimiter !== NO_DELIMITER && fieldCount > 1,
	);
	const almost = next && best.score - next.score < CLOSE ? next.separators : undefined;
	const separators = withDelimiter(best, ranking, scored);
	return {
		separators: given.escape === undefined ? withEscape(text, separators) : separators,
		...(almost && { almost }),
	};
}

interface Ranked extends Measures {
	separators: Separators;
	score: number;
}

function rank(text: string, isCut: boolean, given: GivenDialect): Ranked[] {
	const measure = measurerFor(text, isCut);
	return candidatesFor(text, given)
		.map((separators) => {
			const measures = measure(separators);
			return { ...measures, separators, score: scoreOf(measures, separators) };
		})
		.sort((one, other) => other.score - one.score);
}

/** A table of a single column gets a delimiter that does not divide it. */
function withDelimiter({ separators }: Ranked, ranking: Ranked[], text: string): Separators {
	if (separators.delimiter !== NO_DELIMITER) return separators;
	const harmless = (delimiter: string) =>
		!text.includes(delimiter) ||
		ranking.some(
			(other) =>
				other.separators.delimiter === delimiter &&
				other.separators.quote === separators.quote &&
				other.fieldCount === 1 &&
				other.uniformity === 1,
		);
	return { ...separators, delimiter: USUAL_DELIMITERS.find(harmless) ?? ',' };
}

/** Lines of comments say nothing about how the table is written; unless there is nothing else. */
function withoutComments(text: string): string {
	const rest = text.replace(/^[ \t]*#[^\r\n]*(?:\r\n|\n|\r|$)/gm, '');
	return rest.trim() === '' ? text : rest;
}
