import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { parse } from 'csv-parse/sync';

import { detectTable } from '../../../../nodes/CsvReader/dialect/detectTable';

/** The acid test for parsers of CSV, with the expected rows as JSON. */
const folder = path.dirname(require.resolve('csv-spectrum'));
/** Its JSON has another phone number than its CSV. */
const CONTRADICTS_ITSELF = 'location_coordinates';
const names = readdirSync(path.join(folder, 'csvs'))
	.map((file) => path.basename(file, '.csv'))
	.filter((name) => name !== CONTRADICTS_ITSELF);

it('finds all files of the suite', () => {
	expect(names.length).toBeGreaterThan(10);
});

it.each(names)('reads "%s" of csv-spectrum as it should be read', (name) => {
	const head = readFileSync(path.join(folder, 'csvs', `${name}.csv`));
	const expected: unknown = JSON.parse(readFileSync(path.join(folder, 'json', `${name}.json`), 'utf8'));
	const { dialect, start, footerBytes, hasHeader } = detectTable({ head, sizeBytes: head.length }, {});
	expect(dialect).toMatchObject({ encoding: 'utf-8', delimiter: ',' });
	const bytes = head.subarray(start, head.length - footerBytes);
	expect(parse(bytes, { ...dialect, encoding: 'utf8', columns: hasHeader })).toEqual(expected);
});
