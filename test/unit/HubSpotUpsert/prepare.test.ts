import { HubSpotError } from '../../../nodes/HubSpotUpsert/api/errors';
import { planDrafts, withoutUnready } from '../../../nodes/HubSpotUpsert/plan/plan';
import { needsOf, prepare } from '../../../nodes/HubSpotUpsert/write/prepare';
import { startSandbox, type Sandbox } from '../../../sandbox/sandbox.ts';
import { draft, SETTINGS } from './planning';
import { sandboxClient } from './sandboxClient';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());

it('adds the options that HubSpot takes, and rejects only the rows that need another', async () => {
	const client = sandboxClient(sandbox);
	const choosy: typeof client = {
		...client,
		async replaceOptions(objectType, name, options) {
			const odd = options.find(({ label }) => label.startsWith('Odd'));
			if (odd) throw new HubSpotError(`${odd.label} is no option.`, { status: 400 });
			return await client.replaceOptions(objectType, name, options);
		},
	};
	const categories = ['Bois', 'Odd one', 'McArena Aspach', 'Cuisine', 'Odd two'];
	const planned = planDrafts(
		categories.map((kontaktkategorie, index) => draft({ email: `${index}@example.com`, kontaktkategorie })),
		{ ...SETTINGS, unknownOption: 'add' },
	);
	const place = { client: choosy, objectType: 'contacts', account: 'account', wait: async () => undefined };
	const ready = withoutUnready(planned, await prepare(needsOf(planned.drafts, []), place));
	expect(ready.drafts.map((each) => each.item)).toEqual([0, 2, 3]);
	expect([...ready.rejected]).toEqual([
		[1, { code: 'REFUSED', reason: 'Odd one is no option.' }],
		[4, { code: 'REFUSED', reason: 'Odd two is no option.' }],
	]);
	const { options } = await client.property('contacts', 'kontaktkategorie');
	expect(options.slice(-2).map(({ label }) => label)).toEqual(['Bois', 'Cuisine']);
});
