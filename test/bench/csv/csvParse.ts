// csv-parse by itself, in a process of its own: it streams the file, and makes an object of each record. See `task.ts`.
import { createReadStream } from 'node:fs';
import { parse } from 'csv-parse';
import { measureReading, type ReadRow } from './task.ts';

await measureReading(async ({ file }, tally) => {
	for await (const row of createReadStream(file).pipe(parse({ columns: true }))) tally(row as ReadRow);
});
