import type { Request, Response } from 'express';
import { DataDeduplicationService, WebhookContext } from 'n8n-core';
import type { IDataObject, INodeParameters, IWebhookData, WorkflowExecuteMode } from 'n8n-workflow';

import { additionalData, loadPackage, runTrigger, workflowOf, type CredentialData } from '../engine';
import { ProcessedItems } from '../processedItems';

const processed = new ProcessedItems();
beforeAll(async () => {
	await loadPackage();
	await DataDeduplicationService.init(processed);
});
beforeEach(() => processed.clear());

const SECRET = 'a-long-random-secret';
const LEAD = { nom: 'Doe', prenom: 'John', email: 'john.doe@example.com', tel: '0102030405', id_client: '1234' };

interface Answer {
	status?: number;
	body?: unknown;
	/** Whether the answer was ended without a body. */
	ended?: boolean;
	/** The items that start an execution; undefined when none starts. */
	items?: IDataObject[];
}

/** What the trigger's webhook answers; without a status, n8n answers. */
async function post(
	body: unknown,
	parameters: INodeParameters = {},
	headers: Record<string, string> = { authorization: `Bearer ${SECRET}` },
): Promise<Answer> {
	const credentials: CredentialData = { leadRelayIciFormationWebhookApi: { scheme: 'bearer', secret: SECRET } };
	const workflow = workflowOf({ type: 'iciFormationTrigger', parameters }, [], credentials);
	const answer: Answer = {};
	const response = {
		status: (status: number) => (answer.status = status),
		json: (sent: unknown) => (answer.body = sent),
		end: () => (answer.ended = true),
	};
	const data = additionalData(credentials);
	data.httpRequest = {
		headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
		rawBody: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
	} as unknown as Request;
	data.httpResponse = response as unknown as Response;
	const node = workflow.nodes.Node;
	const context = new WebhookContext(workflow, node, data, 'webhook', {} as IWebhookData, [], null);
	const type = workflow.nodeTypes.getByNameAndVersion(node.type, 1);
	const { workflowData, noWebhookResponse } = await type.webhook!.call(context);
	expect(noWebhookResponse).toBe(workflowData ? undefined : true);
	return { ...answer, ...(workflowData && { items: workflowData[0]?.map(({ json }) => json) }) };
}

describe('the webhook', () => {
	it('starts an execution with the lead, and leaves the answer to n8n', async () => {
		const { status, items } = await post(LEAD);
		expect(status).toBeUndefined();
		expect(items).toMatchObject([{ firstName: 'John', phone: '+33102030405', original: LEAD }]);
	});

	it.each<[string, Record<string, string>]>([
		['no secret', {}],
		['a wrong secret', { authorization: 'Bearer a-long-random-secre' }],
		['the secret in another header', { 'x-api-key': SECRET }],
	])('answers 401 to %s, and starts nothing', async (_name, headers) => {
		expect(await post(LEAD, {}, headers)).toEqual({
			status: 401,
			body: { message: 'The secret is missing or wrong.' },
		});
	});

	it('lets everybody in without authentication', async () => {
		expect((await post(LEAD, { authentication: 'none' }, {})).items).toHaveLength(1);
	});

	it('answers 400 to what is no lead, and starts nothing', async () => {
		const { status, items } = await post('"text"');
		expect([status, items]).toEqual([400, undefined]);
	});

	it('reads its options', async () => {
		const options = { trainingCentreIds: '77, 1234', otherCentres: 'ignore', incompleteLeads: 'refuse', country: 'BE' };
		expect((await post({ ...LEAD, tel: '02 123 45 67' }, { options })).items).toMatchObject([{ phone: '+3221234567' }]);
		expect(await post({ ...LEAD, id_client: '99' }, { options })).toEqual({ status: 200, ended: true });
		expect(await post({ ...LEAD, email: '', tel: '' }, { options })).toMatchObject({ status: 400 });
		const refuse = { ...options, otherCentres: 'refuse' };
		expect(await post({ ...LEAD, id_client: '99' }, { options: refuse })).toMatchObject({ status: 403 });
	});
});

describe('the execution', () => {
	async function received(fields: Record<string, unknown> = LEAD): Promise<IDataObject> {
		return (await post(fields)).items![0];
	}

	const letThrough = async (
		items: IDataObject[],
		parameters: INodeParameters = {},
		mode: WorkflowExecuteMode = 'webhook',
	) => {
		const { timezone, ...rest } = parameters as { timezone?: string };
		const node = { type: 'iciFormationTrigger', parameters: rest };
		return (await runTrigger(node, items, { mode, timezone })).map(({ json }) => json);
	};

	it('puts out the lead, or the original fields', async () => {
		const lead = await received();
		expect(await letThrough([lead], { repeats: 'never' })).toEqual([lead]);
		expect(await letThrough([lead], { repeats: 'never', output: 'original' })).toEqual([LEAD]);
	});

	it('lets one of 50 concurrent repeats through', async () => {
		await letThrough([await received({ ...LEAD, nom: 'Earlier' })]);
		const leads = await Promise.all(Array.from({ length: 50 }, async () => await received()));
		const outputs = await Promise.all(leads.map(async (lead) => await letThrough([lead])));
		expect(outputs.filter((items) => items.length > 0)).toHaveLength(1);
	});

	it('forgets none of 50 concurrent different leads', async () => {
		const leads = await Promise.all(
			Array.from({ length: 50 }, async (_, index) => await received({ ...LEAD, email: `a${index}@example.com` })),
		);
		for (const expected of [50, 0]) {
			const outputs = await Promise.all(leads.map(async (lead) => await letThrough([lead])));
			expect(outputs.flat()).toHaveLength(expected);
		}
	});

	it('drops a repeat within one request', async () => {
		const lead = await received();
		expect(await letThrough([lead, lead])).toHaveLength(1);
	});

	it('drops repeats of the same day, of ever, or none', async () => {
		const today = await received();
		const tomorrow = { ...today, receivedAt: new Date(Date.now() + 24 * 3600 * 1000).toISOString() };
		const passed = async (repeats: string) => {
			processed.clear();
			const runs = [[today], [today], [tomorrow]];
			const counts: number[] = [];
			for (const run of runs) counts.push((await letThrough(run, { repeats })).length);
			return counts;
		};
		expect(await passed('sameDay')).toEqual([1, 0, 1]);
		expect(await passed('ever')).toEqual([1, 0, 0]);
		expect(await passed('never')).toEqual([1, 1, 1]);
	});

	it('tells the day by the workflow’s time zone', async () => {
		const late = { ...(await received()), receivedAt: '2026-11-22T23:30:00.000Z' };
		const nextDayInUtc = { ...late, receivedAt: '2026-11-23T00:30:00.000Z' };
		const counts = async (timezone: string) => {
			processed.clear();
			return [(await letThrough([late], { timezone })).length, (await letThrough([nextDayInUtc], { timezone })).length];
		};
		expect(await counts('Europe/Paris')).toEqual([1, 0]);
		expect(await counts('UTC')).toEqual([1, 1]);
		expect((await counts('DEFAULT'))[0]).toBe(1);
	});

	it.each<WorkflowExecuteMode>(['manual', 'retry'])('drops and remembers nothing in the mode %s', async (mode) => {
		const lead = await received();
		expect(await letThrough([lead], {}, mode)).toHaveLength(1);
		expect(await letThrough([lead], {}, mode)).toHaveLength(1);
		expect(await letThrough([lead])).toHaveLength(1);
	});

	it('tries again when n8n’s store fails, and fails the execution rather than lose a lead', async () => {
		const lead = await received();
		processed.failures = 2;
		expect(await letThrough([lead])).toHaveLength(1);
		processed.failures = 100;
		await expect(letThrough([await received({ ...LEAD, nom: 'Roe' })])).rejects.toMatchObject({
			message: expect.stringContaining('is a repeat') as string,
		});
	});

	it('remembers as many leads as it is told', async () => {
		const options = { rememberedLeads: 2 };
		const leads = await Promise.all(['a', 'b', 'c'].map(async (nom) => await received({ ...LEAD, nom })));
		for (const lead of leads) await letThrough([lead], { options });
		expect(await letThrough([leads[2]], { options })).toHaveLength(0);
		expect(await letThrough([leads[0]], { options })).toHaveLength(1);
	});
});
