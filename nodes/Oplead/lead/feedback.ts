import type { IExecuteFunctions } from 'n8n-workflow';

import { feedbackAddress, type CallbackSecrets } from '../callback/address';
import { readCallbackSecrets } from '../callback/secrets';
import type { Row } from '../operation';
import type { LeadDraft } from '../plan/draft';

/**
 * Adds to each Feedback URL the key of its lead, and a token by which the trigger knows the address, unless the option says
 * otherwise. A lead whose address is none is not sent: its feedback would be lost.
 */
export async function withSignedFeedback(
	context: IExecuteFunctions,
	rows: Array<Row<LeadDraft>>,
): Promise<Array<Row<LeadDraft>>> {
	if (context.getNodeParameter('options.addLeadKey', 0, true) !== true || !rows.some(wantsFeedback)) return rows;
	try {
		const secrets = await readCallbackSecrets(context);
		return rows.map((row) => (wantsFeedback(row) ? signed(row.input, secrets) : row));
	} catch (error) {
		const problem = (error as Error).message;
		return rows.map((row) => (wantsFeedback(row) ? { problem } : row));
	}
}

function wantsFeedback(row: Row<LeadDraft>): row is { input: LeadDraft } {
	return 'input' in row && row.input.values.feedbackUrl !== undefined;
}

function signed(draft: LeadDraft, secrets: CallbackSecrets): Row<LeadDraft> {
	const url = String(draft.values.feedbackUrl);
	if (!/^https?:\/\/./.test(url) || !URL.canParse(url)) {
		return { problem: `The Feedback URL is no web address: "${url}". Copy the production URL of an Oplead Trigger.` };
	}
	const feedbackUrl = feedbackAddress(url, draft.leadKey ?? '', secrets);
	return { input: { ...draft, values: { ...draft.values, feedbackUrl } } };
}
