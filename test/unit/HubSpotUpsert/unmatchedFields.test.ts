import { isUnique, type Definition } from '../../../nodes/HubSpotUpsert/plan/definition';
import { unmatchedFields } from '../../../nodes/HubSpotUpsert/plan/fieldMatching';
import { COMPANY_DEFINITIONS, CONTACT_DEFINITIONS } from './planning';

describe('unmatched fields', () => {
	const unmatched = (...items: Array<Record<string, unknown>>) => unmatchedFields(items, CONTACT_DEFINITIONS);

	it('are those that hold something and fit no property, each once, in their order', () => {
		expect(
			unmatched(
				{ shoeSize: 42, email: 'a@b.de', 'First Name': 'Anna' },
				{ hat: 'top', shoeSize: 41, 'E-Mail': 'c@d.de' },
			),
		).toEqual(['shoeSize', 'hat']);
	});

	it('are none of the fields that are always empty', () => {
		expect(unmatched({ shoeSize: '' }, { shoeSize: null })).toEqual([]);
		expect(unmatched({ shoeSize: '' }, { shoeSize: '42' })).toEqual(['shoeSize']);
	});

	it('are none of the properties that HubSpot keeps itself', () => {
		expect([...CONTACT_DEFINITIONS.keys()]).toContain('createdate');
		expect(unmatched({ createdate: '2026-01-01' })).toEqual([]);
	});
});

describe('a unique property', () => {
	const named = (name: string, definitions = CONTACT_DEFINITIONS) => definitions.get(name) as Definition;

	it('is the e-mail address of contacts, and what HubSpot says is unique', () => {
		expect(isUnique(named('email'), 'contacts')).toBe(true);
		expect(isUnique(named('lead_key'), 'contacts')).toBe(true);
		expect(isUnique({ ...named('city'), hasUniqueValue: true }, 'contacts')).toBe(true);
	});

	it('is no other, nor the e-mail address of other objects', () => {
		expect(isUnique(named('city'), 'contacts')).toBe(false);
		expect(isUnique(named('domain', COMPANY_DEFINITIONS), 'companies')).toBe(false);
		expect(isUnique({ ...named('email'), hasUniqueValue: false }, 'companies')).toBe(false);
	});
});
