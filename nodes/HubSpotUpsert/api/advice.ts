/** One thing that HubSpot complains of. */
export interface Problem {
	message: string;
	/** `INVALID_EMAIL`, `PROPERTY_DOESNT_EXIST` …, where HubSpot gives one. */
	code?: string;
}

interface Rule {
	/** HubSpot's codes and categories (hubspot.md, Properties and Limits). */
	codes: readonly string[];
	/** HubSpot does not always give a code. */
	words?: RegExp;
	advice: string;
}

const RULES: readonly Rule[] = [
	{
		codes: ['INVALID_EMAIL'],
		words: /e-?mail address .*invalid/is,
		advice: 'Correct the e-mail address at the source.',
	},
	{
		codes: ['INVALID_OPTION'],
		words: /not one of the allowed options/i,
		advice: 'Correct the value at the source, or add this option to the property in HubSpot.',
	},
	{
		codes: [],
		words: /property group .*does(?:n.t| not) exist/is,
		advice: 'Create the group in HubSpot, or choose another one.',
	},
	{
		codes: ['PROPERTY_DOESNT_EXIST'],
		words: /property .*does(?:n.t| not) exist/is,
		advice: 'Create the property in HubSpot, or take it out of the mapping.',
	},
	{
		codes: ['READ_ONLY_VALUE'],
		words: /read.?only/i,
		advice: 'Take the property out of the mapping: only HubSpot itself writes it.',
	},
	{
		codes: ['REQUIRED_PROPERTY_MISSING', 'REQUIRED_FIELD'],
		words: /required (?:propert|field)/i,
		advice: 'Map the property that is missing, or fill it in at the source.',
	},
	{
		codes: ['INVALID_PHONE_NUMBER'],
		words: /phone number/i,
		advice: 'Correct the number at the source, with its country code, for instance +49 711 123456.',
	},
	{
		codes: ['INVALID_DATE'],
		words: /midnight|valid date/i,
		advice: 'Correct the date at the source, for instance to 2026-03-31.',
	},
	{
		codes: ['INVALID_LONG', 'INVALID_INTEGER', 'INVALID_NUMBER', 'INVALID_DECIMAL'],
		words: /valid (?:long|integer|number|decimal)/i,
		advice: 'Correct the value at the source: this property takes a number.',
	},
	{
		codes: ['INVALID_BOOLEAN'],
		words: /valid bool/i,
		advice: 'Correct the value at the source: this property takes yes or no.',
	},
	{
		codes: [],
		words: /too long|too large|too many characters|maximum length/i,
		advice: 'Shorten the value at the source.',
	},
	{
		codes: ['CONFLICTING_UNIQUE_VALUE', 'CONFLICT'],
		words: /already (?:has|have) that value|contact already exists/i,
		advice:
			'Another record has this value, which must be unique: match by that property, or merge the two records in HubSpot.',
	},
	{
		codes: ['OBJECT_ALREADY_EXISTS'],
		advice: 'Somebody has just created it: run the workflow again.',
	},
	{
		codes: [],
		words: /duplicate ids/i,
		advice: 'Let each record stand only once in the input.',
	},
	{
		codes: [],
		words: /non-unique/i,
		// Match By of the record itself, Find By of an association.
		advice: 'Choose a unique property, or "Other Property (Search)" in the field above it.',
	},
	{
		codes: [],
		words: /infer object type/i,
		advice: 'Choose the object anew, or correct its type ID.',
	},
	{
		codes: ['OBJECT_NOT_FOUND'],
		words: /^[A-Z_]+=\d+ is not valid/,
		advice: 'Look the record up in HubSpot: it may have been deleted or merged.',
	},
	{
		codes: ['MISSING_SCOPES'],
		advice: 'Add the scope to the key in HubSpot.',
	},
	{
		codes: ['RATE_LIMITS', 'RATE_LIMIT', 'INTERNAL_ERROR'],
		advice: 'Run the workflow again later.',
	},
];

const GENERAL = 'Correct what HubSpot names, at the source or in the mapping, then run the workflow again.';

/**
 * How to mend what HubSpot complains of, in words for people who are no developers: a sentence for each kind of problem,
 * and a general one where HubSpot says nothing that is known.
 * @param category of the whole error
 */
export function adviceFor(problems: readonly Problem[], category?: string): string {
	const known = problems.map(({ code, message }) => byCode(code) ?? byWords(message) ?? byCode(category));
	return [...new Set(known.map((rule) => rule?.advice ?? GENERAL))].join(' ');
}

function byCode(code: string | undefined): Rule | undefined {
	return code === undefined ? undefined : RULES.find(({ codes }) => codes.includes(code));
}

function byWords(message: string): Rule | undefined {
	return RULES.find(({ words }) => words?.test(message));
}
