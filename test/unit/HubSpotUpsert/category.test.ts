import { categoryOf, mappingProblem, type CategoryMapping } from '../../../nodes/HubSpotUpsert/plan/category';

const mapping: CategoryMapping = {
	property: 'kontaktkategorie',
	rules: [
		{ condition: 'equals', value: 'Développement Web', option: 'exact' },
		{ condition: 'startsWith', value: 'anglais', option: 'langues' },
		{ condition: 'pattern', value: '\\b(santé|soignant)\\b', option: 'sante' },
		{ condition: 'contains', value: 'web', option: 'numerique' },
	],
	fallback: 'leave',
	defaultOption: '',
	existingValues: 'replace',
	missingOption: 'reject',
};

it.each([
	['Développement Web', 'exact', 'Rule 1'],
	['  DEVELOPPEMENT   web ', 'exact', 'Rule 1'],
	['Anglais professionnel', 'langues', 'Rule 2'],
	['Aide-soignant', 'sante', 'Rule 3'],
	['AIDE SOIGNANT et sante', 'sante', 'Rule 3'],
	['Designer WEB', 'numerique', 'Rule 4'],
])('%s is mapped to %s, because of %s', (training, option, because) => {
	expect(categoryOf(training, mapping)).toEqual({ kind: 'option', option, because });
});

it('lets the first rule that matches decide', () => {
	const reversed = { ...mapping, rules: [...mapping.rules].reverse() };
	expect(categoryOf('Développement Web', reversed)).toEqual({
		kind: 'option',
		option: 'numerique',
		because: 'Rule 1',
	});
});

const falling = (source: string, settings: Partial<CategoryMapping>) => categoryOf(source, { ...mapping, ...settings });

it.each(['Cuisine', '', '   '])('falls back for "%s"', (training) => {
	expect(falling(training, {})).toEqual({ kind: 'leave' });
	expect(falling(training, { fallback: 'defaultOption', defaultOption: 'autre' })).toEqual({
		kind: 'option',
		option: 'autre',
		because: 'Default Category',
	});
	expect(falling(training, { fallback: 'reject' })).toEqual({
		kind: 'reject',
		reason: expect.stringContaining('kontaktkategorie') as string,
	});
});

it('takes the source value for the category where that is the fallback and there is one', () => {
	expect(falling('  Cuisine ', { fallback: 'sourceValue' })).toEqual({
		kind: 'option',
		option: 'Cuisine',
		because: 'Source Value',
	});
	expect(falling('Anglais', { fallback: 'sourceValue' })).toMatchObject({ option: 'langues' });
	expect(falling('   ', { fallback: 'sourceValue' })).toEqual({ kind: 'leave' });
});

it('finds what cannot work in a mapping', () => {
	const rule = mapping.rules[0];
	expect(mappingProblem(mapping)).toBeUndefined();
	expect(mappingProblem({ ...mapping, property: '' })).toContain('no property');
	expect(mappingProblem({ ...mapping, rules: [rule, { ...rule, value: ' ' }] })).toContain('Rule 2');
	expect(mappingProblem({ ...mapping, rules: [{ ...rule, option: '' }] })).toContain('no option');
	expect(mappingProblem({ ...mapping, rules: [{ ...rule, condition: 'pattern', value: '(' }] })).toContain('pattern');
	expect(mappingProblem({ ...mapping, fallback: 'defaultOption' })).toContain('no default option');
});

const select = { label: 'Lead-Quelle', type: 'enumeration', fieldType: 'select', options: [] };
const checkbox = { label: 'Kontaktkategorie', type: 'enumeration', fieldType: 'checkbox', options: [] };

it('says that a category cannot be added to a property that holds only one', () => {
	const append: CategoryMapping = { ...mapping, existingValues: 'append' };
	expect(mappingProblem(append, select)).toContain('"Lead-Quelle" holds one');
	expect(mappingProblem(append, checkbox)).toBeUndefined();
	expect(mappingProblem(mapping, select)).toBeUndefined();
});

it.each(['replace', 'append'] as const)(
	'says of a property that takes no choices what it is, where they %s',
	(kept) => {
		const city = { label: 'City', type: 'string', fieldType: 'text', options: [] };
		expect(mappingProblem({ ...mapping, existingValues: kept }, city)).toBe(
			'A category is one of the choices of a property, and "City" has none: it is Single-Line Text. Choose a property with choices, or fill "City" under Properties.',
		);
	},
);

it('says of a property whose choices are kept elsewhere where to fill it', () => {
	const owner = { ...select, label: 'Contact owner', externalOptions: true };
	expect(mappingProblem(mapping, owner)).toBe(
		'The choices of "Contact owner" come from elsewhere in HubSpot, which a category mapping does not know. Fill "Contact owner" under Properties.',
	);
	expect(mappingProblem(mapping, { ...owner, options: [{}] })).toBeUndefined();
});
