import { NodeOperationError, type IHookFunctions } from 'n8n-workflow';

import { OpleadError } from '../api/errors';
import { subscriptionAddress } from '../callback/address';
import { isPrivateAddress } from '../callback/publicAddress';
import { readCallbackSecrets } from '../callback/secrets';
import { connect, type OpleadConnection } from '../connection';
import { overridesFrom } from '../fields/callFields';
import { eventsFrom } from '../fields/eventFields';
import { isSettled, removeAll, settle, type CallbackNeed } from '../write/ownSubscriptions';

/** n8n tries an activation five times itself; within each, short troubles are waited out. */
const PATIENCE_MS = 10_000;

/**
 * Whether Oplead would tell this trigger of each chosen event, once. n8n asks before `makeReady`. Throws an error for the
 * user where Oplead cannot reach this n8n, or does not answer.
 */
export async function isReady(context: IHookFunctions): Promise<boolean> {
	return await worded(context, async () => {
		refusePrivateAddress(context);
		if (!isForEvents(context)) return true;
		return await isSettled(await needOf(context), await connected(context));
	});
}

/**
 * Subscribes. Whatever an earlier try, a crash or somebody at Oplead has left: afterwards each event is there once, and
 * nothing else at this trigger's address. So it may be tried again and again.
 */
export async function makeReady(context: IHookFunctions): Promise<boolean> {
	return await worded(context, async () => {
		refusePrivateAddress(context);
		if (!isForEvents(context)) return true;
		await settle(await needOf(context), ['doubled', 'oldSecret', 'eventNotChosen'], await connected(context));
		return true;
	});
}

/** Unsubscribes. Throws where it could not: n8n then tries again, and would forget the subscription otherwise. */
export async function cleanUp(context: IHookFunctions): Promise<boolean> {
	return await worded(context, async () => {
		if (isForEvents(context)) await removeAll(webhookUrl(context), await connected(context));
		return true;
	});
}

function isForEvents(context: IHookFunctions): boolean {
	return context.getNodeParameter('mode') === 'events';
}

async function needOf(context: IHookFunctions): Promise<CallbackNeed> {
	const events = eventsFrom(
		context.getNodeParameter('events', []),
		context.getNodeParameter('options.otherEvents', ''),
	);
	if (events.length === 0) throw new OpleadError('No event is chosen. Choose at least one under Events.');
	return { events, address: subscriptionAddress(webhookUrl(context), await readCallbackSecrets(context)) };
}

async function connected(context: IHookFunctions): Promise<OpleadConnection> {
	const overrides = overridesFrom(context.getNodeParameter('options.calls.call', []));
	const connection = await connect(context, { patienceMs: PATIENCE_MS, overrides });
	if (connection.keyKind === 'user') return connection;
	throw new OpleadError(
		'The key of this credential is a provider key, which cannot subscribe to events. Choose a credential with a user key, or the mode "Lead Feedback".',
	);
}

function refusePrivateAddress(context: IHookFunctions): void {
	const address = webhookUrl(context);
	if (context.getNodeParameter('options.allowLocalAddress', false) === true || !isPrivateAddress(address)) return;
	const { host } = new URL(address);
	throw new NodeOperationError(context.getNode(), `Oplead cannot reach n8n at "${host}"`, {
		description:
			'This is an address of a private network. Ask the person who runs n8n to set WEBHOOK_URL to its public https address, and to restart it. For a test with a stand-in of Oplead switch on "Allow Local Address" in the options.',
	});
}

function webhookUrl(context: IHookFunctions): string {
	const url = context.getNodeWebhookUrl('default');
	if (url === undefined) throw new OpleadError('n8n gives this trigger no address. Save the workflow, and try again.');
	return url;
}

async function worded<T>(context: IHookFunctions, work: () => Promise<T>): Promise<T> {
	try {
		return await work();
	} catch (error) {
		if (!(error instanceof OpleadError)) throw error;
		throw new NodeOperationError(context.getNode(), error.message);
	}
}
