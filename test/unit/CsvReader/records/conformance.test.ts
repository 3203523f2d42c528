import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { readHeader } from '../../../../nodes/CsvReader/records/readHeader';
import { DEFAULT_LIMITS, type ReadPlan } from '../../../../nodes/CsvReader/records/readPlan';
import type { RecordBatch } from '../../../../nodes/CsvReader/records/record';
import { memorySource } from './memorySource';
import { planFor, readAll, tableOf } from './reading';

/** The files that show where parsers of CSV differ, each with what is to be read from it. */
const SPECTRUM = path.dirname(require.resolve('csv-spectrum/package.json'));

const names = readdirSync(path.join(SPECTRUM, 'csvs')).map((file) => path.basename(file, '.csv'));

/** Its quotes are minutes and seconds of arc, and a telephone number was replaced in one of its two files only. */
const COORDINATES = 'location_coordinates';

async function readSpectrum(name: string, settings: Partial<ReadPlan> = {}) {
	const source = memorySource(readFileSync(path.join(SPECTRUM, 'csvs', `${name}.csv`)));
	const [header] = readFileSync(path.join(SPECTRUM, 'csvs', `${name}.csv`), 'utf8').split(/\r?\n/);
	const table = { ...tableOf(header.split(',').length), hasHeader: true };
	const { fields, end, nextLine } = await readHeader(await source.open(), table, DEFAULT_LIMITS);
	const plan = planFor(table, { firstLine: nextLine, ...settings });
	return { fields, ...(await readAll(await source.open({ start: end }), plan)) };
}

/** The records as the expectations have them: by the names of the header, one of them alone. */
function byName({ fields, records }: Pick<RecordBatch, 'records'> & { fields: string[] }): unknown {
	const objects = records.map((row) => Object.fromEntries(fields.map((name, index) => [name, row[index]])));
	return objects.length === 1 ? objects[0] : objects;
}

function expectedOf(name: string): unknown {
	const expected = JSON.parse(readFileSync(path.join(SPECTRUM, 'json', `${name}.json`), 'utf8')) as unknown;
	return Array.isArray(expected) && expected.length === 1 ? (expected as unknown[])[0] : expected;
}

it.each(names.filter((name) => name !== COORDINATES))('reads %s of csv-spectrum as it wants it', async (name) => {
	const read = await readSpectrum(name);
	expect(read.bad).toEqual([]);
	expect(byName(read)).toEqual(expectedOf(name));
});

it(`reads ${COORDINATES} of csv-spectrum if stray quotes are to be kept, and else says where they are`, async () => {
	const expected = expectedOf(COORDINATES) as object;
	const read = await readSpectrum(COORDINATES, { strayQuotes: 'keep' });
	expect(byName(read)).toEqual({ ...expected, 'Contact Phone Number': '2095257564' });
	const { records, bad } = await readSpectrum(COORDINATES);
	expect(records).toEqual([]);
	expect(bad).toMatchObject([{ line: 2, number: 1, reason: expect.stringMatching(/^Field 2 has a quote/) as string }]);
});
