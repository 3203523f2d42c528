import type { ICredentialsDecrypted, ICredentialTestFunctions, INodeCredentialTestResult } from 'n8n-workflow';

import { authorisationProblems, type WebhookAuthorisation } from '../authorisation';

/** Checks what can be checked without the sender: that the header is a header and the secret is no toy. */
export function testWebhookCredential(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	const problems = authorisationProblems(credential.data as unknown as WebhookAuthorisation);
	return Promise.resolve(
		problems.length === 0
			? { status: 'OK', message: 'The secret is well formed. Send a test lead to see that Ici Formation uses it.' }
			: { status: 'Error', message: problems.join(' ') },
	);
}
