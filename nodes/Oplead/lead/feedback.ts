import type { IExecuteFunctions } from 'n8n-workflow';

import { feedbackAddress, type CallbackSecrets } from '../callback/address';
import { readCallbackSecrets } from '../callback/secrets';
import { rejectionOf, type Reading } from '../operation';
import { rejected } from '../outcome';
import type { LeadDraft } from '../plan/draft';

/**
 * Adds to each Feedback URL the key of its lead, and a token by which the trigger knows the address, unless the option says
 * otherwise. A lead whose address is none is not sent: its feedback would be lost.
 */
export async function withSignedFeedback(
	context: IExecuteFunctions,
	readings: Array<Reading<LeadDraft>>,
): Promise<Array<Reading<LeadDraft>>> {
	if (context.getNodeParameter('options.addLeadKey', 0, true) !== true || !readings.some(wantsFeedback))
		return readings;
	try {
		const secrets = await readCallbackSecrets(context);
		return readings.map((reading) => (wantsFeedback(reading) ? signed(reading.input, secrets) : reading));
	} catch (error) {
		const refused = { rejected: rejectionOf(error, 'CREDENTIAL_INVALID') };
		return readings.map((reading) => (wantsFeedback(reading) ? refused : reading));
	}
}

function wantsFeedback(reading: Reading<LeadDraft>): reading is { input: LeadDraft } {
	return 'input' in reading && reading.input.values.feedbackUrl !== undefined;
}

function signed(draft: LeadDraft, secrets: CallbackSecrets): Reading<LeadDraft> {
	const url = String(draft.values.feedbackUrl);
	if (!/^https?:\/\/./.test(url) || !URL.canParse(url)) {
		const reason = `The Feedback URL is no web address: "${url}". Copy the production URL of an Oplead Trigger.`;
		return { rejected: rejected('VALUE_INVALID', reason) };
	}
	const feedbackUrl = feedbackAddress(url, draft.leadKey ?? '', secrets);
	return { input: { ...draft, values: { ...draft.values, feedbackUrl } } };
}
