export const FACILITIES = ['McArena Schorndorf', 'McArena Aspach', 'McArena Fellbach', 'McArena Crailsheim'];

export const firstNames = (
	[
		['Frau', 'Anne-Käthe Änne Sabine Müjgan Zoë Françoise Heike Bärbel Lena'],
		['Herr', 'Jörg Günther Özgür Klaus-Dieter Håkon André Matthias Kévin Björn Uwe'],
	] as const
).flatMap(([salutation, names]) => names.split(' ').map((firstName) => ({ salutation, firstName })));

export const LAST_NAMES = [
	'Müller',
	'Weiß',
	'Schäfer-Größ',
	'Çelik',
	'Häußermann',
	'Krüger',
	'von der Höh',
	"D'Angelo",
	'Škoda',
	'Lüdenscheidt; geb. Maier',
	'Sørensen',
	'Bäuerle',
];

export const STREETS = ['Hauptstraße', 'Große Gasse', 'Rosengäßle', 'Am Bächle', '"Im Grünen"', 'Straße des 17. Juni'];

/** Codes in the east of Germany begin with a zero. */
export const towns = [
	['73614', 'Schorndorf'],
	['71546', 'Aspach'],
	['70734', 'Fellbach'],
	['74564', 'Crailsheim'],
	['73033', 'Göppingen'],
	['01067', 'Dresden'],
	['04109', 'Leipzig'],
	['06108', 'Halle (Saale)'],
].map(([postalCode = '', town = '']) => ({ postalCode, town }));

/** Most have line breaks of either kind, semicolons or quotes. */
export const REMARKS = [
	'Stammgast',
	'Ruft vorher an;\r\nzahlt bar',
	'Guthaben: 20,00 €;\nbitte verrechnen',
	'Mannschaft "Die Kicker"\r\n\r\nAnsprechpartner: Herr Özdemir',
	'Schlüssel – wie besprochen – beim Platzwart',
	'=5+5',
];

export const BOOKING_MINUTES = [60, 60, 60, 90, 90, 120, 165];

export const TOURNAMENT_MINUTES = [240, 480, 1_500];

export const STATUSES = ['bezahlt', 'bezahlt', 'bezahlt', 'offen', 'gemahnt'];
