import type { IExecuteFunctions } from 'n8n-workflow';

import { connect, type HubSpotConnection } from './connection';
import { readConnectionSettings } from './fields/connectionFields';
import { readSetting } from './fields/parameters';
import { groundsOf } from './plan/grounds';
import { Unplannable } from './plan/unplannable';

/** Connects as the node's fields say. Throws an error with a code: nothing is sent yet, so the credential is at fault. */
export async function connectForRun(context: IExecuteFunctions): Promise<HubSpotConnection> {
	const settings = readSetting(() => readConnectionSettings(context));
	try {
		return await connect(context, settings);
	} catch (error) {
		throw new Unplannable('CREDENTIAL_INVALID', groundsOf(error).reason);
	}
}
