import fc from 'fast-check';

import type { Definition, Definitions } from '../../../nodes/HubSpotUpsert/plan/definition';
import { fieldMatcher, type UnknownField } from '../../../nodes/HubSpotUpsert/plan/fieldMatching';
import { CONTACT_DEFINITIONS } from './planning';

const match = (
	field: string,
	unknownField: UnknownField = 'leaveOut',
	definitions: Definitions = CONTACT_DEFINITIONS,
) => fieldMatcher(definitions, unknownField)(field);

it.each([
	['email', 'email'],
	['Email', 'email'],
	['E-Mail', 'email'],
	[' First  name', 'firstname'],
	['FIRSTNAME', 'firstname'],
	['preference de rappel', 'ici_formation_callback'],
	['Préférence de rappel :', 'ici_formation_callback'],
	['lead-quelle', 'lead_source'],
	['State / Region', 'state'],
	// Their labels are "Phone Number", "Company Name" and "Anzahl Buchungen".
	['Phone', 'phone'],
	[' Company ', 'company'],
	['BOOKINGS_COUNT', 'bookings_count'],
])('the field %j belongs to the property %s', (field, property) => {
	expect(match(field)).toBe(property);
});

it('lets the internal name go before a label', () => {
	const definition = CONTACT_DEFINITIONS.get('city') as Definition;
	const definitions: Definitions = new Map([
		['town', { ...definition, name: 'town', label: 'City' }],
		['City', { ...definition, name: 'City', label: 'Something else' }],
	]);
	expect(match('City', 'leaveOut', definitions)).toBe('City');
	expect(match('city', 'leaveOut', definitions)).toBe('town');
});

it('lets a label go before an internal name in other letters', () => {
	const definition = CONTACT_DEFINITIONS.get('city') as Definition;
	const named = (name: string, label: string): [string, Definition] => [name, { ...definition, name, label }];
	const definitions: Definitions = new Map([named('city', 'Place'), named('town', 'City')]);
	expect(match('CITY', 'leaveOut', definitions)).toBe('town');
	expect(match('CITY', 'leaveOut', new Map([...definitions, named('place', 'City')]))).toBeUndefined();
});

it('chooses none of two properties with one label', () => {
	const definition = CONTACT_DEFINITIONS.get('city') as Definition;
	const named = (name: string): [string, Definition] => [name, { ...definition, name, label: 'Town' }];
	expect(match('Town', 'leaveOut', new Map([named('one')]))).toBe('one');
	expect(match('Town', 'leaveOut', new Map([named('one'), named('two')]))).toBeUndefined();
	expect(match('Town', 'leaveOut', new Map([named('one'), named('two'), named('three')]))).toBeUndefined();
});

it('leaves out what HubSpot keeps itself, whatever becomes of unknown fields', () => {
	for (const unknownField of ['leaveOut', 'keep', 'asNewProperty'] as const) {
		expect(match('createdate', unknownField)).toBeUndefined();
		expect(match('hs_email_domain', unknownField)).toBeUndefined();
	}
	// By its label, or its name in other letters, it is an unknown field.
	expect(match('Create Date')).toBeUndefined();
	expect(match('CREATEDATE')).toBeUndefined();
});

it('does not guess hidden properties by their label', () => {
	const city = { ...(CONTACT_DEFINITIONS.get('city') as Definition), hidden: true };
	const definitions: Definitions = new Map([['city', { ...city, label: 'Town' }]]);
	expect(match('Town', 'leaveOut', definitions)).toBeUndefined();
	expect(match('city', 'leaveOut', definitions)).toBe('city');
});

it('leaves out, keeps or renames a field that fits no property', () => {
	expect(match('Shoe size')).toBeUndefined();
	expect(match('Shoe size', 'keep')).toBe('Shoe size');
	expect(match('Shoe size', 'asNewProperty')).toBe('shoe_size');
});

it('takes no time for a name that is too long for a property, whoever has sent it', () => {
	const field = `email${'\u0301\u0323'.repeat(200_000)}`;
	expect(match(field)).toBeUndefined();
	expect(match(field, 'asNewProperty')).toBe('email');
});

it.each(['constructor', '__proto__', 'toString', ''])('takes %j for a field like any other', (field) => {
	expect(match(field)).toBeUndefined();
	expect(match(field, 'keep')).toBe(field);
});

it('answers any field with a property that can be written, or with what was asked for', () => {
	const writable = [...CONTACT_DEFINITIONS.values()].filter(
		({ modificationMetadata, calculated }) => !modificationMetadata?.readOnlyValue && !calculated,
	);
	const names = new Set(writable.map(({ name }) => name));
	fc.assert(
		fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...names)), (field) => {
			const name = match(field);
			expect(name === undefined || names.has(name)).toBe(true);
			expect(match(field, 'asNewProperty') ?? 'a').toMatch(/^[a-z][a-z0-9_]*$/);
		}),
	);
});
