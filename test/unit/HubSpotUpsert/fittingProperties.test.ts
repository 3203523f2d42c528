import type { Definition } from '../../../nodes/HubSpotUpsert/plan/definition';
import { fieldMatcher, unmatchedFields } from '../../../nodes/HubSpotUpsert/plan/fieldMatching';
import { fittingWish } from '../../../nodes/HubSpotUpsert/plan/fittingWish';
import { isSameKind, kindName, kindNamed, kindOf } from '../../../nodes/HubSpotUpsert/plan/propertyKinds';
import { internalName, nameProblem, titleOf } from '../../../nodes/HubSpotUpsert/plan/propertyName';
import { CONTACT_DEFINITIONS } from './planning';

describe('names', () => {
	it.each([
		['Größe (cm)', 'grosse_cm'],
		['__Nom', 'nom'],
		['2nd', 'property_2nd'],
		['!', 'property'],
		['É-mail', 'e_mail'],
		['x'.repeat(150), 'x'.repeat(100)],
		[`${'x'.repeat(99)} y`, 'x'.repeat(99)],
	])('%s becomes %s', (text, name) => {
		expect(internalName(text)).toBe(name);
		expect(nameProblem(name)).toBeUndefined();
	});

	it.each([
		['nom de_la  formation', 'Nom De La Formation'],
		['leadKey', 'Lead Key'],
		[' x ', 'X'],
		['', ''],
	])('%j is called %j', (name, title) => {
		expect(titleOf(name)).toBe(title);
	});

	it.each(['A', '1a', '_a', 'a b', 'a-b', `a${'b'.repeat(100)}`])('%s is no internal name', (name) => {
		expect(nameProblem(name)).toContain('cannot be the internal name');
	});
});

describe('kinds', () => {
	it('are known by their names and field types, and by both types of HubSpot', () => {
		expect(kindNamed('MULTI-LINE text')?.value).toBe('textarea');
		expect(kindNamed('datetime')?.name).toBe('Date and Time');
		expect(kindNamed('')).toBeUndefined();
		expect(kindOf({ type: 'phone_number', fieldType: 'phonenumber' })?.value).toBe('phonenumber');
		expect(kindOf({ type: 'enumeration', fieldType: 'booleancheckbox' })?.value).toBe('booleancheckbox');
		expect(kindOf({ type: 'datetime', fieldType: 'date' })?.value).toBe('datetime');
		expect(kindOf({ type: 'number', fieldType: 'text' })).toBeUndefined();
	});

	it.each([
		['string', 'file', 'File'],
		['string', 'html', 'Rich Text'],
		['number', 'calculation_equation', 'Calculation'],
		['json', 'odd', 'json (odd)'],
		['string', 'text', 'Single-Line Text'],
	])('%s and %s are called %s', (type, fieldType, name) => {
		expect(kindName({ type, fieldType })).toBe(name);
	});

	it('are the same as far as users can tell', () => {
		const typed = (type: string, fieldType: string) => ({ type, fieldType });
		expect(isSameKind(typed('string', 'phonenumber'), typed('phone_number', 'phonenumber'))).toBe(true);
		expect(isSameKind(typed('string', 'text'), typed('string', 'textarea'))).toBe(false);
		expect(isSameKind(typed('json', 'odd'), typed('json', 'odd'))).toBe(true);
		expect(isSameKind(typed('json', 'odd'), typed('json', 'other'))).toBe(false);
		expect(isSameKind(typed('json', 'odd'), typed('text', 'odd'))).toBe(false);
	});
});

describe('the property that fits a field', () => {
	it.each<[unknown[], string, string]>([
		[[], 'string', 'text'],
		[['', null], 'string', 'text'],
		[['1', -2.5, '1e+21', '0.5', '0'], 'number', 'number'],
		[['1e-7'], 'number', 'number'],
		[['007'], 'string', 'text'],
		[['+41'], 'string', 'text'],
		[['1.'], 'string', 'text'],
		[['123456789012345'], 'number', 'number'],
		[['1234567890123456'], 'string', 'text'],
		[['1', 'x'], 'string', 'text'],
		[['TRUE', false], 'bool', 'booleancheckbox'],
		[['truer'], 'string', 'text'],
		[['untrue'], 'string', 'text'],
		[['2026-02-03', '3.2.2026'], 'date', 'date'],
		[['2026-02-30'], 'string', 'text'],
		[['2026-02-03', '2026-02-03T10:00'], 'datetime', 'date'],
		[['3.2.2026 9:05'], 'datetime', 'date'],
		[['am 3.2.2026'], 'string', 'text'],
		[['x'.repeat(255)], 'string', 'text'],
		[['x'.repeat(256)], 'string', 'textarea'],
		[['a', 'b\nc'], 'string', 'textarea'],
	])('with %j is %s/%s', (values, type, fieldType) => {
		expect(fittingWish('Some field', values)).toEqual({
			name: 'some_field',
			label: 'Some Field',
			type,
			fieldType,
			options: [],
		});
	});

	it('is called after what is left of its name', () => {
		expect(fittingWish('_', []).label).toBe('Property');
	});

	const definition = (name: string, label: string, changes: object = {}) =>
		[name, { ...(CONTACT_DEFINITIONS.get('city') as object), name, label, ...changes } as Definition] as const;
	const definitions = new Map([
		definition('email', 'E-Mail'),
		definition('phone', 'Phone Number'),
		definition('one', 'Twin'),
		definition('two', 'TWIN'),
		definition('secret', 'Hidden Thing', { hidden: true }),
		definition('kept', 'Kept Thing', { calculated: true }),
		definition('third', 'Triplet'),
	]);

	it.each([
		['email', 'email'],
		['e mail', 'email'],
		[' Phone ', 'phone'],
		['phone-NUMBER', 'phone'],
		['Twin', undefined],
		['one', 'one'],
		['Hidden Thing', undefined],
		['secret', 'secret'],
		[' SECRET', 'secret'],
		['kept', undefined],
		['KEPT', undefined],
		['Kept Thing', undefined],
		['New Field', undefined],
		['', undefined],
	])('"%s" is %s', (field, name) => {
		const match = fieldMatcher(definitions, 'leaveOut');
		expect(match(field)).toBe(name);
		expect(match(field)).toBe(name);
	});

	it('is kept as it is called, or as a new one, where that is chosen', () => {
		expect(fieldMatcher(definitions, 'keep')('New Field')).toBe('New Field');
		expect(fieldMatcher(definitions, 'asNewProperty')('New Field')).toBe('new_field');
		expect(fieldMatcher(definitions, 'asNewProperty')('E-mail')).toBe('email');
		expect(fieldMatcher(definitions, 'keep')('kept')).toBeUndefined();
	});

	it('is no more looked for by a name of more than five hundred characters', () => {
		const long = `E${'-'.repeat(495)}Mail`;
		expect(fieldMatcher(definitions, 'leaveOut')(long)).toBe('email');
		expect(fieldMatcher(definitions, 'leaveOut')(`${long}-`)).toBeUndefined();
	});

	it('is missing for fields that hold something only', () => {
		const items = [{ a: '', email: 'x', kept: 1, b: 1 }, { a: 2, b: 3, Phone: '1' }, { c: null }];
		expect(unmatchedFields(items, definitions)).toEqual(['b', 'a']);
	});
});
