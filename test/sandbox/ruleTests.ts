/** What a stand-in does because a rule holds; without the rule one of its expectations must fail. */
type Scenario<Place> = (place: Place) => Promise<void>;

/** How a vendor's rules are tested. */
export interface RuleTests<RuleName extends string, Place> {
	rules: Record<RuleName, string>;
	/** The scenarios of each topic, by the names of the rules. */
	topics: Record<string, Partial<Record<RuleName, Scenario<Place>>>>;
	/** A fresh place, with all rules but those left out. */
	open: (options?: { without: RuleName[] }) => Place;
}

/** Defines the tests that every rule of a vendor has one scenario, which holds with it and fails without it. */
export function testRules<RuleName extends string, Place>({ rules, topics, open }: RuleTests<RuleName, Place>): void {
	test('every rule has one scenario', () => {
		const told = Object.values(topics).flatMap((scenarios) => Object.keys(scenarios));
		expect(told.sort()).toEqual(Object.keys(rules).sort());
	});

	describe.each(Object.entries(topics))('%s', (_topic, scenarios) => {
		const told = Object.entries(scenarios) as [RuleName, Scenario<Place>][];

		test.each(told)('%s holds', async (_rule, scenario) => {
			await scenario(open());
		});

		test.each(told)('without %s an expectation fails', async (rule, scenario) => {
			// A jest assertion carries a matcher result; any other error would prove nothing.
			const failure: unknown = await scenario(open({ without: [rule] })).catch((error: unknown) => error);
			expect(failure).toHaveProperty('matcherResult');
		});
	});
}
