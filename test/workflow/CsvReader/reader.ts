import { mkdtempSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';

import { FILES, loadPackage, startNode, type NodeRun, type StartedNode } from '../engine';

export interface ReaderSettings {
	onError?: INode['onError'];
	executionId?: string;
	timezone?: string;
}

/** To be called once in a file of tests. */
export function usePackage(): void {
	// A test takes a second or less, several times that on a busy machine.
	jest.setTimeout(30_000);
	beforeAll(loadPackage);
}

/** A folder that n8n's file policy allows. */
export function newFolder(): string {
	return mkdtempSync(path.join(process.env.N8N_RESTRICT_FILE_ACCESS_TO ?? '', 'csv-'));
}

let filesPut = 0;

/** Writes a file as it was an hour ago, so that it has been left alone for long enough; later ones are younger. */
export function put(folder: string, name: string, content: string | Buffer): string {
	const file = path.join(folder, name);
	writeFileSync(file, content);
	const then = new Date(Date.now() - 3_600_000 + 1_000 * filesPut++);
	utimesSync(file, then, then);
	return file;
}

/** An input item that carries a file in its binary field `data`. */
export function carrying(content: string | Buffer, fileName = 'customers.csv', json: IDataObject = {}): IDataObject {
	return { ...json, [FILES]: { data: { fileName, base64: Buffer.from(content).toString('base64') } } };
}

/** Runs the CSV Reader; what is rejected leaves by the error output. */
export async function run(
	parameters: INodeParameters,
	items: IDataObject[] = [{}],
	settings: ReaderSettings = {},
): Promise<NodeRun> {
	return await start(parameters, items, settings).ended;
}

export function start(
	parameters: INodeParameters,
	items: IDataObject[] = [{}],
	{ onError = 'continueErrorOutput', executionId, timezone }: ReaderSettings = {},
): StartedNode {
	return startNode({ type: 'csvReader', parameters, onError, executionId }, items, {}, { timezone });
}

/** Reads the files that items carry. */
export async function readCarried(
	items: IDataObject[],
	parameters: INodeParameters = {},
	settings?: ReaderSettings,
): Promise<NodeRun> {
	return await run({ operation: 'read', from: 'binary', ...parameters }, items, settings);
}

/** Reads one text, as Windows, Unix or a Mac may have written it. */
export async function readText(content: string | Buffer, parameters: INodeParameters = {}): Promise<NodeRun> {
	return await readCarried([carrying(content)], parameters);
}

export function rows({ done }: NodeRun): IDataObject[] {
	return done.map(({ json }) => json);
}

/** What the error output says. */
export function reasons({ errors }: NodeRun): unknown[] {
	return errors.map(({ json }) => json.error);
}
