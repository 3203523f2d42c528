import type { Readable } from 'node:stream';

import type { ByteRange } from '../bytes/byteRange';
import { CodedError } from '../../shared/codedError';

/** Bytes that may be a CSV file, wherever they come from. */
export interface Source {
	/** The file's name for people: no folder. */
	name: string;
	sizeBytes: number;
	/** Opens it anew each time. Throws `RefusedSource` where n8n's file policy, or the file itself, does not allow it. */
	open(range?: ByteRange): Promise<Readable>;
}

/** Its bytes, opened only when the first are asked for: a stream that nobody reads would keep its file open. */
export async function* bytesOf(source: Source, range: ByteRange): AsyncGenerator<Buffer> {
	yield* (await source.open(range)) as AsyncIterable<Buffer>;
}

/** A source that cannot be read; the message says why and how to mend it. */
export class RefusedSource extends CodedError {}

/**
 * A folder that cannot be worked in: its disk is full or may not be written to, or it is gone. No file can be taken or
 * filed away then, so that the run has to stop.
 */
export class FolderFailure extends RefusedSource {}
