import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type IHookFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { triggerFields } from './trigger/triggerFields';

export class OpleadTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Oplead Trigger',
		name: 'opleadTrigger',
		icon: { light: 'file:oplead.svg', dark: 'file:oplead.dark.svg' },
		group: ['trigger'],
		version: [1],
		subtitle: '={{$parameter["mode"] === "feedback" ? "On lead feedback" : "On events"}}',
		description: 'Starts the workflow when something happens to a lead in Oplead',
		defaults: { name: 'Oplead Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'leadRelayOpleadApi', required: true }],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				path: 'oplead',
				responseMode: 'onReceived',
				// Left out, n8n would send a body of its own.
				responseData: 'noData',
			},
		],
		triggerPanel: {
			header: '',
			executionsHelp: {
				inactive:
					'<b>Events:</b> publish this workflow, and it subscribes by itself; to try it first, click “Execute step” and change something in Oplead.<br><br><b>Lead Feedback:</b> copy the <b>production URL</b> into the Feedback URL of the Oplead node that creates the leads, and publish this workflow.',
				active:
					'What Oplead sends to the <b>production URL</b> is in the list of executions. To try a change, click “Execute step” and change something in Oplead.',
			},
			activationHint: 'Publish the workflow: from then on what Oplead sends to the production URL starts it.',
		},
		properties: triggerFields,
	};

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				const { isReady } = await import('./trigger/lifeCycle');
				return await isReady(this);
			},
			async create(this: IHookFunctions): Promise<boolean> {
				const { makeReady } = await import('./trigger/lifeCycle');
				return await makeReady(this);
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				const { cleanUp } = await import('./trigger/lifeCycle');
				return await cleanUp(this);
			},
		},
	};

	/** Checks the token in the address, reads what is told, and starts an execution. */
	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		const { answerCallback } = await import('./trigger/webhook');
		return await answerCallback(this);
	}

	/** Runs at the start of the execution, where n8n can remember what has come before. */
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const { letUpdatesThrough } = await import('./trigger/execution');
		return [await letUpdatesThrough(this)];
	}
}
