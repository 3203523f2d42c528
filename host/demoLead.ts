/** A lead as Ici Formation sends it, with a training of the digital field and an address that nobody has. */
export const DEMO_LEAD = {
	nom: 'Durand',
	prenom: 'Claire',
	civilite: 'Mme',
	tel: '06 39 98 12 34',
	email: 'claire.durand@example.com',
	ville: 'saint-denis',
	code_postal: '93200',
	statut: 'prospect',
	horaire_rappel: 'matin',
	formation: 'Développement Web',
	client: 'XYZ Formations',
	id_client: '1234',
};

/** The category that the Ici Formation template gives to the training of `demoLead`. */
export const DEMO_CATEGORY = { value: 'formation_numerique', label: 'Formation Numérique' };
