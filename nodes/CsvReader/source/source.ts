import type { Readable } from 'node:stream';

import type { ByteRange } from '../records/record';

/** Bytes that may be a CSV file, wherever they come from. */
export interface Source {
	/** The file's name for people: no folder. */
	name: string;
	/** The index of the input item that it comes from. */
	item: number;
	sizeBytes: number;
	/** Opens it anew each time. Throws `RefusedSource` where n8n's file policy, or the file itself, does not allow it. */
	open(range?: ByteRange): Promise<Readable>;
}

/** A source that cannot be read; the message says why and how to mend it. */
export class RefusedSource extends Error {}
