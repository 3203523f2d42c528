import { readDay } from '../../../../nodes/shared/values/dates';

it.each([
	[1, 'Januar Jänner Jaenner January janvier janv Jan'],
	[2, 'Februar Feber February février févr fév Feb'],
	[3, 'März Maerz March mars Mrz Mar'],
	[4, 'April avril avr Apr'],
	[5, 'Mai May'],
	[6, 'Juni June juin Jun'],
	[7, 'Juli July juillet juil Jul'],
	[8, 'August août Aug'],
	[9, 'September septembre sept Sep'],
	[10, 'Oktober October octobre Okt Oct'],
	[11, 'November novembre Nov'],
	[12, 'Dezember December décembre Dez Dec déc'],
])('knows month %d by its names', (month, names) => {
	for (const name of names.split(' ')) {
		const day = readDay(`3 ${name} 2026`, { timeZone: 'utc', dateOrder: 'dayFirst' });
		expect([name, day?.month, day?.day]).toEqual([name, month, 3]);
	}
});
