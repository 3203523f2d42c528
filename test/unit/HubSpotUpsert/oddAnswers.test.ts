import { adviceFor } from '../../../nodes/HubSpotUpsert/api/advice';
import { HubSpotError, refusalOf } from '../../../nodes/HubSpotUpsert/api/errors';
import { persistent } from '../../../nodes/HubSpotUpsert/api/persistence';
import { hubSpotsWords } from '../../../nodes/HubSpotUpsert/api/reasons';

/** What HubSpot answers in these words, when nothing is tried again. */
async function thrownFor(body: string, status = 200): Promise<unknown> {
	const transport = async () => await Promise.resolve({ status, headers: {}, body });
	const trying = persistent(transport, { totalMs: 0, now: () => 0, wait: async () => await Promise.resolve() });
	return await trying({ method: 'GET', url: 'http://localhost', headers: {} }).then(
		() => undefined,
		(error: unknown) => error,
	);
}

it.each([
	['cut off after a record', '{"results":[{"id":"1"},'],
	['cut off within a record', '{"results":[{"id":"1"},{"i'],
	['cut off right behind a record', '{"results":[{"id":"1"}'],
	['a page of a gateway', '<html>{}</html>'],
	['a list', '[{}]'],
])('refuses an answer that is %s', async (_what, body) => {
	expect(await thrownFor(body)).toBeInstanceOf(HubSpotError);
});

it.each(['{}', ' {"results":[]}\r\n', '{"a":"}"}'])('takes the answer %j', async (body) => {
	expect(await thrownFor(body)).toBeUndefined();
});

it('takes a 204, which has no body, and no 200 without one', async () => {
	expect(await thrownFor('', 204)).toBeUndefined();
	expect(await thrownFor('')).toBeInstanceOf(HubSpotError);
});

it('lists every scope that is missing, each once', () => {
	const lacks = (requiredGranularScopes: string[]) => ({
		message: 'Lacks scopes',
		context: { requiredGranularScopes },
	});
	const errors = [lacks(['crm.objects.deals.read', 'crm.lists.read']), lacks(['crm.lists.read'])];
	const refusal = refusalOf({ status: 403, headers: {}, body: JSON.stringify({ category: 'MISSING_SCOPES', errors }) });
	expect(refusal.message).toContain(': it lacks crm.objects.deals.read, crm.lists.read.');
});

it('takes a list of problems for one only where it is the whole message', () => {
	const list = JSON.stringify([{ message: 'is invalid', name: 'email' }]);
	expect(hubSpotsWords({ message: `Property values were not valid: ${list}` })).toBe('email: is invalid.');
	expect(hubSpotsWords({ message: `Twice: Property values were not valid: ${list}` })).toContain('Twice');
});

it.each([
	['Property x is read only', 'only HubSpot itself writes it'],
	['x is a READ-ONLY property', 'only HubSpot itself writes it'],
	['x is readonly', 'only HubSpot itself writes it'],
	['"ja" is not a valid boolean', 'takes yes or no'],
	['2026 is not at midnight UTC', 'Correct the date'],
	['x was not a valid long', 'takes a number'],
	['This field is required: required field x', 'Map the property that is missing'],
	['Value exceeds the maximum length', 'Shorten the value'],
])('knows by its words what mends: %s', (message, advice) => {
	expect(adviceFor([{ message }])).toContain(advice);
});
