import type { IAuthenticate, ICredentialTestRequest, ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

export class LeadRelayHubSpotApi implements ICredentialType {
	name = 'leadRelayHubSpotApi';

	displayName = 'HubSpot (Lead Relay) API';

	icon: Icon = {
		light: 'file:../nodes/HubSpotUpsert/hubSpotUpsert.svg',
		dark: 'file:../nodes/HubSpotUpsert/hubSpotUpsert.dark.svg',
	};

	properties: INodeProperties[] = [
		{
			displayName: 'Token',
			name: 'token',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: 'The service key, or the access token of a private app, from your HubSpot account’s settings',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			required: true,
			default: 'https://api.hubapi.com',
			description: 'Where HubSpot’s API is. Change it only for tests.',
		},
	];

	/** A function: n8n takes half a millisecond of each call for an expression that does the same. */
	authenticate: IAuthenticate = async (credentials, request) => {
		const headers = { ...request.headers, Authorization: `Bearer ${credentials.token as string}` };
		return await Promise.resolve({ ...request, headers });
	};

	test: ICredentialTestRequest = {
		request: { baseURL: '={{$credentials.baseUrl.replace(/\\/+$/, "")}}', url: '/account-info/2026-03/details' },
	};
}
