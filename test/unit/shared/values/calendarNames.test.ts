import { MONTHS, WORDS_IN_FRONT } from '../../../../nodes/shared/values/calendarNames';
import { fold } from '../../../../nodes/shared/values/fold';

/** What the names of the months are where the computer knows languages, or for people who abbreviate by hand. */
const MONTH_NAMES = {
	de: 'Januar Februar März April Mai Juni Juli August September Oktober November Dezember',
	'de-AT': 'Jänner Februar März April Mai Juni Juli August September Oktober November Dezember',
	fr: 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre',
	en: 'January February March April May June July August September October November December',
	'de, short': 'Jan Feb Mrz Apr Mai Jun Jul Aug Sep Okt Nov Dez',
	'fr, short': 'janv févr mars avr mai juin juil août sept oct nov déc',
	'en, short': 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec',
};

it.each(Object.entries(MONTH_NAMES))('counts the months of %s from 1', (_language, names) => {
	expect(names.split(' ').map((name) => MONTHS.get(fold(name)))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
});

it('knows the days of the week, and their short forms', () => {
	const days = 'Montag Dienstag Samstag Sonnabend So lundi mardi dimanche jeu Monday Tuesday Sunday Thu'.split(' ');
	expect(days.filter((day) => !WORDS_IN_FRONT.includes(fold(day)))).toEqual([]);
});
