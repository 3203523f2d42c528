import { EMPTY, judged, property, text, UNREADABLE } from './judged';

const bool = property('bool');

const YES = [
	true,
	1,
	'1',
	'true',
	'TRUE',
	'yes',
	'Y',
	'Oui',
	'o',
	'ja',
	'J',
	'vrai',
	'wahr',
	'on',
	'x',
	' X ',
	'si',
	'sì',
];
const NO = [false, 0, '0', 'false', 'no', 'N', 'NON', 'nein', 'faux', 'falsch', 'off', [false], ['', 'non']];

it.each(YES)('reads %p as true', (value) => {
	expect(judged(value, bool)).toEqual(text('true'));
});

it.each(NO.map((value) => [value]))('reads %p as false', (value) => {
	expect(judged(value, bool)).toEqual(text('false'));
});

it.each([
	'vielleicht',
	2,
	-1,
	'01',
	'yes and no',
	'[object Object]',
	['ja', 'nein'],
	{ yes: true },
	'ja'.repeat(200),
	`x${'\u0301'.repeat(200)}`,
])('does not read %p', (value) => {
	expect(judged(value, bool)).toEqual(UNREADABLE);
});

it.each([null, undefined, '', ' ', [], NaN])('finds %p empty', (value) => {
	expect(judged(value, bool)).toEqual(EMPTY);
});

const options = [
	{ value: 'true', label: 'Abonniert' },
	{ value: 'false', label: 'Abgemeldet' },
];

it.each([
	{ type: 'bool', fieldType: 'booleancheckbox', options },
	{ type: 'enumeration', fieldType: 'booleancheckbox', options },
])('knows the labels of a single checkbox of type $type', (checkbox) => {
	expect(judged('oui', checkbox)).toEqual(text('true'));
	expect(judged(0, checkbox)).toEqual(text('false'));
	expect(judged('abgemeldet', checkbox)).toEqual(text('false'));
	expect(judged('gekündigt', checkbox)).toEqual(UNREADABLE);
});

it('takes a single checkbox with other options as an enumeration', () => {
	const checkbox = { type: 'enumeration', fieldType: 'booleancheckbox', options: [{ value: 'agreed', label: 'Oui' }] };
	expect(judged('oui', checkbox)).toEqual(text('agreed'));
});
