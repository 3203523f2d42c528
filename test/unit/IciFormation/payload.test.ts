import { isIncomplete, toLead, type Reception } from '../../../nodes/IciFormation/payload';

const reception: Reception = { receivedAt: '2026-11-22T10:00:00.000Z', country: 'FR' };

/** The example of Ici Formation's documentation V2.1. */
const DOCUMENTED = {
	nom: 'Doe',
	prenom: 'John',
	civilite: 'M.',
	tel: '0102030405',
	email: 'john.doe@example.com',
	ville: 'paris',
	code_postal: '75001',
	statut: 'prospect',
	horaire_rappel: 'après-midi',
	formation: 'Développement Web',
	client: 'XYZ Formations',
	id_client: '1234',
};

const lead = (fields: Record<string, unknown>) => toLead({ ...DOCUMENTED, ...fields }, reception);
const problems = (fields: Record<string, unknown>) => lead(fields).issues.map(({ field, problem }) => [field, problem]);

it('reads the documented lead', () => {
	expect(toLead(DOCUMENTED, reception)).toEqual({
		firstName: 'John',
		lastName: 'Doe',
		title: 'M.',
		email: 'john.doe@example.com',
		phone: '+33102030405',
		city: 'Paris',
		postalCode: '75001',
		training: 'Développement Web',
		callbackPreference: 'après-midi',
		status: 'prospect',
		trainingCentre: { id: '1234', name: 'XYZ Formations' },
		source: 'Ici Formation',
		receivedAt: '2026-11-22T10:00:00.000Z',
		leadKey: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
		issues: [],
		original: DOCUMENTED,
	});
});

it('reads the schema of 2022', () => {
	const { formation, client, ...rest } = DOCUMENTED;
	const old = toLead({ ...rest, formation_ou_client: 'Anglais professionnel' }, reception);
	expect([formation, client, old.training]).toEqual(['Développement Web', 'XYZ Formations', 'Anglais professionnel']);
	expect(old.issues).toEqual([expect.objectContaining({ field: 'training', problem: 'ambiguous' })]);
});

it('trims and lower-cases e-mails, and flags what is none', () => {
	expect(lead({ email: '  John.DOE@Example.com ' }).email).toBe('john.doe@example.com');
	expect(lead({ email: 'john@@doe' })).toMatchObject({ email: null, original: { email: 'john@@doe' } });
	expect(problems({ email: 'john@@doe' })).toEqual([['email', 'invalid']]);
	expect(problems({ email: ' ' })).toEqual([['email', 'missing']]);
});

it.each<[string, string]>([
	['nom', 'lastName'],
	['formation', 'training'],
	['email', 'email'],
	['tel', 'phone'],
])('tells that %s is missing', (name, field) => {
	const others = Object.entries(DOCUMENTED).filter(([one]) => one !== name);
	expect(toLead(Object.fromEntries(others), reception)).toMatchObject({
		[field]: null,
		issues: [{ field, problem: 'missing' }],
	});
	expect(problems({ [name]: '  ' })).toEqual([[field, 'missing']]);
});

it('takes invisible characters out of an e-mail address', () => {
	expect(lead({ email: 'jo\u200bhn.doe@example.com\u200e' }).leadKey).toBe(lead({}).leadKey);
});

it('leaves out a text that no form sends, at once', () => {
	const start = Date.now();
	const long = lead({ nom: `a${'\u0301\u0323'.repeat(200_000)}` });
	expect([long.lastName, long.issues[0]]).toEqual([
		null,
		expect.objectContaining({ field: 'nom', problem: 'invalid' }),
	]);
	expect(Date.now() - start).toBeLessThan(2000);
});

it.each([
	['06.12.34.56.78', '+33612345678'],
	['+33 (0)6 12 34 56 78', '+33612345678'],
	['0033612345678', '+33612345678'],
	['+49 171 1234567', '+491711234567'],
])('writes the phone number %s as %s', (typed, e164) => {
	expect(lead({ tel: typed })).toMatchObject({ phone: e164, issues: [] });
});

it('keeps a phone number that it cannot read, and flags it', () => {
	expect(lead({ tel: ' 0612 ou bureau ' }).phone).toBe('0612 ou bureau');
	expect(problems({ tel: '0612' })).toEqual([['phone', 'invalid']]);
	expect(lead({ tel: 'aucun' }).phone).toBeNull();
});

it('keeps postal codes as text, and gives one that came as a number its leading zero back', () => {
	expect(lead({ code_postal: '01000' }).postalCode).toBe('01000');
	expect(lead({ code_postal: 1000 }).postalCode).toBe('01000');
	expect(lead({ code_postal: '1000' }).postalCode).toBe('1000');
});

it('repairs mojibake, and keeps a true "Ã"', () => {
	expect(lead({ formation: 'DÃ©veloppement Web', ville: 'Ã©vry', nom: 'JOÃO' })).toMatchObject({
		training: 'Développement Web',
		city: 'Évry',
		lastName: 'JOÃO',
		original: { formation: 'DÃ©veloppement Web' },
	});
});

it('is incomplete without a valid e-mail and any phone number', () => {
	expect(isIncomplete(lead({ email: '', tel: '' }))).toBe(true);
	expect(isIncomplete(lead({ email: 'x', tel: '-' }))).toBe(true);
	expect(isIncomplete(lead({ email: '' }))).toBe(false);
	expect(isIncomplete(lead({ tel: '' }))).toBe(false);
});

it('takes whatever comes without a crash', () => {
	const strange = toLead(
		{ nom: { a: 1 }, prenom: ['x'], tel: 612345678, email: null, ville: true, formation: 'a\u0000\nb\ud800' },
		reception,
	);
	expect(strange).toMatchObject({ lastName: null, firstName: null, phone: '+33612345678', training: 'a b\ufffd' });
	expect(toLead({}, reception).leadKey).toHaveLength(64);
});

it('does not take a field from the prototype', () => {
	const fields = JSON.parse('{"__proto__":{"email":"proto@example.com"},"nom":"Doe"}') as Record<string, unknown>;
	expect(toLead(fields, reception).email).toBeNull();
	expect(toLead(Object.create({ email: 'proto@example.com' }) as Record<string, unknown>, reception).email).toBeNull();
});

describe('the lead key', () => {
	const key = (fields: Record<string, unknown>) => lead(fields).leadKey;

	it('is the same whatever the writing, the order or the date', () => {
		const written = key({
			email: ' JOHN.DOE@example.com',
			tel: '+33 1 02 03 04 05',
			ville: 'PARIS',
			nom: 'DOE ',
			formation: 'DÃ©veloppement  Web',
			date_creation: '2026-11-22T09:00:00+01:00',
		});
		expect(written).toBe(key({}));
		expect(toLead(DOCUMENTED, { ...reception, receivedAt: '2027-01-01T00:00:00.000Z' }).leadKey).toBe(key({}));
	});

	it.each(Object.keys(DOCUMENTED))('changes with %s', (field) => {
		expect(key({ [field]: field === 'tel' ? '0605040302' : 'other@example.com' })).not.toBe(key({}));
	});
});
