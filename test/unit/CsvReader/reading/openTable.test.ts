import { writeFile } from 'node:fs/promises';
import type { Readable } from 'node:stream';

import { openTable } from '../../../../nodes/CsvReader/reading/openTable';
import { DEFAULT_LIMITS } from '../../../../nodes/CsvReader/records/readPlan';
import { planSlices } from '../../../../nodes/CsvReader/slices/planSlices';
import { fileSource } from '../../../../nodes/CsvReader/source/fileSource';
import type { Source } from '../../../../nodes/CsvReader/source/source';
import { newFolder } from '../inbox';
import { diskAllowing } from '../permissions';

it('leaves no file open, with a header or without', async () => {
	const path = `${await newFolder()}/numbers.csv`;
	await writeFile(path, '1;2\n3;4\n');
	const file = await fileSource(path, diskAllowing(path));
	const streams: Readable[] = [];
	const source: Source = {
		...file,
		async open(range) {
			const stream = await file.open(range);
			streams.push(stream);
			return stream;
		},
	};
	for (const hasHeader of [true, false]) {
		const { table } = await openTable(source, { given: { hasHeader }, limits: DEFAULT_LIMITS });
		for await (const slice of planSlices(source, table, { recordsPerSlice: 10, limits: DEFAULT_LIMITS })) {
			expect(slice.records).toBe(hasHeader ? 1 : 2);
		}
	}
	expect(streams.filter(({ destroyed }) => !destroyed)).toEqual([]);
});
