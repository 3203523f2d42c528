import { leadKey, type LeadIdentity } from '../../../nodes/shared/lead';

const LEAD: LeadIdentity = {
	firstName: 'Anna',
	lastName: 'Le Goff',
	title: null,
	email: 'anna@example.org',
	phone: null,
	city: null,
	postalCode: null,
	training: 'Aide soignante',
	callbackPreference: null,
	status: null,
	trainingCentre: { id: '7', name: null },
	source: 'iciFormation',
};

it.each<[string, Partial<LeadIdentity>]>([
	['more white space', { lastName: ' Le \t\n Goff ' }],
	['other letters', { email: 'ANNA@example.org' }],
	['nothing instead of a missing value', { city: ' ' }],
])('a lead with %s is the same lead', (_what, changes) => {
	expect(leadKey({ ...LEAD, ...changes })).toBe(leadKey(LEAD));
});

it.each<[string, Partial<LeadIdentity>]>([
	['without a space', { lastName: 'LeGoff' }],
	['with another source', { source: 'oplead' }],
	['with a value in another field', { title: 'Anna', firstName: null }],
	['with another training centre', { trainingCentre: { id: '8', name: null } }],
])('a lead %s is another lead', (_what, changes) => {
	expect(leadKey({ ...LEAD, ...changes })).not.toBe(leadKey(LEAD));
});

it('composes accents before it compares', () => {
	const accented = { ...LEAD, city: 'Orléans' };
	expect(leadKey({ ...accented, city: 'Orléans'.normalize('NFD') })).toBe(leadKey(accented));
});
