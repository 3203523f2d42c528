import { z } from 'zod';
import type { Account } from '../account.ts';
import { CHANNELS, CUSTOM_FIELDS } from '../directory/configuration.ts';
import { type ErrorDetail, invalid } from '../errors.ts';
import type { LeadDraft } from './lead.ts';

const text = z.string();
const scalar = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]);

const leadData = z.object({
	externalID: text.optional(),
	civility: text.optional(),
	firstname: text.optional(),
	lastname: text.optional(),
	email: text.optional(),
	phone: text.optional(),
	address: text.optional(),
	city: text.optional(),
	postcode: text.optional(),
	country: text.optional(),
	message: text.optional(),
	channel: text.optional(),
	utm_source: text.optional(),
	utm_medium: text.optional(),
	utm_campaign: text.optional(),
	customFields: z.record(scalar).optional(),
});
const provider = z.object({ name: text.optional(), url: text.optional() });
const lax = z.object({ provider: provider.default({}), leadData });
const strict = z.object({ provider: provider.strict().default({}), leadData: leadData.strict() }).strict();

const EMAIL_FORM = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** The lead in the body of a creation; throws a 422 that names all that is wrong with it. */
export function readLead(account: Account, body: unknown): LeadDraft {
	const result = lax.safeParse(body);
	if (!result.success) throw invalid(result.error.issues.flatMap(detailsOf));
	const problems = [...unknownKeys(account, body), ...problemsOf(account, result.data)];
	if (problems.length > 0) throw invalid(problems);
	return result.data;
}

function unknownKeys({ settings, rules }: Account, body: unknown): ErrorDetail[] {
	if (settings.unknownKeys === 'ignored' || !rules.has('unknown-keys')) return [];
	const result = strict.safeParse(body);
	return result.success ? [] : result.error.issues.flatMap(detailsOf);
}

function detailsOf({ path, message, ...issue }: z.ZodIssue): ErrorDetail[] {
	if (issue.code === 'unrecognized_keys') {
		return issue.keys.map((key) => ({ field: [...path, key].join('.'), message: 'This field is not known.' }));
	}
	return [{ field: path.join('.') || 'body', message }];
}

function problemsOf({ settings, rules }: Account, { provider: { url }, leadData: data }: LeadDraft): ErrorDetail[] {
	const problems: ErrorDetail[] = [];
	const wrong = (field: string, message: string) => void problems.push({ field, message });
	if (isBlank(data.lastname) && rules.has('lastname-required')) wrong('leadData.lastname', 'A last name is required.');
	if (isBlank(data.email) && isBlank(data.phone) && rules.has('email-or-phone-required')) {
		wrong('leadData.email', 'An e-mail address or a phone number is required.');
	}
	if (!isBlank(data.email) && !EMAIL_FORM.test(String(data.email)) && rules.has('valid-email')) {
		wrong('leadData.email', 'This is not an e-mail address.');
	}
	if (!isBlank(data.channel) && !isChannel(data.channel) && rules.has('channel-exists')) {
		wrong('leadData.channel', 'There is no marketing channel with this id.');
	}
	if (!isBlank(url) && !isWebAddress(String(url)) && rules.has('feedback-address-form')) {
		wrong('provider.url', 'This is not an http or https address.');
	}
	if (settings.unknownCustomFields === 'refused') {
		for (const key of Object.keys(data.customFields ?? {}).filter((each) => !isCustomField(each))) {
			wrong(`leadData.customFields.${key}`, 'There is no such custom field.');
		}
	}
	return problems;
}

function isBlank(value: unknown): boolean {
	return value === undefined || (typeof value === 'string' && value.trim() === '');
}

function isCustomField(key: string): boolean {
	return CUSTOM_FIELDS.some(({ name }) => name === key);
}

/** Whether a value is the id of a marketing channel. */
export function isChannel(value: unknown): boolean {
	return CHANNELS.some(({ id }) => id === value);
}

/** Whether a text is an http or https address. */
export function isWebAddress(value: string): boolean {
	return URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);
}
