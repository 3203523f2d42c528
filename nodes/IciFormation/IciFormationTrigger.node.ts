import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { testWebhookCredential } from './methods/credentialTest';
import { triggerFields } from './triggerFields';

export class IciFormationTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Ici Formation Trigger',
		name: 'iciFormationTrigger',
		icon: { light: 'file:iciFormation.svg', dark: 'file:iciFormation.dark.svg' },
		group: ['trigger'],
		version: [1],
		subtitle: 'On new lead',
		description: 'Starts the workflow when Ici Formation sends a lead',
		defaults: { name: 'Ici Formation Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'leadRelayIciFormationWebhookApi',
				required: true,
				testedBy: 'testWebhookCredential',
				displayOptions: { show: { authentication: ['secret'] } },
			},
		],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				path: 'ici-formation',
				responseMode: 'onReceived',
				// Ici Formation counts a lead as delivered when the answer is 200 with an empty body.
				responseData: 'noData',
			},
		],
		triggerPanel: {
			header: '',
			executionsHelp: {
				inactive:
					'Give the <b>production URL</b> to Ici Formation (tech@iciformation.fr) together with the secret, and publish this workflow. To try it first, use the <b>test URL</b>: click “Execute step” and send a lead to it.',
				active:
					'Leads that arrive at the <b>production URL</b> are in the list of executions. To try a change, use the <b>test URL</b>: click “Execute step” and send a lead to it.',
			},
			activationHint:
				'Publish the workflow: from then on the leads that Ici Formation sends to the production URL start it.',
		},
		properties: triggerFields,
	};

	methods = { credentialTest: { testWebhookCredential } };

	/** Checks who sends, reads the leads, and starts an execution; the answer is Ici Formation's receipt. */
	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		const { answerWebhook } = await import('./webhook');
		return await answerWebhook(this);
	}

	/** Runs at the start of the execution, where n8n can remember which leads have come before. */
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const { letLeadsThrough } = await import('./execution');
		return [await letLeadsThrough(this)];
	}
}
