import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { ConnectionSettings } from '../connection';
import type { CallName } from '../api/endpoints';
import { callsOption, readOverrides } from './callFields';

/** Long enough for several workers with one token to get their turn. */
const PATIENCE_S = 300;

const TIMEOUT_S = 60;

export const retryTimeOption: INodeProperties = {
	displayName: 'Total Retry Time (Seconds)',
	name: 'retryTime',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: 86_400 },
	default: PATIENCE_S,
	description:
		'How long to go on trying when Oplead refuses calls because there are too many, is out of order or does not answer',
};

export const timeoutOption: INodeProperties = {
	displayName: 'Time-Out (Seconds)',
	name: 'timeout',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 600 },
	default: TIMEOUT_S,
	description:
		'How long to wait for Oplead’s answer to a call before it counts as lost. Raise it where Oplead takes longer to create a lead.',
};

/** The options of an operation that makes these calls, beside its own. */
export function optionsField(calls: readonly CallName[], own: readonly INodeProperties[] = []): INodeProperties {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [...own, callsOption(calls), retryTimeOption, timeoutOption].sort((one, other) =>
			one.displayName.localeCompare(other.displayName),
		),
	};
}

/** How the node's user wants to be connected. Throws an error for the user. */
export function readConnectionSettings(context: IExecuteFunctions): ConnectionSettings {
	return { patienceMs: readPatienceMs(context), timeoutMs: readTimeoutMs(context), overrides: readOverrides(context) };
}

/** How long a call that fails is tried again, in ms. */
export function readPatienceMs(context: IExecuteFunctions): number {
	const retryTime = Number(context.getNodeParameter('options.retryTime', 0, PATIENCE_S));
	return (Number.isFinite(retryTime) ? Math.max(0, retryTime) : PATIENCE_S) * 1_000;
}

/** How long the answer to a call is waited for, in ms. */
export function readTimeoutMs(context: IExecuteFunctions): number {
	const timeout = Number(context.getNodeParameter('options.timeout', 0, TIMEOUT_S));
	return (timeout > 0 ? timeout : TIMEOUT_S) * 1_000;
}
