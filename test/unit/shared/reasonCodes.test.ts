import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { PASSING_CODES, REASON_CODES, type ReasonCode } from '../../../nodes/shared/reasonCodes';

const ROOT = path.join(__dirname, '../../..');

const CODES = Object.keys(REASON_CODES) as ReasonCode[];

/** How the guides say that a reason passes by itself, and that it does not. */
const LANGUAGES = { en: ['yes', 'no'], fr: ['oui', 'non'], de: ['ja', 'nein'] } as const;

/** The rows of the guide's tables of codes, in their order. */
function rowsOf(language: string): Array<{ code: string; meaning: string; passes: string; advice: string }> {
	const guide = readFileSync(path.join(ROOT, 'docs', language, 'reason-codes.md'), 'utf8');
	return guide.split('\n').flatMap((line) => {
		const [, code, meaning, passes, advice] = /^\| `([A-Z_]+)` *\| (.+?) *\| (\S+) *\| (.+?) *\|$/.exec(line) ?? [];
		return code === undefined ? [] : [{ code, meaning, passes, advice }];
	});
}

describe.each(Object.entries(LANGUAGES))('the guide in %s', (language, [yes, no]) => {
	const rows = rowsOf(language);

	it('lists each code once, and no other', () => {
		expect(rows.map(({ code }) => code).toSorted()).toEqual(CODES.toSorted());
	});

	it('says which reasons pass by themselves', () => {
		const said = Object.fromEntries(rows.map(({ code, passes }) => [code, passes]));
		expect(said).toEqual(Object.fromEntries(CODES.map((code) => [code, PASSING_CODES.has(code) ? yes : no])));
	});

	it('says what each means and what to do', () => {
		expect(rows.filter(({ meaning, advice }) => meaning.length < 10 || advice.length < 10)).toEqual([]);
	});

	it('names only codes that there are, in its examples, too', () => {
		const guide = readFileSync(path.join(ROOT, 'docs', language, 'reason-codes.md'), 'utf8');
		const named = new Set(guide.match(/(?<=['"`])[A-Z]+_[A-Z_]+(?=['"`])/g));
		expect([...named].filter((code) => !Object.hasOwn(REASON_CODES, code) && !code.startsWith('N8N_'))).toEqual([]);
	});

	it('shows the reasons that pass by themselves as one rule', () => {
		const guide = readFileSync(path.join(ROOT, 'docs', language, 'reason-codes.md'), 'utf8');
		const [, list = ''] = /\[([^\]]+)\]\.includes\(\$json\.details\.code\)/.exec(guide) ?? [];
		expect(list.match(/[A-Z_]+/g)?.toSorted()).toEqual([...PASSING_CODES].toSorted());
	});
});

/** All of `nodes/` but the table itself. */
function sources(): string[] {
	const names = readdirSync(path.join(ROOT, 'nodes'), { recursive: true, encoding: 'utf8' });
	return names
		.filter((name) => name.endsWith('.ts') && !name.endsWith('reasonCodes.ts'))
		.map((name) => readFileSync(path.join(ROOT, 'nodes', name), 'utf8'));
}

/** A code of a rejection, where the compiler does not see it: `code: 'X'`, `code = 'X'`, and the first of `rejected(`. */
const GIVEN = /(?:\bcode\??(?::| =)|\brejected\() '([A-Z]+(?:_[A-Z]+)*)'/g;

/** Codes of vendors and of other languages, which look the same. */
const OF_OTHERS = /^(?:E[A-Z]+|CSV_.*|INVALID_.*)$/;

describe('the nodes', () => {
	const texts = sources();

	it('give no code that is not listed', () => {
		const given = new Set(texts.flatMap((text) => [...text.matchAll(GIVEN)].map(([, code]) => code)));
		expect([...given].filter((code) => !Object.hasOwn(REASON_CODES, code) && !OF_OTHERS.test(code))).toEqual([]);
	});

	it('use each code', () => {
		const unused = CODES.filter((code) => !texts.some((text) => text.includes(`'${code}'`)));
		expect(unused).toEqual([]);
	});
});

it('has a sentence for each code', () => {
	expect(Object.values(REASON_CODES).filter((sentence) => !/^[A-Z].{15,}\.$/.test(sentence))).toEqual([]);
});

it('counts nothing that may be done already among what passes by itself', () => {
	expect(['MAY_BE_DONE', 'PARTLY_DONE', 'KEY_UNCLEAR'].filter((code) => PASSING_CODES.has(code as ReasonCode))).toEqual(
		[],
	);
});
