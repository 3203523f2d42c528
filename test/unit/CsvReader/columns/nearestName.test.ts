import { nearestName } from '../../../../nodes/CsvReader/columns/nearestName';

it.each([
	// Four of twelve letters may be others, left out or too much.
	['abcdefghijkl', 'XbcdXfgXijkX', true],
	['abcdefghijkl', 'XbcdXfXXijkX', false],
	['abcdefghijkl', 'abdfhjkl', true],
	['abcdefghijkl', 'abdfhjl', false],
	['abcdefghijkl', 'abXcdXefXghXijkl', true],
	['abcdefghijkl', 'abXcdXefXghXijXkl', false],
	['abcdefghijkl', 'Xabcdeghijlk', true],
	// Of a short name one letter.
	['ab', 'ax', true],
	['ab', 'a', true],
	['ab', 'xy', false],
	['ab', 'xxxxxb', false],
	// A name that is part of the other is near, if it is longer than two letters.
	['PLZ', 'PLZ des Wohnorts', true],
	['PLZ des Wohnorts', 'PLZ', true],
	['Nr', 'Nr der Bestellung', false],
	['Nr der Bestellung', 'Nr', false],
	// Nothing but signs is near nothing.
	['?', 'A', false],
	['Größe', 'Grosße', true],
	['Strasse', 'STRASSE', true],
])('of %p, is %p the nearest? %p', (wanted, name, isNear) => {
	expect(nearestName(wanted, [name])).toBe(isNear ? name : undefined);
});

it('tells names apart by their numbers', () => {
	expect(nearestName('adresse-1', ['Adresse 2', 'Adresse 1'])).toBe('Adresse 1');
});

it('is the first of several that are equally near', () => {
	expect(nearestName('Betra', ['Betrag', 'Betrat'])).toBe('Betrag');
});

it('is none where there are no names', () => {
	expect(nearestName('Name', [])).toBeUndefined();
});

it('looks at the first sixty letters of long names only, which keeps it quick', () => {
	const beginning = 'x'.repeat(60);
	expect(nearestName(beginning + 'a'.repeat(40), [beginning + 'b'.repeat(40)])).toBe(beginning + 'b'.repeat(40));
});
