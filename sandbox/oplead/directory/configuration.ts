/** Marketing channels, sub-channels and campaigns share one kind of id. */
export const CHANNELS = [
	{ id: 'CNL_1001', name: 'Site web', level: 'channel', parent: null },
	{ id: 'CNL_1002', name: 'Ici Formation', level: 'channel', parent: null },
	{ id: 'CNL_1003', name: 'Salon', level: 'channel', parent: null },
	{ id: 'CNL_2001', name: 'Formulaire de contact', level: 'subChannel', parent: 'CNL_1001' },
	{ id: 'CNL_2002', name: 'Référencement payant', level: 'subChannel', parent: 'CNL_1001' },
	{ id: 'CNL_3001', name: 'Rentrée de printemps', level: 'campaign', parent: 'CNL_2002' },
] as const;

export const CUSTOM_FIELDS = [
	{ name: 'formation', label: 'Formation', type: 'text' },
	{ name: 'statut', label: 'Statut', type: 'text' },
	{ name: 'horaireRappel', label: 'Horaire de rappel', type: 'text' },
	{ name: 'budget', label: 'Budget', type: 'number' },
] as const;

const USER_PROFILES = [
	{ id: 'ADMIN', name: 'Administrateur client' },
	{ id: 'MANAGER', name: 'Manager' },
	{ id: 'SELLER', name: 'Commercial' },
] as const;

/** What `/settings/…` lists, by the end of the path. */
export const CONFIGURATION: Readonly<Record<string, readonly object[]>> = {
	'user-profiles': USER_PROFILES,
	'marketing-channels': CHANNELS,
	'custom-fields': CUSTOM_FIELDS,
};

export const COUNTRIES = [
	{ code: 'BE', name: 'Belgique' },
	{ code: 'CH', name: 'Suisse' },
	{ code: 'DE', name: 'Allemagne' },
	{ code: 'ES', name: 'Espagne' },
	{ code: 'FR', name: 'France' },
	{ code: 'IT', name: 'Italie' },
	{ code: 'LU', name: 'Luxembourg' },
] as const;
