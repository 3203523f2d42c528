/** German, French and English, folded; written here since not every Node knows the names of other languages. */
const MONTH_NAMES = [
	'januar janner jaenner january janvier janv jan',
	'februar feber february fevrier fevr fev feb',
	'marz maerz march mars mrz mar',
	'april avril avr apr',
	'mai may',
	'juni june juin jun',
	'juli july juillet juil jul',
	'august aout aug',
	'september septembre sept sep',
	'oktober october octobre okt oct',
	'november novembre nov',
	'dezember december decembre dez dec',
];

/** From a folded name or abbreviation to the number of the month. */
export const MONTHS: ReadonlyMap<string, number> = new Map(
	MONTH_NAMES.flatMap((names, index) => names.split(' ').map((name) => [name, index + 1] as const)),
);

/** Folded words that stand in front of a date and say nothing more: weekdays, and "le" or "den". */
export const WORDS_IN_FRONT: readonly string[] = [
	'montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so',
	'lundi mardi mercredi jeudi vendredi samedi dimanche lun mar mer jeu ven sam dim',
	'monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun',
	'le den der',
].flatMap((words) => words.split(' '));
