import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { mediaTypeOf, RefusedRequest } from '../../shared/requestBody';
import { withoutTokens } from '../api/secret';
import { isSubscriptionCall, leadKeyOfCall } from '../callback/address';
import { readCallbackSecrets } from '../callback/secrets';
import { readUpdates } from './body';
import { toUpdate } from './update';

/**
 * Answers a call of Oplead's. With the right token the answer comes from n8n, which first keeps the updates in its
 * database: 200 with an empty body. Refusals are given here, and start no execution.
 */
export async function answerCallback(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	try {
		const leadKey = await knownCaller(context);
		const { rawBody, headers } = context.getRequestObject();
		// n8n reads no raw body of a request without one, nor of a multipart form.
		const updates = readUpdates(rawBody ?? Buffer.alloc(0), mediaTypeOf(headers));
		const arrival = { leadKey: leadKey === '' ? null : leadKey, receivedAt: new Date().toISOString() };
		// A lead may be told with the address of its feedback, and items are kept.
		const kept = withoutTokens(updates);
		return { workflowData: [kept.map((sent) => ({ json: { ...toUpdate(sent, arrival) } }))] };
	} catch (error) {
		if (!(error instanceof RefusedRequest)) throw error;
		context.logger.warn(`Oplead Trigger refused a call (${error.code}): ${error.message}`);
		context.getResponseObject().status(error.status).json({ message: error.message });
		return { noWebhookResponse: true };
	}
}

/** The key of the lead in the address, empty where there is none. Throws for a call without the right token. */
async function knownCaller(context: IWebhookFunctions): Promise<string> {
	const secrets = await readCallbackSecrets(context);
	const query = context.getQueryData();
	const leadKey =
		context.getNodeParameter('mode') === 'feedback'
			? leadKeyOfCall(query, secrets)
			: isSubscriptionCall(context.getNodeWebhookUrl('default') ?? '', query, secrets)
				? ''
				: undefined;
	if (leadKey !== undefined) return leadKey;
	throw new RefusedRequest('SECRET_WRONG', 'The token in the address is missing or wrong.');
}
