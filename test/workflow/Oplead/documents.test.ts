import { BinaryDataService } from 'n8n-core';
import { Container } from '@n8n/di';
import { createHash, randomBytes } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { createServer, request as forward } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { collectGarbage } from '../../collectGarbage';
import { FILES, type TestFile } from '../engine';
import { creating, people, reasons, useAccount } from './account';

const account = useAccount();

const adding = (more: INodeParameters = {}): INodeParameters => ({
	resource: 'document',
	operation: 'add',
	leadId: '={{ $json.leadId }}',
	...more,
});

const PDF: TestFile = { fileName: 'devis.pdf', base64: Buffer.from('%PDF-1.7 devis').toString('base64') };

let leadId: string;
beforeEach(async () => {
	await account.run(people(1), creating());
	leadId = account.oplead.leads[0].id;
	account.sandbox.calls.clear();
});

const item = (file: TestFile, more: IDataObject = {}): IDataObject => {
	return { leadId, ...more, [FILES]: { data: file } };
};

/** What lies in memory, buffers included, and is still needed, in bytes: on a busy machine V8 frees buffers some time later. */
async function heldBytes(): Promise<number> {
	let least = Infinity;
	// Behind all the other tests of this process, each takes seconds.
	for (let look = 0; look < 3; look++) {
		collectGarbage();
		const { heapUsed, external } = process.memoryUsage();
		least = Math.min(least, heapUsed + external);
		await sleep(50);
	}
	return least;
}

const documents = () => account.oplead.leads[0].documents;

it('adds a file to a lead', async () => {
	const { done, hints } = await account.run([item(PDF)], adding());
	expect(documents()).toMatchObject([
		{ name: 'devis.pdf', size: 14, sha256: createHash('sha256').update('%PDF-1.7 devis').digest('hex') },
	]);
	expect(done[0].json).toEqual({ leadId, id: documents()[0].id, name: 'devis.pdf', size: 14 });
	expect(hints).toEqual(['1 document: 1 added, 0 rejected']);
});

it('gives a file the name that is entered, letters of all languages included', async () => {
	await account.run([item(PDF)], adding({ fileName: 'Devis à relancer "Zoë".pdf' }));
	expect(documents()).toMatchObject([{ name: 'Devis à relancer "Zoë".pdf' }]);
});

it('takes the other path and the other field of the form', async () => {
	account.oplead.set({ documentPath: 'attachments', documentField: 'attachment' });
	const { done } = await account.run(
		[item(PDF)],
		adding({
			options: {
				documentPath: '/leads/{leadIdentifier}/attachments',
				calls: { call: [{ name: 'addDocument', body: '{"attachment": "$file"}' }] },
			},
		}),
	);
	expect(done).toHaveLength(1);
	expect(documents()).toMatchObject([{ name: 'devis.pdf' }]);
});

it.each<[string, TestFile, INodeParameters, string]>([
	['of a wrong type', { ...PDF, fileName: 'tool.exe' }, {}, '"tool.exe" (application/x-msdos-program) is no document'],
	['that is empty', { fileName: 'a.pdf', base64: '' }, {}, '"a.pdf" is empty'],
	['that is too large', PDF, { options: { largestSize: 0.00001 } }, '"devis.pdf" has 0.1 MB'],
	['that is not there', PDF, { binaryField: 'other' }, 'other'],
])('rejects a file %s before it is sent', async (_name, file, more, reason) => {
	const run = await account.run([item(file)], adding(more));
	expect(reasons(run)).toEqual([expect.stringContaining(reason)]);
	expect(account.calls()).toEqual([]);
});

it('sends a file again that was refused because there were too many calls', async () => {
	account.sandbox.faults.plan({
		path: '/document/add',
		act: { kind: 'status', status: 429, headers: { 'retry-after': '0' } },
	});
	const { done } = await account.run([item(PDF)], adding());
	expect(done).toHaveLength(1);
	expect(documents()).toHaveLength(1);
});

it('does not send a file again when the answer was lost', async () => {
	account.sandbox.faults.plan({ path: '/document/add', act: { kind: 'reset', when: 'after' } });
	const run = await account.run([item(PDF)], adding());
	expect(reasons(run)).toEqual([expect.stringContaining('Perhaps the document is there all the same')]);
	expect(documents()).toHaveLength(1);
});

describe('from n8n’s files', () => {
	const SIZE = 20_000_000;
	/** What may lie in memory at once; a file that is held there takes its size and more. */
	const MOST = 8_000_000;

	beforeAll(async () => await Container.get(BinaryDataService).init());

	it('streams a PDF of 20 MB without holding it in memory', async () => {
		const file = path.join(process.env.N8N_USER_FOLDER ?? '', 'large.pdf');
		const sha256 = createHash('sha256');
		for (let megabyte = 0; megabyte < SIZE / 1_000_000; megabyte++) {
			const part = randomBytes(1_000_000);
			sha256.update(part);
			appendFileSync(file, part);
		}
		const base = await heldBytes();
		let held = Infinity;
		// The sandbox reads all that comes; in front of it stands somebody who first lets the sender wait.
		const front = createServer((request, response) => {
			void sleep(1_000).then(async () => {
				held = (await heldBytes()) - base;
				const { method, url, headers } = request;
				const onward = forward(`${account.sandbox.url}${url}`, { method, headers }, (answer) => {
					response.writeHead(answer.statusCode ?? 500, answer.headers);
					answer.pipe(response);
				});
				request.pipe(onward);
			});
		});
		await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
		const { port } = front.address() as AddressInfo;
		const credential = { baseUrl: `http://127.0.0.1:${port}/oplead/v1` };
		const run = await account.run([item({ fileName: 'large.pdf', path: file })], adding(), { credential });
		front.close();
		expect(reasons(run)).toEqual([]);
		expect(documents()).toMatchObject([{ name: 'large.pdf', size: SIZE, sha256: sha256.digest('hex') }]);
		expect(held).toBeLessThan(MOST);
	}, 120_000);
});
