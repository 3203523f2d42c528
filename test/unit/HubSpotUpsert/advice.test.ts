import { adviceFor } from '../../../nodes/HubSpotUpsert/api/advice';

it.each([
	['INVALID_EMAIL', 'Correct the e-mail address'],
	['INVALID_OPTION', 'add this option to the property'],
	['PROPERTY_DOESNT_EXIST', 'Create the property in HubSpot'],
	['READ_ONLY_VALUE', 'only HubSpot itself writes it'],
	['REQUIRED_PROPERTY_MISSING', 'Map the property that is missing'],
	['REQUIRED_FIELD', 'Map the property that is missing'],
	['INVALID_PHONE_NUMBER', 'with its country code'],
	['INVALID_DATE', 'Correct the date'],
	['INVALID_LONG', 'this property takes a number'],
	['INVALID_INTEGER', 'this property takes a number'],
	['INVALID_NUMBER', 'this property takes a number'],
	['INVALID_DECIMAL', 'this property takes a number'],
	['INVALID_BOOLEAN', 'this property takes yes or no'],
	['CONFLICTING_UNIQUE_VALUE', 'which must be unique'],
	['CONFLICT', 'which must be unique'],
	['OBJECT_ALREADY_EXISTS', 'Somebody has just created it'],
	['OBJECT_NOT_FOUND', 'Look the record up in HubSpot'],
	['MISSING_SCOPES', 'Add the scope'],
	['RATE_LIMITS', 'Run the workflow again later'],
	['RATE_LIMIT', 'Run the workflow again later'],
	['INTERNAL_ERROR', 'Run the workflow again later'],
])('knows %s by its code alone, of a problem or of the whole error', (code, advice) => {
	expect(adviceFor([{ code, message: 'Odd' }])).toContain(advice);
	expect(adviceFor([{ message: 'Odd' }], code)).toContain(advice);
});
