import type { Answer, Call, Endpoint } from '../endpoint.ts';
import { OpleadError, invalid, notFound } from '../errors.ts';
import { attach } from '../leads/changes.ts';
import { leadOfCall } from '../leads/endpoints.ts';
import { type ReceivedForm, receiveForm } from './receive.ts';

const documentTypes = 'pdf xls xlsx ppt pptx doc docx jpg jpeg gif png zip'.split(' ');

async function add(call: Call): Promise<Answer> {
	const { account, request } = call;
	const { settings, rules } = account;
	const lead = leadOfCall(call);
	if (!request.isMultipart()) {
		throw new OpleadError(415, { code: 'UNSUPPORTED_MEDIA_TYPE', message: 'A multipart form is required.' });
	}
	const largest = rules.has('document-size') ? settings.largestDocument : Number.MAX_SAFE_INTEGER;
	const document = documentIn(call, await receiveForm(request, largest));
	const { id, name, size } = attach(account, lead, document);
	return { status: 201, body: { id, name, size } };
}

function documentIn({ account: { settings, rules } }: Call, { files, fields }: ReceivedForm) {
	const { documentField } = settings;
	const file = files.find(({ field }) => field === documentField || !rules.has('document-field'));
	if (!file) throw invalid([{ field: documentField, message: 'A file is required.' }]);
	const name = fields.name || file.name;
	const ending = /\.([^.]+)$/.exec(file.name)?.[1]?.toLowerCase() ?? '';
	if (!documentTypes.includes(ending) && rules.has('document-types')) {
		const message = `Documents may be ${documentTypes.join(', ')}, not "${file.name}".`;
		throw new OpleadError(415, { code: 'UNSUPPORTED_DOCUMENT', message });
	}
	if (file.tooLong) {
		const message = `A document may have ${settings.largestDocument} bytes.`;
		throw new OpleadError(413, { code: 'DOCUMENT_TOO_LARGE', message });
	}
	if (file.size === 0 && rules.has('document-not-empty')) {
		throw invalid([{ field: documentField, message: 'The file is empty.' }]);
	}
	return { name, size: file.size, sha256: file.sha256 };
}

export const documentEndpoints = (['document/add', 'attachments'] as const).map((end): Endpoint => ({
	method: 'POST',
	path: `/leads/:leadId/${end}`,
	version: 'asSet',
	usersOnly: true,
	closed: ({ documentPath }) => (documentPath === end ? undefined : notFound('This path')),
	answer: add,
}));
