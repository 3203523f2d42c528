import { readdirSync, renameSync } from 'node:fs';
import path from 'node:path';

/**
 * Makes all claims of a folder stale, as an hour does which their names tell; those that are made from now on are not.
 * @param folder the one in which the files were
 */
export function anHourPasses(folder: string): void {
	const claims = path.join(folder, 'in-progress');
	for (const id of readdirSync(claims))
		renameSync(path.join(claims, id), path.join(claims, id.replace(/^\d{4}/, '2020')));
}
