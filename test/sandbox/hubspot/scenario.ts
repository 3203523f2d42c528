import type { RuleName } from '../../../sandbox/hubspot/rules.ts';
import type { TestPortal } from './testPortal.ts';

/** What a portal does because a rule holds; without the rule one of its expectations must fail. */
export type Scenario = (portal: TestPortal) => Promise<void>;

export type Scenarios = Partial<Record<RuleName, Scenario>>;
