/** The twelve keys of a lead, as V2.1 of their documentation lists them; every value is a string. */
export const LEAD_KEYS = [
	'nom',
	'prenom',
	'civilite',
	'tel',
	'email',
	'ville',
	'code_postal',
	'statut',
	'horaire_rappel',
	'formation',
	'client',
	'id_client',
] as const;

export type LeadKey = (typeof LEAD_KEYS)[number];
export type IciLead = Record<LeadKey, string>;

/** The receiving training centre: one address may receive for several. */
export type Centre = Pick<IciLead, 'client' | 'id_client'>;
