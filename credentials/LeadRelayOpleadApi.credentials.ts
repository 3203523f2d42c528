import type { IAuthenticate, ICredentialTestRequest, ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

export class LeadRelayOpleadApi implements ICredentialType {
	name = 'leadRelayOpleadApi';

	displayName = 'Oplead API';

	icon: Icon = { light: 'file:../nodes/Oplead/oplead.svg', dark: 'file:../nodes/Oplead/oplead.dark.svg' };

	properties: INodeProperties[] = [
		{
			displayName: 'Token',
			name: 'token',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: 'In Oplead: gear icon, API, tab “API Oplead”',
		},
		{
			displayName: 'Key Kind',
			name: 'keyKind',
			type: 'options',
			default: 'user',
			options: [
				{
					name: 'Provider Key',
					value: 'provider',
					description: 'Sends leads, reads its own leads and the configuration; nothing else',
				},
				{
					name: 'User Key',
					value: 'user',
					description:
						'Sees the leads of its user; that of the client administrator sees all, and is the recommended one',
				},
			],
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			required: true,
			default: 'https://api.oplead.com/v1',
			description: 'Where Oplead’s API is. Your account’s Swagger page is the authority.',
		},
		{
			displayName: 'Header Name',
			name: 'headerName',
			type: 'string',
			required: true,
			default: 'Authorization',
			description: 'The header that carries the token. Oplead does not publish it: see your account’s Swagger page.',
		},
		{
			displayName: 'Prefix',
			name: 'prefix',
			type: 'string',
			default: 'Bearer ',
			description: 'What stands before the token in the header, including the space at its end',
		},
		{
			displayName: 'Callback Secret',
			name: 'callbackSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'A long random text of your own that signs the addresses which Oplead calls. The credentials of the Oplead Trigger and of the node that creates the leads need the same one. Left empty, the token takes its place, and feedback ends when the token is changed.',
		},
		{
			displayName: 'Previous Callback Secret',
			name: 'previousCallbackSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'After a change of the Callback Secret, the former one (or the former token): feedback on leads that were created with it is still accepted',
		},
	];

	authenticate: IAuthenticate = async ({ headerName, prefix, token }, request) => {
		const name = typeof headerName === 'string' && headerName.trim() !== '' ? headerName.trim() : 'Authorization';
		const headers = { ...request.headers, [name]: `${(prefix ?? 'Bearer ') as string}${token as string}` };
		return await Promise.resolve({ ...request, headers });
	};

	/**
	 * The countries are among the few paths that Oplead documents, and reading them changes nothing. Their path is printed with
	 * `/v1`, also where the Base URL leaves it out for the sake of the leads.
	 */
	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{$credentials.baseUrl.replace(/\\/+$/, "").replace(/^(https?:\\/\\/[^\\/]+)$/, "$1/v1")}}',
			url: '/types/countries',
		},
	};
}
