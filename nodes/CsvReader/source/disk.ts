import { allowedPath, type AllowedPath, type FilePermissions } from './filePolicy';
import { withFolder, withNewFolder, type Folder } from './folder';
import { openFile, type OpenFile } from './openFile';

/** The disk as n8n allows workflows to use it: every way to a file or a folder leads through here. */
export class Disk {
	readonly #permissions: FilePermissions;

	constructor(permissions: FilePermissions) {
		this.#permissions = permissions;
	}

	/** What is at a path. Throws `RefusedSource` where n8n does not allow it. */
	async lookAt(path: string): Promise<AllowedPath> {
		return await allowedPath(path, this.#permissions);
	}

	/** Opens a regular file for reading. Throws `RefusedSource`. */
	async openFile(path: string): Promise<OpenFile> {
		return await openFile(path, this.#permissions);
	}

	/** Opens a folder for some work. Throws `RefusedSource` where n8n, or the system, does not allow it. */
	async withFolder<T>(path: string, work: (folder: Folder) => Promise<T>): Promise<T> {
		return await withFolder(path, this.#permissions, work);
	}

	/** The same for a folder that is created where it is missing, and with it the folders above it. */
	async withNewFolder<T>(path: string, work: (folder: Folder) => Promise<T>): Promise<T> {
		return await withNewFolder(path, this.#permissions, work);
	}
}
