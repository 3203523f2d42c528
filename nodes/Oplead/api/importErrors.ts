import { OpleadError } from './errors';

/** Words a refusal by the import API: it has an address, a form and a token of its own, and no Swagger page. */
export function refusedByImport(error: OpleadError): OpleadError {
	const message = messageFor(error);
	return message === undefined ? error : new OpleadError(message, { ...error }, error);
}

function messageFor({ status = 0, said }: OpleadError): string | undefined {
	const reason = said ?? 'Oplead gave no reason.';
	if ((status >= 300 && status < 400) || status === 404 || status === 405) {
		return `There is no import API at the address in the credential (${status}). Usually it is https://leadimport.oplead.com/addlead/.`;
	}
	if (status === 401 || status === 403) {
		return `Oplead’s import API did not accept the form or its token: ${reason} Check both in the credential: the token is that of the form, not the key of the API.`;
	}
	if (status === 415)
		return `Oplead does not take this type: ${reason} Choose another one under Send As in the options.`;
	return undefined;
}
