import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js';
import isEmail from 'validator/lib/isEmail';

import { leadKey, type Lead, type LeadIdentity, type LeadIssue } from '../shared/lead';
import type { SentFields } from './body';
import { titleCaseCity } from './city';
import { repairMojibake } from './mojibake';

/** What `toLead` has to be told besides the fields. */
export interface Reception {
	/** ISO 8601, UTC. */
	receivedAt: string;
	/** The country of a phone number that has no country code, as ISO 3166 alpha-2. */
	country: CountryCode;
}

const SOURCE = 'Ici Formation';

/** In characters; forms have short fields. */
const LONGEST_TEXT = 5_000;

/**
 * Turns the fields that Ici Formation sends (documentation V2.1, or the schema of 2022 with `formation_ou_client`) into
 * a lead. Never throws: whatever is missing or cannot be read is told in the lead's `issues`.
 */
export function toLead(fields: SentFields, reception: Reception): Lead {
	const issues = tooLong(fields);
	const text = (name: string) => readText(fields, name);

	const email = readEmail(text('email'), issues);
	const phone = readPhone(text('tel'), reception.country, issues);
	const training = text('formation');
	const trainingOrCentre = text('formation_ou_client');
	const identity: LeadIdentity = {
		firstName: text('prenom'),
		lastName: text('nom'),
		title: text('civilite'),
		email,
		phone,
		city: mapText(text('ville'), titleCaseCity),
		postalCode: readPostalCode(fields),
		training: training ?? trainingOrCentre,
		callbackPreference: text('horaire_rappel'),
		status: text('statut'),
		trainingCentre: { id: text('id_client'), name: text('client') },
		source: SOURCE,
	};
	if (identity.lastName === null) issues.push(issue('lastName', 'missing', 'The lead has no last name.'));
	if (identity.training === null) issues.push(issue('training', 'missing', 'The lead names no training.'));
	if (training === null && trainingOrCentre !== null) {
		issues.push(
			issue('training', 'ambiguous', 'The sender uses its old schema: this may be a training or a training centre.'),
		);
	}
	return {
		...identity,
		receivedAt: reception.receivedAt,
		leadKey: leadKey(identity),
		issues,
		original: fields,
	};
}

/** A lead that nobody can answer: neither a valid e-mail nor anything with digits for a phone number. */
export function isIncomplete(lead: Lead): boolean {
	return lead.email === null && lead.phone === null;
}

/** The fields that are no text that somebody typed; their repair could take minutes. */
function tooLong(fields: SentFields): LeadIssue[] {
	return Object.entries(fields)
		.filter(([, value]) => typeof value === 'string' && value.length > LONGEST_TEXT)
		.map(([name]) => issue(name, 'invalid', `The field is longer than ${LONGEST_TEXT} characters, and left out.`));
}

/** A field as text: mojibake repaired, control characters and surrounding white space gone; null where it is empty. */
function readText(fields: SentFields, name: string): string | null {
	const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
	if (typeof value === 'number' || typeof value === 'boolean') return String(value);
	if (typeof value !== 'string' || value.length > LONGEST_TEXT) return null;
	const repaired = repairMojibake(value).toWellFormed().normalize('NFC');
	return repaired.replace(/[\s\p{Cc}]+/gu, ' ').trim() || null;
}

function readEmail(typed: string | null, issues: LeadIssue[]): string | null {
	if (typed === null) {
		issues.push(issue('email', 'missing', 'The lead has no e-mail address.'));
		return null;
	}
	// Invisible characters come with copied addresses.
	const email = typed.toLowerCase().replace(/\p{Cf}/gu, '');
	if (isEmail(email)) return email;
	issues.push(issue('email', 'invalid', `"${typed}" is not an e-mail address.`));
	return null;
}

function readPhone(typed: string | null, country: CountryCode, issues: LeadIssue[]): string | null {
	if (typed === null) {
		issues.push(issue('phone', 'missing', 'The lead has no phone number.'));
		return null;
	}
	const number = parsePhoneNumberFromString(typed, country);
	if (number?.isValid()) return number.number;
	issues.push(issue('phone', 'invalid', `"${typed}" is not a phone number of ${country} or with a country code.`));
	// Somebody may still read a number out of it; without a digit nobody can.
	return /\d/.test(typed) ? typed : null;
}

/** Postal codes are text; one that came as a number has lost its leading zero (French codes have five digits). */
function readPostalCode(fields: SentFields): string | null {
	const code = readText(fields, 'code_postal');
	return code !== null && typeof fields.code_postal === 'number' ? code.padStart(5, '0') : code;
}

function mapText(text: string | null, change: (text: string) => string): string | null {
	return text === null ? null : change(text);
}

function issue(field: string, problem: LeadIssue['problem'], message: string): LeadIssue {
	return { field, problem, message };
}
