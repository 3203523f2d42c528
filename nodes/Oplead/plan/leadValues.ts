import type { Lead } from '../../shared/lead';
import { isObject, type Values } from '../api/template';

/** A lead as the Ici Formation nodes give it. Throws an error for the user where it is none. */
export function leadFrom(json: unknown): Lead {
	if (isObject(json) && typeof json.leadKey === 'string' && json.leadKey !== '') return json as unknown as Lead;
	throw new Error(
		'This is no lead of an Ici Formation node: it has no leadKey. Set Lead Source to "Fields Below", or give the whole item of the trigger.',
	);
}

/** What Oplead's fields get from a lead. The training has no field that is documented: it goes into the message. */
export function valuesOfLead(lead: Partial<Lead>): Values {
	const message = [lead.training, lead.callbackPreference].filter((line) => typeof line === 'string' && line !== '');
	return withoutEmpty({
		civility: lead.title,
		firstname: lead.firstName,
		lastname: lead.lastName,
		email: lead.email,
		phone: lead.phone,
		city: lead.city,
		postcode: lead.postalCode,
		message: message.join('\n'),
	});
}

/** Only what has a value. */
export function withoutEmpty(values: Readonly<Record<string, unknown>>): Values {
	return Object.fromEntries(
		Object.entries(values).filter(([, value]) => value !== undefined && value !== null && value !== ''),
	);
}
