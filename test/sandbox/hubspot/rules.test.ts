import { type RuleName, RULES } from '../../../sandbox/hubspot/rules.ts';
import { accessScenarios } from './access.scenarios.ts';
import { associationScenarios } from './association.scenarios.ts';
import { batchScenarios } from './batch.scenarios.ts';
import { legacyScenarios } from './legacy.scenarios.ts';
import { limitScenarios } from './limit.scenarios.ts';
import { propertyScenarios } from './property.scenarios.ts';
import type { Scenario, Scenarios } from './scenario.ts';
import { searchScenarios } from './search.scenarios.ts';
import { portals } from './testPortal.ts';
import { valueScenarios } from './value.scenarios.ts';

const TOPICS: Record<string, Scenarios> = {
	access: accessScenarios,
	batches: batchScenarios,
	values: valueScenarios,
	search: searchScenarios,
	properties: propertyScenarios,
	associations: associationScenarios,
	legacy: legacyScenarios,
	limits: limitScenarios,
};

const openPortal = portals();

test('every rule has one scenario', () => {
	const told = Object.values(TOPICS).flatMap((scenarios) => Object.keys(scenarios));
	expect(told.sort()).toEqual(Object.keys(RULES).sort());
});

describe.each(Object.entries(TOPICS))('%s', (_topic, scenarios) => {
	const rules = Object.entries(scenarios) as [RuleName, Scenario][];

	test.each(rules)('%s holds', async (_rule, scenario) => {
		await scenario(openPortal());
	});

	test.each(rules)('without %s an expectation fails', async (rule, scenario) => {
		// A jest assertion carries a matcher result; any other error would prove nothing.
		const failure: unknown = await scenario(openPortal({ without: [rule] })).catch((error: unknown) => error);
		expect(failure).toHaveProperty('matcherResult');
	});
});
