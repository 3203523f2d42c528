import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { business, type BusinessSize } from './business.ts';
import { customersFile, invoicesFile } from './exports.ts';

/** Where the two exports lie. */
export interface WrittenExports {
	customers: string;
	invoices: string;
}

/** Writes both exports into a folder, which is made where it is missing; the same size gives the same bytes. */
export async function writeExports(folder: string, size: BusinessSize = {}): Promise<WrittenExports> {
	await mkdir(folder, { recursive: true });
	const all = business(size);
	const write = async ({ name, bytes }: { name: string; bytes: Buffer }) => {
		const file = path.join(folder, name);
		await writeFile(file, bytes);
		return file;
	};
	return { customers: await write(customersFile(all)), invoices: await write(invoicesFile(all)) };
}
