import type { ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

export class LeadRelayOpleadImportApi implements ICredentialType {
	name = 'leadRelayOpleadImportApi';

	displayName = 'Oplead Import API';

	icon: Icon = { light: 'file:../nodes/Oplead/oplead.svg', dark: 'file:../nodes/Oplead/oplead.dark.svg' };

	properties: INodeProperties[] = [
		{
			displayName: 'Address',
			name: 'address',
			type: 'string',
			required: true,
			default: 'https://leadimport.oplead.com/addlead/',
			description: 'Where Oplead’s import API takes leads',
		},
		{
			displayName: 'Form',
			name: 'form',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. website',
			description: 'The name of the form that Oplead has given you',
		},
		{
			displayName: 'Token',
			name: 'token',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: 'The token of the form; it is not the key of the API',
		},
	];
}
