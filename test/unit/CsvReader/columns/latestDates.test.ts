import { doubtsOf, planColumns } from '../../../../nodes/CsvReader/columns/plan';
import { rowBuilder } from '../../../../nodes/CsvReader/columns/rowBuilder';
import type { ColumnSetting, ColumnType } from '../../../../nodes/CsvReader/columns/settings';
import { SETTINGS } from './read';

beforeEach(() => jest.useFakeTimers({ now: new Date('2026-12-01T12:00:00Z') }));
afterEach(() => jest.useRealTimers());

/** What a column becomes, and the doubts about it. */
function readColumn(fields: string[], type: ColumnType, more: Partial<ColumnSetting> = {}) {
	const column = more.column ?? 'Geburtsdatum';
	const plan = planColumns([column], { ...SETTINGS, columns: [{ column, required: false, type, ...more }] });
	const build = rowBuilder(plan);
	const name = more.rename ?? column;
	return { values: fields.map((field) => (build([field]) as Record<string, unknown>)[name]), doubts: doubtsOf(plan) };
}

const DATE: ColumnType = { kind: 'date' };

it.each([
	'Geburtsdatum',
	'Geb.',
	'geb_datum',
	'GEBURTSTAG',
	'Birthday',
	'date_of_birth',
	'DOB',
	'Date de naissance',
	'Né(e) le',
])('reads no birthday in the future: %s', (column) => {
	expect(readColumn(['12.03.65', '12.03.26', '01.12.26', '02.12.26', '12.03.1965'], DATE, { column })).toEqual({
		values: ['1965-03-12', '2026-03-12', '2026-12-01', '1926-12-02', '1965-03-12'],
		doubts: [],
	});
});

it.each(['Gebühr bis', 'Gebucht am', 'Vertragsende', 'Gebäude seit'])('takes %s for no birthday', (column) => {
	expect(readColumn(['12.03.40'], DATE, { column }).values).toEqual(['2040-03-12']);
});

it('knows a birthday by the name in the output, and in the other forms of dates', () => {
	const more = { column: 'Datum 1', rename: 'date_of_birth' };
	expect(readColumn(['12.03.65'], DATE, more).values).toEqual(['1965-03-12']);
	expect(readColumn(['12.03.45', '12.03.2045'], { kind: 'date', format: 'dd.MM.yy' }, more)).toMatchObject({
		values: ['1945-03-12', '2045-03-12'],
	});
	expect(readColumn(['12.03.45 10:00'], { kind: 'dateTime' }, more).values).toEqual(['1945-03-12T10:00:00+01:00']);
	expect(readColumn(['12. März 45'], DATE, more).values).toEqual(['1945-03-12']);
	expect(readColumn(['29.02.28'], { kind: 'date', format: 'dd.MM.yy' }, more).values).toEqual(['1928-02-29']);
});

it('doubts birthdays in the future, and counts them', () => {
	const { values, doubts } = readColumn(['12.03.2065', '12.03.2065', '01.01.2000'], DATE);
	expect(values).toEqual(['2065-03-12', '2065-03-12', '2000-01-01']);
	expect(doubts).toEqual([
		'Column "Geburtsdatum": 2 dates in the future, the first is "12.03.2065", read as 2065-03-12. Correct them in the file.',
	]);
});

it('takes the latest year that is set', () => {
	const upTo = (latestYear: number): ColumnType => ({ kind: 'date', latestYear });
	const column = 'Eintritt';
	expect(readColumn(['12.03.65', '12.03.26', '12.03.27'], upTo(2026), { column })).toEqual({
		values: ['1965-03-12', '2026-03-12', '1927-03-12'],
		doubts: [],
	});
	expect(readColumn(['12.03.99'], upTo(2099), { column }).values).toEqual(['2099-03-12']);
	expect(readColumn(['12.03.2031'], upTo(2026), { column }).doubts).toEqual([
		'Column "Eintritt": 1 date after the latest year 2026, the first is "12.03.2031", read as 2031-03-12. Correct them in the file.',
	]);
});

it('doubts years of two digits that are far ahead in any other column', () => {
	const { values, doubts } = readColumn(['12.03.65', '12.03.40', '12.03.2065'], DATE, { column: 'Eintritt' });
	expect(values).toEqual(['2065-03-12', '2040-03-12', '2065-03-12']);
	expect(doubts).toEqual([
		'Column "Eintritt": 1 date with a year of two digits more than 20 years ahead, the first is "12.03.65", read as 2065-03-12. If past years are meant, set the Latest Year of the column.',
	]);
});
