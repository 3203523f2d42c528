import { open, type FileHandle } from 'node:fs/promises';

const CHUNK_BYTES = 1 << 20;

/** Whether two files hold the same bytes. */
export async function isSameContent(one: string, other: string): Promise<boolean> {
	const first = await open(one, 'r');
	try {
		const second = await open(other, 'r');
		return await areSame(first, second).finally(async () => await second.close());
	} finally {
		await first.close();
	}
}

async function areSame(first: FileHandle, second: FileHandle): Promise<boolean> {
	const { size } = await first.stat();
	if (size !== (await second.stat()).size) return false;
	for (let position = 0; position < size; position += CHUNK_BYTES) {
		const [one, other] = await Promise.all([chunk(first, position), chunk(second, position)]);
		if (!one.equals(other)) return false;
	}
	return true;
}

async function chunk(handle: FileHandle, position: number): Promise<Buffer> {
	const { buffer, bytesRead } = await handle.read(Buffer.alloc(CHUNK_BYTES), 0, CHUNK_BYTES, position);
	return buffer.subarray(0, bytesRead);
}
