import type { RuleName } from '../../../sandbox/oplead/rules.ts';
import type { TestAccount } from './testAccount.ts';

/** What an account does because a rule holds; without the rule one of its expectations must fail. */
export type Scenario = (account: TestAccount) => Promise<void>;

export type Scenarios = Partial<Record<RuleName, Scenario>>;
