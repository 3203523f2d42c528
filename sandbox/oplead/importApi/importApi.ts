import type { FastifyInstance, FastifyPluginAsync, FastifyRequest } from 'fastify';
import { BadRequest } from '../../checked.ts';
import type { Account } from '../account.ts';
import { type ReceivedFile, receiveForm, takeMultipart } from '../documents/receive.ts';
import { refusalStatus } from '../errors.ts';
import { addLead, attach } from '../leads/changes.ts';
import type { LeadData } from '../leads/lead.ts';
import { isChannel } from '../leads/readLead.ts';

const PATH = '/addlead/';
const MANDATORY = ['ctc_lastname', 'ctc_postcode', 'ctc_country', 'ctc_email'];
const CONTACT_PREFIX = 'ctc_';

interface ImportedForm {
	fields: Record<string, unknown>;
	files: ReceivedFile[];
}

/** The older API that takes leads from forms: JSON, a form, or a multipart form with a file. */
export function importApi(account: Account): FastifyPluginAsync {
	return async (app) => {
		await takeMultipart(app);
		takeForms(app);
		app.setErrorHandler((error, _request, reply) => {
			const { statusCode = 500, message = '' } = error as { statusCode?: number; message?: string };
			return reply.code(refusalStatus(statusCode, account.settings)).send({ status: 'error', message });
		});
		for (const url of [PATH, PATH.slice(0, -1)]) {
			app.post(url, async (request) => {
				const form = await formIn(request, account.settings.largestDocument);
				return { status: 'ok', id: importLead(account, form) };
			});
		}
	};
}

function takeForms(app: FastifyInstance): void {
	app.addContentTypeParser<string>(
		'application/x-www-form-urlencoded',
		{ parseAs: 'string' },
		(_request, body, done) => {
			done(null, Object.fromEntries(new URLSearchParams(body)));
		},
	);
}

async function formIn(request: FastifyRequest, largestFile: number): Promise<ImportedForm> {
	if (request.isMultipart()) return await receiveForm(request, largestFile);
	const { body } = request;
	if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new BadRequest('No fields were sent.');
	return { fields: body as Record<string, unknown>, files: [] };
}

/** Returns the new lead's id; throws a BadRequest that says what is missing. */
function importLead(account: Account, { fields, files }: ImportedForm): string {
	const { settings, rules } = account;
	const channel = fields[settings.importChannelField];
	if (fields.form !== settings.importForm && rules.has('import-form')) throw new BadRequest('form: unknown form');
	if (fields.token !== settings.importToken && rules.has('import-token')) throw new BadRequest('token: wrong token');
	const missing = MANDATORY.filter((name) => isEmpty(fields[name]));
	if (missing.length > 0 && rules.has('import-mandatory')) throw new BadRequest(`missing: ${missing.join(', ')}`);
	if (!isChannel(channel) && rules.has('import-channel')) {
		throw new BadRequest(`${settings.importChannelField}: the id of a marketing channel (CNL_…) is mandatory`);
	}
	const tooLong = files.find((file) => file.tooLong);
	if (tooLong) throw new BadRequest(`${tooLong.name}: the file is too large`);
	const draft = { provider: {}, leadData: leadDataOf(fields, channel) };
	const lead = addLead(account, draft, { sentBy: settings.importToken, origin: 'import' });
	for (const { name, size, sha256 } of files) attach(account, lead, { name, size, sha256 });
	return lead.id;
}

/** The fields of the contact by the names that the REST API has for them; what else is sent is kept as custom fields. */
function leadDataOf(fields: Record<string, unknown>, channel: unknown): LeadData {
	const { form, token, ...rest } = fields;
	void form;
	void token;
	const entries = Object.entries(rest).filter(([, value]) => value !== channel);
	const contact = entries.filter(([name]) => name.startsWith(CONTACT_PREFIX));
	return {
		...Object.fromEntries(contact.map(([name, value]) => [name.slice(CONTACT_PREFIX.length), value])),
		channel,
		customFields: Object.fromEntries(entries.filter(([name]) => !name.startsWith(CONTACT_PREFIX))),
	};
}

function isEmpty(value: unknown): boolean {
	return value === undefined || value === null || value === '';
}
