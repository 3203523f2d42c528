import { LEAD_KEYS } from './lead.ts';
import type { IciLead, LeadKey } from './lead.ts';

/** What can go wrong on a lead's way: each entry changes the fields, the secret, or the bytes of the body. */
interface LeadFault {
	fields?: (lead: IciLead) => Record<string, unknown>;
	/** `undefined` sends no such header. */
	secret?: (value: string | undefined) => string | undefined;
	body?: (text: string) => string;
}

const asUsual: LeadFault = {};

export const leadFaults = {
	/** The same lead several times at the same moment; the times are the order's `repeats`. */
	repeated: asUsual,
	mojibake: { fields: (lead) => eachValue(lead, readAsWindows1252) },
	'missing-fields': { fields: (lead) => without(lead, ['email', 'tel', 'code_postal']) },
	'empty-fields': { fields: (lead) => ({ ...lead, email: '', tel: '', ville: '', horaire_rappel: '' }) },
	/** The schema of 2022: one key for what are now `formation` and `client`. */
	'old-schema': {
		fields: (lead) => ({ ...without(lead, ['formation', 'client']), formation_ou_client: lead.formation }),
	},
	'extra-fields': {
		fields: (lead) => ({ ...lead, commentaire: 'Rappelez-moi vite', rgpd: true, utm: { source: 'annuaire' } }),
	},
	/** Careless typing: blanks around every value, and an e-mail address in capitals. */
	untidy: { fields: (lead) => eachValue({ ...lead, email: lead.email.toUpperCase() }, (value) => `  ${value} `) },
	'cut-json': { body: (text) => text.slice(0, Math.floor(text.length / 2)) },
	'wrong-secret': { secret: () => 'not-the-secret' },
	'no-secret': { secret: () => undefined },
} satisfies Record<string, LeadFault>;

export type LeadFaultName = keyof typeof leadFaults;

/** What leaves for a lead with this fault. */
export function faultOf(name: LeadFaultName | undefined): LeadFault {
	return name === undefined ? asUsual : leadFaults[name];
}

function eachValue(lead: IciLead, change: (value: string) => string): Record<string, string> {
	return Object.fromEntries(LEAD_KEYS.map((key) => [key, change(lead[key])]));
}

function without(lead: IciLead, dropped: LeadKey[]): Record<string, string> {
	return Object.fromEntries(LEAD_KEYS.filter((key) => !dropped.includes(key)).map((key) => [key, lead[key]]));
}

/** Mojibake: "é" becomes "Ã©". */
function readAsWindows1252(text: string): string {
	return new TextDecoder('windows-1252').decode(Buffer.from(text, 'utf8'));
}
