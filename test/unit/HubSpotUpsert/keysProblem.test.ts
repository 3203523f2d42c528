import { keysProblem } from '../../../nodes/HubSpotUpsert/plan/definition';
import type { Key } from '../../../nodes/HubSpotUpsert/plan/key';
import { CONTACT_DEFINITIONS, EMAIL, LEAD_KEY, RECORD_ID } from './planning';

const problemOf = (...keys: Key[]) =>
	keysProblem(keys, CONTACT_DEFINITIONS, { name: 'contacts', plural: 'contacts' })?.reason;

it('finds nothing wrong with a record’s ID and unique properties', () => {
	expect(problemOf(RECORD_ID, EMAIL, LEAD_KEY)).toBeUndefined();
});

it.each<[Key, RegExp]>([
	[{ by: 'unique', property: 'shoe_size' }, /^HubSpot has no property "shoe_size" for contacts\. Choose another/],
	[{ by: 'search', property: 'shoe_size' }, /^HubSpot has no property "shoe_size" for contacts\. Choose another/],
	[{ by: 'unique', property: 'city' }, /does not keep the property "City" unique\. Choose a unique one/],
	[{ by: 'search', property: 'kontaktkategorie' }, /holds several choices/],
])('says what is wrong with %j, wherever it stands', (key, problem) => {
	expect(problemOf(key)).toMatch(problem);
	expect(problemOf(EMAIL, key)).toMatch(problem);
});
