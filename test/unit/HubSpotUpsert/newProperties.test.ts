import { labelled, missingProperties, withMissing } from '../../../nodes/HubSpotUpsert/plan/newProperties';
import { CONTACT_DEFINITIONS, planOf, draft } from './planning';

it('wishes for each property that rows name and HubSpot lacks, once, with a type that fits all its values', () => {
	const rows = [
		draft({ email: 'a@example.com', shoe_size: '42', hobby: 'Chess' }),
		{ code: 'EXPRESSION_FAILED', reason: 'No such thing' } as const,
		draft({ email: 'b@example.com', shoe_size: 43.5, born: '2001-02-03' }),
		draft({ shoe_size: null, born: '', hobby: '12' }),
	];
	expect(missingProperties(rows, CONTACT_DEFINITIONS)).toMatchObject([
		{ name: 'shoe_size', label: 'Shoe Size', type: 'number', options: [] },
		{ name: 'hobby', type: 'string', fieldType: 'text' },
		{ name: 'born', type: 'date', fieldType: 'date' },
	]);
});

it('wishes for nothing where HubSpot has all properties', () => {
	expect(missingProperties([draft({ email: 'a@example.com', city: 'Paris' })], CONTACT_DEFINITIONS)).toEqual([]);
	expect(withMissing(CONTACT_DEFINITIONS, [])).toBe(CONTACT_DEFINITIONS);
});

it('lets values be converted for properties that are yet to be made', () => {
	const rows = [draft({ email: 'a@example.com', newsletter_since: '3.2.2026' })];
	const definitions = withMissing(CONTACT_DEFINITIONS, missingProperties(rows, CONTACT_DEFINITIONS));
	expect(definitions.size).toBe(CONTACT_DEFINITIONS.size + 1);
	expect(planOf(rows, { definitions }).writes[0].properties).toEqual({
		email: 'a@example.com',
		newsletter_since: '2026-02-03',
	});
	expect(CONTACT_DEFINITIONS.has('newsletter_since')).toBe(false);
});

it('takes names that every object has for names like any other', () => {
	const rows = [draft({ email: 'a@example.com', constructor: '12', to_string: 'x' })];
	const wishes = missingProperties(rows, CONTACT_DEFINITIONS);
	expect(wishes.map(({ name }) => name)).toEqual(['constructor', 'to_string']);
	const definitions = withMissing(CONTACT_DEFINITIONS, wishes);
	expect(planOf(rows, { definitions }).writes[0].properties.constructor).toBe('12');
});

it('labels properties as the input calls them, the first of several fields that have the same name', () => {
	const [wish] = missingProperties([draft({ grosse_cm: 180 })], CONTACT_DEFINITIONS);
	const labels = (...items: object[]) => labelled([wish], items).map(({ name, label }) => [name, label]);
	expect(labels({ 'Größe (cm)': 180 }, { grosse_cm: 170 })).toEqual([['grosse_cm', 'Größe (cm)']]);
	expect(labels({ other: 1 })).toEqual([['grosse_cm', 'Grosse Cm']]);
});
