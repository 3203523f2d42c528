import { OpleadError } from './errors';

/** Words a refusal by the import API: it has an address, a form and a token of its own, and no Swagger page. */
export function refusedByImport(error: OpleadError): OpleadError {
	const { status = 0, said } = error;
	const reason = said ?? 'Oplead gave no reason.';
	if ((status >= 300 && status < 400) || status === 404 || status === 405) {
		const message = `There is no import API at the address in the credential (${status}). Usually it is https://leadimport.oplead.com/addlead/.`;
		return new OpleadError(message, { ...error, code: 'CREDENTIAL_INVALID' }, error);
	}
	if (status === 401 || status === 403) {
		const message = `Oplead’s import API did not accept the form or its token: ${reason} Check both in the credential: the token is that of the form, not the key of the API.`;
		return new OpleadError(message, { ...error, code: 'TOKEN_REFUSED' }, error);
	}
	if (status !== 415) return error;
	const message = `Oplead does not take this type: ${reason} Choose another one under Send As in the options.`;
	return new OpleadError(message, { ...error, code: 'SETTING_INVALID' }, error);
}
