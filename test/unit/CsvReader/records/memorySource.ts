import { Readable } from 'node:stream';

import type { Source } from '../../../../nodes/CsvReader/source/source';
import { pieces } from './reading';

/** Bytes in memory, as a source; they come in pieces of some size. */
export function memorySource(bytes: Buffer, pieceBytes?: number): Source {
	return {
		name: 'test.csv',
		sizeBytes: bytes.length,
		open: ({ start, end } = { start: 0 }) =>
			Promise.resolve(Readable.from(pieces(bytes.subarray(start, end), pieceBytes))),
	};
}
