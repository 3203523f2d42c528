import type { ICredentialsDecrypted, ICredentialTestFunctions, INodeCredentialTestResult } from 'n8n-workflow';

/** The import API has no call that changes nothing: this checks what can be checked without sending a lead. */
export function testImportCredential(
	this: ICredentialTestFunctions,
	{ data = {} }: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	const [address, form, token] = ['address', 'form', 'token'].map((field) => {
		const value = data[field];
		return typeof value === 'string' ? value.trim() : '';
	});
	const problems = [
		...(/^https?:\/\//.test(address) && URL.canParse(address)
			? []
			: ['The address is not a web address. Usually it is https://leadimport.oplead.com/addlead/.']),
		...(form === '' ? ['The form is missing. Enter the name that Oplead has given you.'] : []),
		...(token === '' ? ['The token is missing. Enter that of the form.'] : []),
	];
	return Promise.resolve(
		problems.length === 0
			? { status: 'OK', message: 'The credential is complete. Import a test lead to see that Oplead takes it.' }
			: { status: 'Error', message: problems.join(' ') },
	);
}
