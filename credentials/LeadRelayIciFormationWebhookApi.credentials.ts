import type { ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

export class LeadRelayIciFormationWebhookApi implements ICredentialType {
	name = 'leadRelayIciFormationWebhookApi';

	displayName = 'Ici Formation Webhook API';

	icon: Icon = {
		light: 'file:../nodes/IciFormation/iciFormation.svg',
		dark: 'file:../nodes/IciFormation/iciFormation.dark.svg',
	};

	properties: INodeProperties[] = [
		{
			displayName:
				'Make up a long random secret, enter it here, and give it to Ici Formation together with the address that the Ici Formation Trigger shows.',
			name: 'notice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Scheme',
			name: 'scheme',
			type: 'options',
			default: 'bearer',
			description: 'How Ici Formation sends the secret. Agree on it with their support.',
			options: [
				{ name: 'API Key', value: 'apiKey', description: 'Header “X-API-Key”' },
				{ name: 'Bearer Token', value: 'bearer', description: 'Header “Authorization”, prefix “Bearer”' },
				{ name: 'Custom', value: 'custom', description: 'A header and a prefix of your choice' },
				{ name: 'Token', value: 'token', description: 'Header “Authorization”, prefix “Token”' },
				{ name: 'X-Token', value: 'xToken', description: 'Header “X-Token”' },
			],
		},
		{
			displayName: 'Header Name',
			name: 'headerName',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. X-Auth',
			description: 'The header that carries the secret',
			displayOptions: { show: { scheme: ['custom'] } },
		},
		{
			displayName: 'Prefix',
			name: 'prefix',
			type: 'string',
			default: '',
			placeholder: 'e.g. Key',
			description: 'What stands before the secret in the header. Leave it empty if there is nothing.',
			displayOptions: { show: { scheme: ['custom'] } },
		},
		{
			displayName: 'Secret',
			name: 'secret',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: 'At least 12 characters; the longer the better',
		},
		{
			displayName: 'Previous Secret',
			name: 'previousSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'To change the secret without losing a lead: move the old one here, enter the new one above, and empty this field once Ici Formation uses the new one',
		},
	];
}
