import { refusalOf } from '../../../nodes/HubSpotUpsert/api/errors';
import { hubSpotsWords, refusedWords, type ErrorBody } from '../../../nodes/HubSpotUpsert/api/reasons';

const invalid = (...problems: object[]): ErrorBody => ({
	category: 'VALIDATION_ERROR',
	message: `Property values were not valid: ${JSON.stringify(problems)}`,
});

const email = { isValid: false, message: 'Email address x is invalid', error: 'INVALID_EMAIL', name: 'email' };

const GENERAL = 'Correct what HubSpot names, at the source or in the mapping, then run the workflow again.';

it.each<[string, ErrorBody, string]>([
	['one value', invalid(email), 'email: Email address x is invalid. Correct the e-mail address at the source.'],
	[
		'several values, each with its own advice',
		invalid(email, { message: 'a was not one of the allowed options: [b]', error: 'INVALID_OPTION', name: 'color' }),
		'email: Email address x is invalid. color: a was not one of the allowed options: [b]. Correct the e-mail address at the source. Correct the value at the source, or add this option to the property in HubSpot.',
	],
	[
		'several values of one kind, with their advice once',
		invalid({ ...email, name: 'email' }, { ...email, name: 'work_email' }),
		'email: Email address x is invalid. work_email: Email address x is invalid. Correct the e-mail address at the source.',
	],
	[
		'a kind that only its details name',
		{ message: 'Invalid', errors: [{ message: 'Property "color" does not exist', code: 'PROPERTY_DOESNT_EXIST' }] },
		'Property "color" does not exist. Create the property in HubSpot, or take it out of the mapping.',
	],
	[
		'a kind that only its words tell',
		{ message: 'Unable to perform update/upsert by non-unique 0-3 property dealname', category: 'VALIDATION_ERROR' },
		'Unable to perform update/upsert by non-unique 0-3 property dealname. Choose a unique property, or "Other Property (Search)" in the field above it.',
	],
	[
		'properties that only its context names',
		{ message: 'Some required properties were not set.', context: { properties: ['dealstage'] } },
		'Some required properties were not set (dealstage). Map the property that is missing, or fill it in at the source.',
	],
	[
		'another record with the value',
		{ message: 'Contact already exists. Existing ID: 7', category: 'CONFLICT' },
		'Contact already exists. Existing ID: 7. Another record has this value, which must be unique: match by that property, or merge the two records in HubSpot.',
	],
	[
		'a record named twice',
		{ message: 'Duplicate IDs found in batch input: [a]. IDs must be unique', category: 'VALIDATION_ERROR' },
		'Duplicate IDs found in batch input: [a]. IDs must be unique. Let each record stand only once in the input.',
	],
	[
		'a scope',
		{ message: 'This app lacks scopes.', category: 'MISSING_SCOPES' },
		'This app lacks scopes. Add the scope to the key in HubSpot.',
	],
	['what nobody knows', { message: 'The moon is full', category: 'MOON' }, `The moon is full. ${GENERAL}`],
	['nothing at all', {}, `HubSpot gave no reason. ${GENERAL}`],
	[
		'a list that cannot be read',
		{ message: 'Property values were not valid: [{]' },
		`Property values were not valid: [{]. ${GENERAL}`,
	],
])('ends with how to mend %s', (_name, body, words) => {
	expect(refusedWords(body)).toBe(`HubSpot refused this: ${words}`);
});

it('gives HubSpot’s words alone', () => {
	expect(hubSpotsWords(invalid(email))).toBe('email: Email address x is invalid.');
});

it('tells each call that is refused for today the same moment at which calls begin anew', () => {
	const midnight = Date.parse('2026-11-26T23:00:00Z');
	const told = (nowMs: number, retryAfter: number) => {
		jest.spyOn(Date, 'now').mockReturnValue(nowMs);
		const headers = { 'retry-after': String(retryAfter) };
		return refusalOf({ status: 429, headers, body: JSON.stringify({ policyName: 'DAILY' }) }).message;
	};
	try {
		for (const msBefore of [7_199_999, 7_200_000, 60_500, 1]) {
			// HubSpot gives whole seconds, and its answer is under way for a while.
			for (const retryAfter of [Math.floor(msBefore / 1_000), Math.ceil(msBefore / 1_000)]) {
				expect(told(midnight - msBefore, retryAfter)).toContain(' at 2026-11-26 23:00 UTC.');
				expect(told(midnight - msBefore + 3_000, retryAfter)).toContain(' at 2026-11-26 23:00 UTC.');
			}
		}
		// Where it names another moment, it is rather told a later one than one at which it refuses calls still.
		expect(told(midnight, 301)).toContain(' at 2026-11-26 23:15 UTC.');
	} finally {
		jest.restoreAllMocks();
	}
});
