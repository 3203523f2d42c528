import {
	additionProblem,
	differsMessage,
	foresee,
	missingOptions,
	usualGroup,
	type Existing,
} from '../../../nodes/HubSpotUpsert/plan/foresight';
import type { PropertyWish } from '../../../nodes/HubSpotUpsert/plan/wish';
import { joinWishes, optionsConflict, readWish } from '../../../nodes/HubSpotUpsert/plan/wishes';

describe('a wish', () => {
	const wish = (changes: Partial<PropertyWish> = {}): PropertyWish => {
		return { name: 'fruit', label: 'Fruit', type: 'enumeration', fieldType: 'select', options: [], ...changes };
	};
	const existing = (changes: object = {}) =>
		({ ...wish(), options: [{ value: 'apple', label: 'Apple', hidden: false }], ...changes }) as unknown as Existing;
	const option = (label: string, value = label) => ({ label, value });

	it.each<[string, object, PropertyWish['options'], string[]]>([
		['that a property meets', {}, [option('Apple')], []],
		['whose property is hidden', { hidden: true }, [option('Apple')], ['is hidden in HubSpot']],
		[
			'whose option is hidden',
			{ options: [{ value: 'apple', label: 'Apple', hidden: true }] },
			[option('APPLE')],
			['has the option "Apple" hidden'],
		],
		[
			'whose option has another value',
			{},
			[option('Apple', 'malum')],
			['has the option "Apple" with the internal value "apple", not "malum"'],
		],
		[
			'whose option has another label',
			{},
			[option('Malum', 'apple')],
			['has the option "apple" with the label "Apple", not "Malum"'],
		],
		['whose option has its label in other letters', {}, [option('APPLE', 'apple')], []],
	])('%s differs by what it differs', (_what, changes, options, differences) => {
		expect(foresee(existing(changes), wish({ options }))).toEqual({ result: 'unchanged', missing: [], differences });
	});

	it('for options that a property lacks adds them', () => {
		const options = [option('Apple'), option('Pear')];
		expect(foresee(existing(), wish({ options }))).toEqual({
			result: 'optionsAdded',
			missing: [option('Pear')],
			differences: [],
			problem: undefined,
		});
		expect(foresee(undefined, wish({ options }))).toEqual({
			result: 'created',
			missing: options,
			differences: [],
			problem: undefined,
		});
		expect(missingOptions(existing(), [option('ÀPPLE', 'x'), option('x', 'Apple')])).toEqual([]);
	});

	it('for a property without options needs none', () => {
		expect(foresee(undefined, wish({ fieldType: 'text', type: 'string' })).problem).toBeUndefined();
		expect(foresee(undefined, wish({ fieldType: 'odd', type: 'odd' })).problem).toBeUndefined();
		expect(foresee(undefined, wish()).problem).toEqual({
			code: 'SETTING_INVALID',
			reason: 'The property "fruit" is to be created as Dropdown, but has no options. Fill in its Options.',
		});
	});

	it('for another kind, or for unique values, is beyond help', () => {
		const other = existing({ hasUniqueValue: true, fieldType: 'radio' });
		const { result, missing, differences } = foresee(other, wish({ hasUniqueValue: false, options: [option('x')] }));
		expect([result, missing]).toEqual(['differs', []]);
		expect(differsMessage('fruit', differences)).toBe(
			'The property "fruit" exists as Radio Buttons, not as Dropdown, and exists with unique values, which HubSpot never changes. Change it in HubSpot, or choose another name.',
		);
		expect(foresee(existing(), wish({ hasUniqueValue: true })).differences).toEqual([
			'exists without unique values, which HubSpot never changes',
		]);
		expect(foresee(existing({ hasUniqueValue: true }), wish()).result).toBe('unchanged');
		expect(foresee(existing(), wish({ hasUniqueValue: false })).result).toBe('unchanged');
	});

	it('cannot add options everywhere', () => {
		expect(additionProblem(existing())).toBeUndefined();
		expect(additionProblem(existing({ type: 'odd', fieldType: 'calculation_equation' }))).toBe(
			'The property "Fruit" takes no options: it is Calculation.',
		);
		expect(additionProblem(existing({ externalOptions: true }))).toBe(
			'The options of "Fruit" come from elsewhere in HubSpot, for instance from its users. Add them there.',
		);
		expect(additionProblem(existing({ modificationMetadata: { readOnlyOptions: true } }))).toContain('through its API');
		const closed = existing({ externalOptions: true });
		expect(foresee(closed, wish({ options: [option('Pear')] })).problem?.code).toBe('PROPERTY_UNWRITABLE');
	});

	it('without a group goes to the usual one', () => {
		const of = (name: string, groupName?: string) => ({ name, groupName }) as { name: string; groupName: string };
		expect(usualGroup([of('a', 'x'), of('b', 'y'), of('hs_object_id', 'z')])).toBe('z');
		expect(usualGroup([of('a', 'x'), of('b', 'y'), of('c', 'y'), of('hs_object_id')])).toBe('y');
		expect(usualGroup([of('a')])).toBeUndefined();
		expect(usualGroup([])).toBeUndefined();
	});

	it('is read from the fields of the editor', () => {
		expect(
			readWish({
				name: ' fruit ',
				type: 'multiple checkboxes',
				options: 'Apple;b=Birne\r\n Plum = Zwetschge ;=Fig;g=;apple',
				group: ' g ',
				description: ' d ',
				unique: 'no',
			}),
		).toEqual({
			name: 'fruit',
			label: 'Fruit',
			type: 'enumeration',
			fieldType: 'checkbox',
			options: [option('Apple'), option('Birne', 'b'), option('Zwetschge', 'Plum'), option('Fig'), option('g')],
			groupName: 'g',
			description: 'd',
			hasUniqueValue: undefined,
		});
		expect(readWish({ name: 'member', label: 'Member No.', type: 'number', unique: true })).toMatchObject({
			label: 'Member No.',
			options: [],
			hasUniqueValue: true,
		});
		expect(readWish({ name: 'x', type: 'text', unique: 'TRUE' })).toMatchObject({ hasUniqueValue: true });
		const list = [[{ value: 'a', label: 'Apple' }], { label: 'Pear' }, { value: 'p' }, {}, null, 'q=Quince'];
		expect(readWish({ name: 'x', type: 'select', options: list })).toMatchObject({
			options: [option('Apple', 'a'), option('Pear'), option('p'), option('Quince', 'q')],
		});
	});

	it.each<[object, string]>([
		[{}, 'A property has no name. Fill in its Name, for instance "kontaktkategorie".'],
		[
			{ name: '1 Größe', type: 'text' },
			'"1 Größe" cannot be the internal name of a property: it takes lower-case letters, digits and underscores, begins with a letter and has 100 characters at most. Write "property_1_grosse".',
		],
		[
			{ name: 'x', type: 'odd' },
			'The property "x" has an unknown type: "odd". Choose one of these: Date, Date and Time, Dropdown, Multi-Line Text, Multiple Checkboxes, Number, Phone Number, Radio Buttons, Single-Line Text, Yes or No.',
		],
		[
			{ name: 'x' },
			'The property "x" has an unknown type: "". Choose one of these: Date, Date and Time, Dropdown, Multi-Line Text, Multiple Checkboxes, Number, Phone Number, Radio Buttons, Single-Line Text, Yes or No.',
		],
		[
			{ name: 'x', type: 'date', unique: true },
			'The property "x" cannot have unique values: HubSpot wants Single-Line Text or Number for that, not Date.',
		],
		[
			{ name: 'x', type: 'select', options: [{ value: 'a;b' }] },
			'The property "x" cannot have these options. The option "a;b" has a semicolon, by which HubSpot parts options. Leave it out.',
		],
		[
			{ name: 'x', type: 'select', options: 'a=Apple;b=APPLE' },
			'The property "x" cannot have these options. Two options have the label "APPLE": "a" and "b". Give each a label of its own.',
		],
		[
			{ name: 'x', type: 'select', options: 'a=Apple;A=Pear' },
			'The property "x" cannot have these options. Two options have the internal value "A": "Apple" and "Pear". Give each a value of its own.',
		],
	])('%j cannot be read: %s', (fields, reason) => {
		expect(readWish(fields)).toEqual({ code: 'SETTING_INVALID', reason });
	});

	it('is joined with others for the same property', () => {
		const rejected = { code: 'SETTING_INVALID', reason: 'No.' } as const;
		const first = wish({ label: 'Fruit', options: [option('Apple')] });
		const second = wish({
			label: 'Obst',
			options: [option('APPLE'), option('Pear')],
			groupName: 'g',
			description: 'd',
			hasUniqueValue: true,
		});
		const other = wish({ name: 'other' });
		const both = { ...second, options: [option('Apple'), option('Pear')] };
		expect(joinWishes([first, rejected, other, second])).toEqual([both, rejected, other, both]);
		const named = { ...first, label: 'Own', groupName: 'x', description: 'y', hasUniqueValue: false };
		expect(joinWishes([named, second])[0]).toEqual({ ...named, options: both.options });
		const contradiction = {
			code: 'SETTING_INVALID',
			reason: 'The property "fruit" is asked for twice, as Dropdown and as Radio Buttons. Decide for one.',
		};
		expect(joinWishes([first, wish({ fieldType: 'radio' }), second])).toEqual([1, 2, 3].map(() => contradiction));
		expect(joinWishes([first, wish({ options: [option('Apple', 'a')] })])[0]).toEqual({
			code: 'SETTING_INVALID',
			reason:
				'The property "fruit" cannot have these options. Two options have the label "Apple": "Apple" and "a". Give each a label of its own.',
		});
		expect(optionsConflict([option('Apple', 'a'), option('APPLE', 'A')])).toBeUndefined();
	});
});
