import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { ConnectionSettings } from '../connection';
import type { CallName } from '../api/endpoints';
import { callsOption, readOverrides } from './callFields';

/** Long enough for several workers with one token to get their turn. */
const PATIENCE_S = 300;

export const retryTimeOption: INodeProperties = {
	displayName: 'Total Retry Time (Seconds)',
	name: 'retryTime',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: 86_400 },
	default: PATIENCE_S,
	description:
		'How long to go on trying when Oplead refuses calls because there are too many, is out of order or does not answer',
};

/** The options of an operation that makes these calls, beside its own. */
export function optionsField(calls: readonly CallName[], own: readonly INodeProperties[] = []): INodeProperties {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [...own, callsOption(calls), retryTimeOption].sort((one, other) =>
			one.displayName.localeCompare(other.displayName),
		),
	};
}

/** How the node's user wants to be connected. Throws an error for the user. */
export function readConnectionSettings(context: IExecuteFunctions): ConnectionSettings {
	return { patienceMs: readPatienceMs(context), overrides: readOverrides(context) };
}

/** How long a call that fails is tried again, in ms. */
export function readPatienceMs(context: IExecuteFunctions): number {
	const retryTime = Number(context.getNodeParameter('options.retryTime', 0, PATIENCE_S));
	return (Number.isFinite(retryTime) ? Math.max(0, retryTime) : PATIENCE_S) * 1_000;
}
