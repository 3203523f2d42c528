import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import type { CountryCode } from 'libphonenumber-js';

import { mediaTypeOf, RefusedRequest } from '../shared/requestBody';
import { isAuthorised, type WebhookAuthorisation } from './authorisation';
import { receive, type ReceptionSettings } from './reception';

/**
 * Answers a request to the trigger's address. With leads in it the answer comes from n8n, which first keeps the leads in
 * its database: 200 with an empty body. All other answers are given here, and start no execution.
 */
export async function answerWebhook(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	try {
		await refuseStrangers(context);
		const leads = receive(readRequest(context), readSettings(context));
		if (leads.length === 0) return answered(context, 200);
		return { workflowData: [leads.map((lead) => ({ json: { ...lead } }))] };
	} catch (error) {
		if (!(error instanceof RefusedRequest)) throw error;
		context.logger.warn(`Ici Formation Trigger refused a request (${error.code}): ${error.message}`);
		return answered(context, error.status, error.message);
	}
}

async function refuseStrangers(context: IWebhookFunctions): Promise<void> {
	if (context.getNodeParameter('authentication') === 'none') return;
	const authorisation = await context.getCredentials<WebhookAuthorisation>('leadRelayIciFormationWebhookApi');
	if (isAuthorised(context.getHeaderData(), authorisation)) return;
	throw new RefusedRequest('SECRET_WRONG', 'The secret is missing or wrong.');
}

function readRequest(context: IWebhookFunctions) {
	const { rawBody, headers } = context.getRequestObject();
	// n8n reads no raw body of a request without one, nor of a multipart form.
	return { body: rawBody ?? Buffer.alloc(0), mediaType: mediaTypeOf(headers), receivedAt: new Date().toISOString() };
}

function readSettings(context: IWebhookFunctions): ReceptionSettings {
	const option = <T>(name: string, fallback: T) => context.getNodeParameter(`options.${name}`, fallback) as T;
	const ids = option<string | number>('trainingCentreIds', '');
	return {
		country: option<CountryCode>('country', 'FR'),
		incompleteLeads: option<ReceptionSettings['incompleteLeads']>('incompleteLeads', 'accept'),
		otherCentres: option<ReceptionSettings['otherCentres']>('otherCentres', 'ignore'),
		trainingCentreIds: String(ids)
			.split(/[\s,;]+/)
			.filter((id) => id !== ''),
	};
}

function answered(context: IWebhookFunctions, status: number, message?: string): IWebhookResponseData {
	const response = context.getResponseObject();
	response.status(status);
	if (message === undefined) response.end();
	else response.json({ message });
	return { noWebhookResponse: true };
}
