import fc from 'fast-check';
import iconv from 'iconv-lite';

import { repairMojibake } from '../../../nodes/IciFormation/mojibake';

/** What a reader of Windows-1252 makes of UTF-8; the five bytes that the encoding lacks become control characters. */
const damage = (text: string) =>
	Array.from(Buffer.from(text, 'utf8'), (byte) =>
		[0x81, 0x8d, 0x8f, 0x90, 0x9d].includes(byte) ? String.fromCharCode(byte) : iconv.decode(Buffer.of(byte), 'cp1252'),
	).join('');

it.each([
	['DÃ©veloppement Web', 'Développement Web'],
	['FranÃ§ois', 'François'],
	['Ã\u00a0 bientÃ´t', 'à bientôt'],
	['lâ€™Ã©tÃ©', 'l’été'],
	['5 â‚¬', '5 €'],
	[damage(damage('Hélène')), 'Hélène'],
])('repairs %s', (damaged, whole) => {
	expect(repairMojibake(damaged)).toBe(whole);
});

it.each(['JOÃO', 'SÃO PAULO', 'Ã', 'Ã©té', 'été', 'François – Ã©', 'Łódź Ã©', 'plain', '', 'Ã© 東京'])(
	'leaves %s as it is',
	(text) => {
		expect(repairMojibake(text)).toBe(text);
	},
);

it('repairs whatever was damaged once, and harms no text that UTF-8 could not have made', () => {
	const french = fc.string({
		unit: fc.constantFrom(..."abcdefgh éèêëàâäçîïôöùûüÿœæÉÈÀÇ’“”€-' ".split('')),
	});
	fc.assert(fc.property(french, (text) => expect(repairMojibake(damage(text))).toBe(repairMojibake(text))));
});
