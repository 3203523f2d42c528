import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { ApiVersion } from '../api/sdk';
import { credentialTypeOf } from './authentication';
import type { ConnectionSettings } from '../connection';

/** Long enough for HubSpot's limits to pass, and for most of its troubles. */
const PATIENCE_S = 90;

/** HubSpot takes some seconds for a hundred records when it is busy. */
const TIMEOUT_S = 60;

export const apiVersionOption: INodeProperties = {
	displayName: 'API Version',
	name: 'apiVersion',
	type: 'options',
	default: '2026-03',
	description: 'Which generation of HubSpot’s API to use',
	options: [
		{
			name: '2026-03',
			value: '2026-03',
			description: 'Writes what you send, whatever rules your account has set for its properties',
		},
		{
			name: '2026-09',
			value: '2026-09',
			description: 'Enforces your account’s own rules, for instance required properties',
		},
	],
};

export const timeoutOption: INodeProperties = {
	displayName: 'Timeout (Seconds)',
	name: 'timeout',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 600 },
	default: TIMEOUT_S,
	description: 'How long to wait for HubSpot’s answer to a call before it counts as lost and is tried again',
};

export const retryTimeOption: INodeProperties = {
	displayName: 'Total Retry Time (Seconds)',
	name: 'retryTime',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: 3600 },
	default: PATIENCE_S,
	description: 'How long to go on trying when HubSpot is busy, out of order or does not answer',
};

/** How the node's user wants to be connected. */
export function readConnectionSettings(context: IExecuteFunctions): ConnectionSettings {
	const retryTime = Number(context.getNodeParameter('options.retryTime', 0, PATIENCE_S));
	const timeout = Number(context.getNodeParameter('options.timeout', 0, TIMEOUT_S));
	return {
		credentialType: credentialTypeOf(context),
		version: context.getNodeParameter('options.apiVersion', 0, '2026-03') as ApiVersion,
		patienceMs: (Number.isFinite(retryTime) ? Math.max(0, retryTime) : PATIENCE_S) * 1_000,
		// To n8n, a time-out of 0 would be none.
		timeoutMs: (timeout >= 1 ? timeout : TIMEOUT_S) * 1_000,
	};
}
