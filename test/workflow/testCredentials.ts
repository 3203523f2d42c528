import {
	ICredentialsHelper,
	type IAuthenticateGeneric,
	type ICredentialDataDecryptedObject,
	type ICredentials,
	type ICredentialType,
	type IDataObject,
	type IHttpRequestOptions,
	type INode,
	type INodeCredentialsDetails,
	type Workflow,
} from 'n8n-workflow';

import { packageLoader } from './builtPackage.ts';

/** Credentials by type: what a user would enter. */
export type CredentialData = Record<string, ICredentialDataDecryptedObject>;

/** Stands in for n8n's store of credentials: knows those that a test gives. */
export class TestCredentials extends ICredentialsHelper {
	readonly #data: CredentialData;

	constructor(data: CredentialData) {
		super();
		this.#data = data;
	}

	getParentTypes(name: string): string[] {
		return name === 'hubspotOAuth2Api' ? ['oAuth2Api'] : [];
	}

	isCredentialUsableByNode(): boolean {
		return true;
	}

	authenticate(
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		request: IHttpRequestOptions,
		workflow: Workflow,
		node: INode,
	): Promise<IHttpRequestOptions> {
		const { authenticate } = knownCredential(typeName);
		if (authenticate === undefined) return Promise.resolve(request);
		if (typeof authenticate === 'function') return authenticate(credentials, request);
		const headers = Object.entries(authenticationHeaders(typeName)).map(([name, value]) => [
			name,
			workflow.expression.getSimpleParameterValue(node, value, 'internal', { $credentials: credentials }),
		]);
		return Promise.resolve({
			...request,
			headers: { ...request.headers, ...Object.fromEntries(headers) } as IDataObject,
		});
	}

	preAuthentication() {
		return Promise.resolve(undefined);
	}

	runPreAuthentication() {
		return Promise.resolve(undefined);
	}

	getCredentials(): Promise<ICredentials> {
		throw new Error('Only decrypted credentials are used');
	}

	getDecrypted(
		_data: unknown,
		_details: INodeCredentialsDetails,
		type: string,
	): Promise<ICredentialDataDecryptedObject> {
		const data = this.#data[type];
		if (!data) throw new Error(`The test gives no credential of type ${type}`);
		return Promise.resolve(data);
	}

	updateCredentials() {
		return Promise.resolve();
	}

	updateCredentialsOauthTokenData(
		_details: INodeCredentialsDetails,
		type: string,
		data: ICredentialDataDecryptedObject,
	) {
		this.#data[type] = data;
		return Promise.resolve();
	}

	getCredentialsProperties() {
		return [];
	}
}

/** n8n's own credential is not in this package; its header is the same. */
function knownCredential(typeName: string): Pick<ICredentialType, 'authenticate'> {
	if (typeName !== 'hubspotAppToken') return packageLoader.getCredential(typeName).type;
	const headers = { Authorization: '=Bearer {{$credentials.appToken}}' };
	return { authenticate: { type: 'generic', properties: { headers } } };
}

function authenticationHeaders(typeName: string): Record<string, string> {
	const { authenticate } = knownCredential(typeName);
	return (authenticate as IAuthenticateGeneric).properties.headers as Record<string, string>;
}
