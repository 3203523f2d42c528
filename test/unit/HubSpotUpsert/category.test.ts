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
};

it.each([
	['Développement Web', 'exact'],
	['  DEVELOPPEMENT   web ', 'exact'],
	['Anglais professionnel', 'langues'],
	['Aide-soignant', 'sante'],
	['AIDE SOIGNANT et sante', 'sante'],
	['Designer WEB', 'numerique'],
])('%s is mapped to %s', (training, option) => {
	expect(categoryOf(training, mapping)).toEqual({ kind: 'option', text: option });
});

it('lets the first rule that matches decide', () => {
	const reversed = { ...mapping, rules: [...mapping.rules].reverse() };
	expect(categoryOf('Développement Web', reversed)).toEqual({ kind: 'option', text: 'numerique' });
});

it('adds to a multi-checkbox with a leading semicolon', () => {
	expect(categoryOf('web', { ...mapping, existingValues: 'append' })).toEqual({ kind: 'option', text: ';numerique' });
});

it.each(['Cuisine', '', '   '])('falls back for "%s"', (training) => {
	const fallback = (settings: Partial<CategoryMapping>) => categoryOf(training, { ...mapping, ...settings });
	expect(fallback({})).toEqual({ kind: 'leave' });
	expect(fallback({ fallback: 'defaultOption', defaultOption: 'autre' })).toEqual({ kind: 'option', text: 'autre' });
	expect(fallback({ fallback: 'reject' })).toEqual({
		kind: 'reject',
		reason: expect.stringContaining('kontaktkategorie') as string,
	});
});

it('finds what cannot work in a mapping', () => {
	const rule = mapping.rules[0];
	expect(mappingProblem(mapping)).toBeUndefined();
	expect(mappingProblem({ ...mapping, property: '' })).toContain('no property');
	expect(mappingProblem({ ...mapping, rules: [rule, { ...rule, value: ' ' }] })).toContain('Rule 2');
	expect(mappingProblem({ ...mapping, rules: [{ ...rule, option: '' }] })).toContain('no option');
	expect(mappingProblem({ ...mapping, rules: [{ ...rule, condition: 'pattern', value: '(' }] })).toContain('pattern');
	expect(mappingProblem({ ...mapping, fallback: 'defaultOption' })).toContain('no default option');

	const append: CategoryMapping = { ...mapping, existingValues: 'append' };
	expect(mappingProblem(append, { label: 'Lead-Quelle', fieldType: 'select' })).toContain('"Lead-Quelle" holds one');
	expect(mappingProblem(append, { label: 'Kontaktkategorie', fieldType: 'checkbox' })).toBeUndefined();
	expect(mappingProblem(mapping, { label: 'Lead-Quelle', fieldType: 'select' })).toBeUndefined();
});
