import { problem, read } from './read';

it.each(['01234', '1.10', ' x ', 'ja', '31.12.2025', '\u00a0', '"', 'a\nb', '=1+1', '1e5', 'NULL'])(
	'leaves the text %p as it is',
	(field) => {
		expect(read(field, { kind: 'text' })).toBe(field);
	},
);

it.each([
	[true, ['ja', 'JA', 'j', 'oui', 'o', 'yes', 'y', 'wahr', 'vrai', 'true', 'TRUE', '1', 'x', 'X', ' Ja ']],
	[false, ['nein', 'n', 'non', 'no', 'falsch', 'faux', 'false', 'FALSE', '0']],
])('reads %p', (value, fields) => {
	for (const field of fields) expect(read(field, { kind: 'boolean' })).toBe(value);
});

it.each(['vielleicht', '2', '-', 'jaja', 'x'.repeat(1000)])('reads neither yes nor no in %p', (field) => {
	expect(read(field, { kind: 'boolean' })).toEqual(problem('is not yes or no'));
});

it.each([
	['anna@example.com', 'anna@example.com'],
	[' Anna.Maier@Example.COM ', 'anna.maier@example.com'],
	['anna\u200b@example.com', 'anna@example.com'],
	['info@müller.de', 'info@müller.de'],
])('reads the e-mail address %p', (field, address) => {
	expect(read(field, { kind: 'email' })).toBe(address);
});

it.each(['anna', 'anna@', '@example.com', 'a b@example.com', 'Anna <anna@example.com>', 'a@b@c.de', 'keine'])(
	'does not read the e-mail address %p',
	(field) => {
		expect(read(field, { kind: 'email' })).toEqual(problem('is not an e-mail address such as name@example.com'));
	},
);

it.each([
	['07181 / 12345', '+49718112345'],
	['0049 7181 12345', '+49718112345'],
	['+49 (0) 7181 12345', '+49718112345'],
	['+33 6 39 98 01 23', '+33639980123'],
	['Tel.: 07181 12345 (privat)', '+49718112345'],
])('reads the phone number %p', (field, number) => {
	expect(read(field, { kind: 'phone', country: 'DE' })).toBe(number);
});

it('reads a number of the country that is set', () => {
	expect(read('06 39 98 01 23', { kind: 'phone', country: 'FR' })).toBe('+33639980123');
	expect(read('044 668 18 00', { kind: 'phone', country: 'CH' })).toBe('+41446681800');
	expect(read('06 39 98 01', { kind: 'phone', country: 'FR' })).toEqual(problem('is not a phone number of FR'));
});

it.each(['-', '112a', '123', 'ruf an!', '07181 1234S', '07181 12345abc', '1-800-FLOWERS', 'K004971811234'])(
	'does not read the phone number %p',
	(field) => {
		expect(read(field, { kind: 'phone', country: 'DE' })).toEqual(problem('is not a phone number of DE'));
	},
);

it('does not drop the extension of a phone number unnoticed', () => {
	expect(read('07181 12345 ext. 67', { kind: 'phone', country: 'DE' })).toEqual(problem('has the extension "67"'));
});

it('shows the beginning of a long value only', () => {
	const reason = (read('a'.repeat(10_000), { kind: 'email' }) as { problem: string }).problem;
	expect(reason.length).toBeLessThan(300);
});
