import { basename } from 'node:path';
import { Readable } from 'node:stream';

import type { ByteRange } from '../bytes/byteRange';
import type { Disk } from './disk';
import { exchanged, isSameFile } from './openFile';
import { RefusedSource, type Source } from './source';

/** A file on n8n's own machine. What is appended to it after this call is not read. Throws `RefusedSource`. */
export async function fileSource(path: string, disk: Disk): Promise<Source> {
	const { handle, stats: first } = await disk.openFile(path);
	await handle.close();
	const sizeBytes = Number(first.size);
	return {
		name: basename(path),
		sizeBytes,
		async open({ start, end = sizeBytes }: ByteRange = { start: 0 }) {
			const { handle: again, stats } = await disk.openFile(path);
			if (!isSameFile(stats, first)) {
				await again.close();
				throw new RefusedSource('FILE_CHANGED', exchanged(path));
			}
			const stop = Math.min(end, sizeBytes);
			if (stop > start) return again.createReadStream({ start, end: stop - 1 });
			await again.close();
			return Readable.from([]);
		},
	};
}
