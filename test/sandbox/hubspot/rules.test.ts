import { RULES } from '../../../sandbox/hubspot/rules.ts';
import { testRules } from '../ruleTests.ts';
import { accessScenarios } from './access.scenarios.ts';
import { associationScenarios } from './association.scenarios.ts';
import { batchScenarios } from './batch.scenarios.ts';
import { legacyScenarios } from './legacy.scenarios.ts';
import { limitScenarios } from './limit.scenarios.ts';
import { propertyScenarios } from './property.scenarios.ts';
import type { Scenarios } from './scenario.ts';
import { searchScenarios } from './search.scenarios.ts';
import { portals } from './testPortal.ts';
import { valueScenarios } from './value.scenarios.ts';

const topics: Record<string, Scenarios> = {
	access: accessScenarios,
	batches: batchScenarios,
	values: valueScenarios,
	search: searchScenarios,
	properties: propertyScenarios,
	associations: associationScenarios,
	legacy: legacyScenarios,
	limits: limitScenarios,
};

testRules({ rules: RULES, topics, open: portals() });
