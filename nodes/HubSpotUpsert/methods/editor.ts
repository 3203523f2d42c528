import { NodeOperationError, type ILoadOptionsFunctions } from 'n8n-workflow';

import { HubSpotError } from '../api/errors';
import type { ApiVersion } from '../api/sdk';
import { credentialTypeOf } from '../fields/authentication';
import { connect, type HubSpotConnection } from '../connection';
import type { Definition } from '../plan/definition';

/** Somebody sits in front of the editor and waits. */
const PATIENCE_MS = 5_000;
const TIMEOUT_MS = 60_000;

/** Connects as the node would; what HubSpot refuses is told in the editor. */
export async function ask<T>(
	context: ILoadOptionsFunctions,
	question: (connection: HubSpotConnection) => Promise<T>,
): Promise<T> {
	const version = context.getCurrentNodeParameter('options.apiVersion') as ApiVersion | undefined;
	try {
		const credentialType = credentialTypeOf(context);
		return await question(
			await connect(context, {
				credentialType,
				version: version ?? '2026-03',
				patienceMs: PATIENCE_MS,
				timeoutMs: TIMEOUT_MS,
			}),
		);
	} catch (error) {
		if (error instanceof HubSpotError) throw new NodeOperationError(context.getNode(), error.message);
		throw error;
	}
}

/**
 * The properties of an object type that people see, by label. Not the remembered ones: who asks for a list has perhaps
 * just changed something in HubSpot.
 */
export async function visibleProperties(context: ILoadOptionsFunctions, objectType: string): Promise<Definition[]> {
	const properties = await ask(context, async ({ client }) => await client.properties(objectType));
	return properties.filter(({ hidden }) => !hidden).sort((one, other) => one.label.localeCompare(other.label));
}
