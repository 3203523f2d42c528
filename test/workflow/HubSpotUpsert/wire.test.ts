import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { waitFor } from '../../../host/polling.ts';
import { runNode, type NodeRun } from '../engine';
import { startInterrupted, startTrickle, type OddServer } from '../oddServer';
import { AUTOMATIC, reasons, useAccount } from './account';

const account = useAccount();

const TOKEN = 'pat-eu1-7f3c-se/cr+et-token';

const COMPANY = { ...AUTOMATIC, resource: 'company', matchBy: 'otherProperty', searchProperty: 'domain' };

async function runAt(url: string, items: IDataObject[], parameters: INodeParameters): Promise<NodeRun> {
	const node = {
		type: 'hubSpotUpsert',
		onError: 'continueErrorOutput' as const,
		credentialId: account.credentialId,
		parameters,
	};
	return await runNode(node, items, { leadRelayHubSpotApi: { token: 'sandbox-hubspot-token', baseUrl: url } });
}

describe('by an odd way', () => {
	let odd: OddServer | undefined;
	afterEach(async () => await odd?.close());

	it('creates a company once whose creation could not be connected at first', async () => {
		odd = await startInterrupted(account.sandbox.url, '/companies/search', 1_000);
		const run = await runAt(`${odd.url}/hubspot`, [{ domain: 'x.example', name: 'X' }], COMPANY);
		expect(reasons(run)).toEqual([]);
		expect(account.held('companies')).toMatchObject([{ domain: 'x.example' }]);
	});

	it('ends a call whose answer trickles for ever with its time-out, and its connection, too', async () => {
		odd = await startTrickle();
		const options = { timeout: 1, retryTime: 0 };
		const begun = Date.now();
		const run = await runAt(odd.url, [{ email: 'a@example.com' }], { ...AUTOMATIC, options });
		expect(reasons(run)).toEqual([expect.stringContaining('no whole answer came within 1 s')]);
		expect(Date.now() - begun).toBeLessThan(10_000);
		const { aborted } = odd;
		await waitFor({ what: 'the connection to be closed', limit: 5_000 }, () => Promise.resolve(aborted() || undefined));
	});
});

/** In base64, what follows from the token alone. */
const ENCODED = Buffer.from(`Bearer ${TOKEN}`).toString('base64').slice(10, -4);

const FORMS = [TOKEN, encodeURIComponent(TOKEN), TOKEN.replaceAll('/', '\\/'), ENCODED];

const QUOTED = `Bearer ${TOKEN}, ${encodeURIComponent(TOKEN)}, ${Buffer.from(`Bearer ${TOKEN}`).toString('base64')}`;

it.each<[string, { status: number; body: object }]>([
	['in a refusal', { status: 400, body: { status: 'error', message: `Bad header: ${QUOTED}` } }],
	['in a refusal’s details', { status: 400, body: { errors: [{ message: QUOTED, code: TOKEN }] } }],
	[
		'in a record',
		{
			status: 200,
			body: { results: [{ id: '1', objectWriteTraceId: '0', url: QUOTED, properties: { email: QUOTED } }] },
		},
	],
])('tells the token nowhere in the execution, however it is quoted %s', async (_where, answer) => {
	account.settings.tokens = account.settings.tokens.map((token) => ({ ...token, token: TOKEN }));
	account.sandbox.faults.plan({ path: '/batch/upsert', times: 100, act: { kind: 'status', ...answer } });
	const options = { retryTime: 0 };
	const run = await account.upsert([{ email: 'a@example.com' }], { ...AUTOMATIC, options }, { token: TOKEN });
	expect(account.calls('/batch/upsert').length).toBeGreaterThan(0);
	const said = JSON.stringify([run.run.data.resultData, run.hints, run.error]);
	expect(said).toContain('***');
	for (const form of FORMS) expect(said).not.toContain(form);
});
