import type { IExecuteFunctions, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import { OpleadError } from '../api/errors';
import { API_CREDENTIAL } from '../connection';
import type { CallbackSecrets } from './address';

/** In characters: shorter ones could be guessed from an address. */
const SHORTEST_SECRET = 16;

/**
 * The secrets of the Oplead credential that sign the addresses which Oplead calls; without a Callback Secret it is the
 * token. Throws an `OpleadError` where there is none, or one that could be guessed.
 */
export async function readCallbackSecrets(
	context: Pick<IExecuteFunctions | IHookFunctions | IWebhookFunctions, 'getCredentials'>,
): Promise<CallbackSecrets> {
	const credential = await context.getCredentials(API_CREDENTIAL);
	const [secret, previous, token] = ['callbackSecret', 'previousCallbackSecret', 'token'].map((field) => {
		const value = credential[field];
		return typeof value === 'string' ? value.trim() : '';
	});
	if ([secret, previous].some((text) => text !== '' && text.length < SHORTEST_SECRET)) {
		throw new OpleadError(
			`A callback secret in the Oplead credential is shorter than ${SHORTEST_SECRET} characters, and could be guessed. Enter a longer one.`,
			{ code: 'CREDENTIAL_INVALID' },
		);
	}
	const current = secret || token;
	if (current === '') {
		throw new OpleadError('The Oplead credential has no token. Enter it there.', { code: 'CREDENTIAL_INVALID' });
	}
	return { current, ...(previous !== '' && { previous }) };
}
