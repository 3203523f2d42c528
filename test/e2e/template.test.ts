import { waitFor } from '../../host/polling.ts';
import { DEMO_LEAD, failures, outputItems, startLimit, startRealN8n, type RealN8n, type Workflow } from './realN8n.ts';

let real: RealN8n;
let workflow: Workflow;
beforeAll(async () => {
	real = await startRealN8n();
	workflow = await real.runTemplate('ici-formation-to-hubspot.json');
}, startLimit);
beforeEach(() => real.sandbox.reset());
afterAll(() => real?.stop());

const list = 'Not Delivered';

test('a lead becomes a contact with all its fields and its category', async () => {
	await real.postLead(workflow, DEMO_LEAD);
	const execution = await real.nextExecution(workflow);

	expect(failures(execution)).toEqual([]);
	const [contact] = real.sandbox.hubspot.records('contacts');
	expect(contact?.properties).toMatchObject({
		email: 'claire.durand@example.com',
		firstname: 'Claire',
		lastname: 'Durand',
		phone: '+33639981234',
		salutation: 'Mme',
		city: 'Saint-Denis',
		ici_formation_training: 'Développement Web',
		ici_formation_callback: 'matin',
		kontaktkategorie: 'formation_numerique',
	});
	expect(outputItems(execution, 'HubSpot Upsert').map(({ json }) => json.id)).toEqual([contact?.id]);
	expect(outputItems(execution, list)).toEqual([]);
});

test.each([
	['Anglais professionnel', 'formation_langues'],
	['Management d’équipe', 'formation_management'],
	['Aide-soignant', 'formation_sante'],
	['Infirmière', 'formation_sante'],
	['EXCEL avancé', 'formation_numerique'],
	['Cuisine', 'autre_formation'],
	['', 'autre_formation'],
])('the training "%s" has the category %s', async (formation, category) => {
	await real.postLead(workflow, { ...DEMO_LEAD, formation });
	await real.nextExecution(workflow);
	expect(real.sandbox.hubspot.records('contacts')[0]?.properties.kontaktkategorie).toBe(category);
});

test('a lead without an e-mail address is listed with the reason', async () => {
	await real.postLead(workflow, { ...DEMO_LEAD, email: 'claire(at)example.com' });
	const [item] = outputItems(await real.nextExecution(workflow), list);
	expect(item?.json).toEqual({
		Reason: 'The item has no value for "Email", which tells the records apart. Fill it in at the source.',
		Name: 'Claire Durand',
		'E-Mail': 'claire(at)example.com',
		Phone: '+33639981234',
		Training: 'Développement Web',
		'Received At': expect.stringMatching(/^20/) as string,
	});
	expect(real.sandbox.hubspot.records('contacts')).toEqual([]);
});

test('a lead that HubSpot refuses is listed with HubSpot’s reason', async () => {
	real.sandbox.hubspot.portal.settings.revokedTokens = ['sandbox-hubspot-token'];
	await real.postLead(workflow, { ...DEMO_LEAD, nom: 'Refused' });
	const [item] = outputItems(await real.nextExecution(workflow), list);
	expect(item?.json.Reason).toContain('HubSpot did not accept the token');
	expect(item?.json.Name).toBe('Claire Refused');
});

test('a burst of leads beyond HubSpot’s limit arrives whole, each lead once', async () => {
	const leads = 200;
	real.sandbox.hubspot.portal.settings.quota = { burst: 100, intervalMs: 10_000, daily: 250_000 };
	const url = real.address(workflow);
	const sent = await real.sandbox.iciFormation.send({
		url,
		headerName: 'Authorization',
		headerValue: real.leadHeader.authorization,
		count: leads,
		concurrency: 20,
	});
	expect(sent.filter(({ status }) => status === 200)).toHaveLength(leads);

	await waitFor({ what: 'all leads to be contacts', limit: 120_000 }, async () =>
		real.sandbox.hubspot.records('contacts').length >= leads ? true : undefined,
	);
	expect(real.sandbox.hubspot.records('contacts')).toHaveLength(leads);
	// The executions share one budget: HubSpot has nobody, or next to nobody, to refuse.
	const refused = real.sandbox.calls.list('hubspot').filter(({ status }) => status === 429);
	expect(refused.length).toBeLessThanOrEqual(2);
}, 180_000);
