import { Readable } from 'node:stream';

import type { ByteRange } from '../bytes/byteRange';
import type { Source } from './source';

/** Where the bytes of a binary field come from. */
export interface BinaryContent {
	name: string;
	sizeBytes: number;
	/** From the first byte on; called anew each time. */
	openStream: () => Promise<Readable>;
}

/** A binary field of an item. n8n streams it from the start only, so what lies before a range is read and left. */
export function binarySource({ name, sizeBytes, openStream }: BinaryContent): Source {
	return {
		name,
		sizeBytes,
		async open(range) {
			const stream = await openStream();
			return range ? Readable.from(stretch(stream, range), { objectMode: false }) : stream;
		},
	};
}

/** Leaving the loop ends the stream, too. */
async function* stretch(stream: Readable, { start, end = Infinity }: ByteRange): AsyncGenerator<Buffer> {
	if (end <= start) {
		stream.destroy();
		return;
	}
	let position = 0;
	for await (const chunk of stream as AsyncIterable<Buffer>) {
		const from = Math.max(0, start - position);
		const to = Math.min(chunk.length, end - position);
		if (to > from) yield chunk.subarray(from, to);
		position += chunk.length;
		if (position >= end) return;
	}
}
