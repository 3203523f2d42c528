import type { Centre, IciLead } from './lead.ts';

/** Trainings from six fields, for leads and for the page's buttons. */
export const SAMPLE_TRAININGS = [
	'Développement Web',
	'Anglais professionnel',
	"Management d'équipe",
	'Aide-soignant',
	'Excel avancé',
	'Comptabilité et paie',
];

const DEFAULT_CENTRES: Centre[] = [
	{ client: 'XYZ Formations', id_client: '1234' },
	{ client: 'Institut Horizon', id_client: '2048' },
];

const PEOPLE = [
	['Mme', 'Hélène', 'Lefèvre'],
	['M.', 'François', "N'Diaye"],
	['Mlle', 'Zoé', 'Dupont-Moreau'],
	['M.', 'Jean-Baptiste', 'Müller'],
	['Mme', 'Maëlle', 'Le Goff'],
	['M.', 'Karim', 'Benali'],
	['Mme', 'Chloé', "D'Hondt"],
	['M.', 'Rémi', 'Garçon'],
	['Mme', 'Inès', 'Fernandes'],
	['M.', 'Loïc', 'Kerbœuf'],
	['Mme', 'Aïssatou', 'Traoré'],
	['M.', 'Noël', 'Bézier'],
	['Mlle', 'Anaïs', 'Château'],
];

const TOWNS = [
	['saint-denis', '93200'],
	['aix-en-provence', '13100'],
	['bourg-en-bresse', '01000'],
	['nice', '06000'],
	["l'haÿ-les-roses", '94240'],
	['saint-étienne', '42000'],
	['foix', '09000'],
	['paris', '75011'],
	['fort-de-france', '97200'],
	['digne-les-bains', '04000'],
	['besançon', '25000'],
];

const STATUSES = ['prospect', "Demandeur d'emploi", 'Salarié(e) du public', 'inscrit', 'Dirigeant, Indépendant'];
const CALLBACK_TIMES = ['après-midi', 'matin', '14H-16H', 'Avant 12 heures', 'Indifférent', '', '18H-20H'];

/** Numbers that the regulator keeps free for fiction, in the ways people type them. */
const phoneStyles = [
	(digits: string) => `063998${digits}`,
	(digits: string) => `06 39 98 ${digits.slice(0, 2)} ${digits.slice(2)}`,
	(digits: string) => `019900${digits}`,
	(digits: string) => `+33 6 39 98 ${digits.slice(0, 2)} ${digits.slice(2)}`,
];

/**
 * The nth made-up lead: the same n gives the same lead, and every n another e-mail address.
 * @param n from 0
 */
export function sampleLead(n: number, centres: Centre[] = DEFAULT_CENTRES): IciLead {
	const [civilite, prenom, nom] = cycled(PEOPLE, n);
	const [ville, codePostal] = cycled(TOWNS, n);
	const digits = String(n % 10_000).padStart(4, '0');
	return {
		nom,
		prenom,
		civilite,
		tel: cycled(phoneStyles, n)(digits),
		email: `${plain(prenom)}.${plain(nom)}.${n + 1}@example.com`,
		ville,
		code_postal: codePostal,
		statut: cycled(STATUSES, n),
		horaire_rappel: cycled(CALLBACK_TIMES, n),
		formation: cycled(SAMPLE_TRAININGS, n),
		...cycled(centres, n),
	};
}

function cycled<Value>(values: Value[], n: number): Value {
	return values[n % values.length];
}

function plain(name: string): string {
	return name
		.toLowerCase()
		.replace('œ', 'oe')
		.normalize('NFD')
		.replace(/[^a-z-]/g, '');
}
