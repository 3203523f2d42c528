import { RULES } from '../../../sandbox/oplead/rules.ts';
import { testRules } from '../ruleTests.ts';
import { accessScenarios } from './access.scenarios.ts';
import { deliveryScenarios } from './delivery.scenarios.ts';
import { documentScenarios } from './document.scenarios.ts';
import { importScenarios } from './import.scenarios.ts';
import { leadScenarios } from './lead.scenarios.ts';
import { limitScenarios } from './limit.scenarios.ts';
import type { Scenarios } from './scenario.ts';
import { accounts } from './testAccount.ts';
import { userScenarios } from './user.scenarios.ts';

const topics: Record<string, Scenarios> = {
	access: accessScenarios,
	leads: leadScenarios,
	documents: documentScenarios,
	deliveries: deliveryScenarios,
	users: userScenarios,
	limits: limitScenarios,
	imports: importScenarios,
};

testRules({ rules: RULES, topics, open: accounts() });
