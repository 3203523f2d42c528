/** Rows of the customer master data that no import can take: too few fields, a day that no calendar has, quotes in quotes. */
export const BAD_CUSTOMERS = [
	'0009001;Herr;Jörg;Abgebrochen;Hauptstraße 1;73614',
	'0009002;Frau;Änne;Schaltjahr;Hauptstraße 2;73614;Schorndorf;aenne.schaltjahr@example.com;069 90009001;;31.02.1990;McArena Schorndorf;ja;',
	'0009003;Herr;Uwe;Gänsefuß;Hauptstraße 3;71546;Aspach;uwe.gaensefuss@example.com;069 90009002;;24.12.1980;McArena Aspach;nein;"Mannschaft "Die Kicker" Aspach"',
];

/** Rows of the invoice journal that no import can take: an amount that is none, no e-mail address. */
export const BAD_INVOICES = [
	'RE-2025-900001;30.06.2025;0004711;folgt@example.com;McArena Fellbach;28.06.2025;1,5;62,90;folgt;offen',
	'RE-2025-900002;30.09.2025;0009004;;McArena Aspach;28.09.2025;1;41,93;49,90 €;offen',
];
