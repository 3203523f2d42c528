/** Which of a vendor's rules hold. */
export interface RuleBook<RuleName extends string> {
	has(rule: RuleName): boolean;
}

/** All rules hold but those left out; only tests leave some out, to prove that each rule is tested. */
export function ruleBook<RuleName extends string>(without: readonly RuleName[] = []): RuleBook<RuleName> {
	const waived = new Set(without);
	return { has: (rule) => !waived.has(rule) };
}
