import { type RuleName, RULES } from '../../../sandbox/oplead/rules.ts';
import { accessScenarios } from './access.scenarios.ts';
import { deliveryScenarios } from './delivery.scenarios.ts';
import { documentScenarios } from './document.scenarios.ts';
import { importScenarios } from './import.scenarios.ts';
import { leadScenarios } from './lead.scenarios.ts';
import { limitScenarios } from './limit.scenarios.ts';
import type { Scenario, Scenarios } from './scenario.ts';
import { accounts } from './testAccount.ts';
import { userScenarios } from './user.scenarios.ts';

const TOPICS: Record<string, Scenarios> = {
	access: accessScenarios,
	leads: leadScenarios,
	documents: documentScenarios,
	deliveries: deliveryScenarios,
	users: userScenarios,
	limits: limitScenarios,
	imports: importScenarios,
};

const openAccount = accounts();

test('every rule has one scenario', () => {
	const told = Object.values(TOPICS).flatMap((scenarios) => Object.keys(scenarios));
	expect(told.sort()).toEqual(Object.keys(RULES).sort());
});

describe.each(Object.entries(TOPICS))('%s', (_topic, scenarios) => {
	const rules = Object.entries(scenarios) as [RuleName, Scenario][];

	test.each(rules)('%s holds', async (_rule, scenario) => {
		await scenario(openAccount());
	});

	test.each(rules)('without %s an expectation fails', async (rule, scenario) => {
		// A jest assertion carries a matcher result; any other error would prove nothing.
		const failure: unknown = await scenario(openAccount({ without: [rule] })).catch((error: unknown) => error);
		expect(failure).toHaveProperty('matcherResult');
	});
});
