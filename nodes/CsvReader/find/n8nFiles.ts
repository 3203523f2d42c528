import { Readable } from 'node:stream';

import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';

import { binarySource } from '../source/binarySource';
import type { FilePermissions } from '../source/filePolicy';
import { RefusedSource, type Source } from '../source/source';

type ResolvedPath = Awaited<ReturnType<IExecuteFunctions['helpers']['resolvePath']>>;

/** n8n's file policy; older versions of n8n lack some of it. */
export function filePermissions({ helpers }: IExecuteFunctions): FilePermissions {
	const { assertNoSymlinkInPath, pinDirectory } = helpers as Partial<IExecuteFunctions['helpers']>;
	return {
		resolvePath: async (path) => await helpers.resolvePath(path),
		isFilePathBlocked: (path) => helpers.isFilePathBlocked(path as ResolvedPath),
		...(assertNoSymlinkInPath && {
			assertNoSymlinkInPath: async (path) => await assertNoSymlinkInPath(path as ResolvedPath),
		}),
		...(pinDirectory && {
			pinDirectory: async (path, options) => await pinDirectory(path, options),
		}),
	};
}

/** The file that an input item carries. Throws `RefusedSource` where it carries none in that field. */
export async function binaryFieldSource(context: IExecuteFunctions, field: string, item: number): Promise<Source> {
	const content = binaryOf(context, field, item);
	const name = content.fileName ?? field;
	const { id } = content;
	if (id === undefined) {
		const bytes = Buffer.from(content.data, 'base64');
		const openStream = () => Promise.resolve(Readable.from([bytes], { objectMode: false }));
		return binarySource({ name, sizeBytes: bytes.length, openStream });
	}
	const sizeBytes = content.bytes ?? (await context.helpers.getBinaryMetadata(id)).fileSize;
	const openStream = async () => await context.helpers.getBinaryStream(id, CHUNK_BYTES);
	return binarySource({ name, sizeBytes, openStream });
}

/** n8n's own chunks are small: 64 KB. */
const CHUNK_BYTES = 256 * 1024;

function binaryOf(context: IExecuteFunctions, field: string, item: number): IBinaryData {
	try {
		return context.helpers.assertBinaryData(item, field);
	} catch {
		throw new RefusedSource(
			'FILE_NOT_FOUND',
			`The item has no file in a binary field "${field}". Check the name of the field in the node before, or put a node there that brings a file, for instance FTP.`,
		);
	}
}
