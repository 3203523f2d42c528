import type {
	IExecuteFunctions,
	ILoadOptionsFunctions,
	INodeCredentialDescription,
	INodeProperties,
	INodePropertyOptions,
} from 'n8n-workflow';

import type { CredentialType } from '../connection';

const choices: Array<INodePropertyOptions & { value: CredentialType }> = [
	{
		name: 'HubSpot OAuth2',
		value: 'hubspotOAuth2Api',
		description: 'The credential of n8n’s own HubSpot node',
	},
	{
		name: 'HubSpot Service Key',
		value: 'hubspotAppToken',
		description: 'The credential of n8n’s own HubSpot node',
	},
	{
		name: 'Lead Relay Token',
		value: 'leadRelayHubSpotApi',
		description: 'A service key, or the token of a private app, with an address that can be changed for tests',
	},
];

export const authenticationField: INodeProperties = {
	displayName: 'Authentication',
	name: 'authentication',
	type: 'options',
	default: 'leadRelayHubSpotApi',
	options: choices,
};

export const credentials: INodeCredentialDescription[] = choices.map(({ value }) => ({
	name: value,
	required: true,
	displayOptions: { show: { authentication: [value] } },
}));

/** The credential type that the node's user chose. */
export function credentialTypeOf(context: IExecuteFunctions | ILoadOptionsFunctions): CredentialType {
	const chosen =
		'getCurrentNodeParameter' in context
			? context.getCurrentNodeParameter('authentication')
			: context.getNodeParameter('authentication', 0);
	return (chosen as CredentialType | undefined) ?? 'leadRelayHubSpotApi';
}
