import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { newFolder, put, reasons, rows, run, usePackage } from './reader';

usePackage();

const GOOD = 'Nr;Name\n1;Müller\n2;Roth\n';
const BAD = 'Nr;Name\n1;Müller\n2;zu;viele\n3;Roth\n';

async function readFolder(folder: string, executionId = '1', more: INodeParameters = {}) {
	return await run({ operation: 'read', from: 'folder', folder, options: { unchangedSeconds: 0 }, ...more }, [{}], {
		executionId,
	});
}

async function archive(folder: string, items: IDataObject[] = [{}], executionId = '1', more: INodeParameters = {}) {
	return await run({ operation: 'archive', folder, ...more }, items, { executionId });
}

/** All files below a folder, by their paths in it. */
function filesIn(folder: string): string[] {
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
		.map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
		.sort();
}

it('takes the files of a folder, tells each row where it is from, and archives them', async () => {
	const folder = newFolder();
	put(folder, 'good.csv', GOOD);
	put(folder, 'bad.csv', BAD);
	put(folder, 'notes.txt', 'no CSV');
	const read = await readFolder(folder);
	expect(rows(read)).toHaveLength(4);
	expect(rows(read)[0]).toMatchObject({ csvSource: { line: 2, record: 1, claim: expect.any(String) as string } });
	expect(filesIn(folder).filter((file) => !file.startsWith('in-progress'))).toEqual(['notes.txt']);

	const { done, hints } = await archive(folder, rows(read));
	expect(done.map(({ json }) => json)).toMatchObject([
		{ file: 'good.csv', outcome: 'processed', rows: 2, delivered: 2, rejected: 0, reasons: [] },
		{ file: 'bad.csv', outcome: 'errorprocessed', rows: 3, delivered: 2, rejected: 1 },
	]);
	expect(done.map(({ pairedItem }) => pairedItem)).toMatchObject([{ item: 0 }, { item: 2 }]);
	expect(hints).toEqual(['Files: 1 processed, 1 with errors']);
	expect(filesIn(folder)).toEqual([
		'errorprocessed/bad.csv',
		'errorprocessed/bad.rejects.csv',
		'errorprocessed/bad.report.txt',
		'notes.txt',
		'processed/good.csv',
		'processed/good.report.txt',
	]);
	expect(readFileSync(path.join(folder, 'errorprocessed', 'bad.rejects.csv'), 'utf8')).toMatch(
		/^reject_line;reject_reason;Nr;Name\r?\n3;"?.*"?;2;zu;viele\r?\n$/,
	);
});

it('archives into folders of other names, inside the folder or not', async () => {
	const folder = newFolder();
	const elsewhere = newFolder();
	put(folder, 'good.csv', GOOD);
	put(folder, 'bad.csv', BAD);
	const read = rows(await readFolder(folder));
	const options = { processedFolder: path.join(elsewhere, 'done'), errorFolder: 'to correct' };
	const { done } = await archive(folder, read, '1', { options });
	expect(done.map(({ json }) => json)).toMatchObject([{ outcome: 'processed' }, { outcome: 'errorprocessed' }]);
	expect(filesIn(elsewhere)).toEqual(['done/good.csv', 'done/good.report.txt']);
	expect(filesIn(folder)).toEqual(['bad.csv', 'bad.rejects.csv', 'bad.report.txt'].map((file) => `to correct/${file}`));
});

it('counts what a later node has rejected, and what the error output brings, once', async () => {
	const folder = newFolder();
	put(folder, 'bad.csv', BAD);
	const read = await readFolder(folder);
	const [first, second] = rows(read);
	const refused = { ...first, error: 'HubSpot refused this: no e-mail address' };
	const { done } = await archive(folder, [refused, second, ...read.errors.map(({ json }) => json)]);
	expect(done[0].json).toMatchObject({ rows: 3, delivered: 1, rejected: 2, outcome: 'errorprocessed' });
	const rejects = readFileSync(done[0].json.rejectsFile as string, 'utf8');
	expect(rejects).toContain('HubSpot refused this');
	expect(rejects.trim().split('\n')).toHaveLength(3);
});

it('takes an error for one whatever it is, and keeps the report in order', async () => {
	const folder = newFolder();
	put(folder, 'good.csv', GOOD);
	const [first, second] = rows(await readFolder(folder));
	const { done } = await archive(folder, [
		{ ...first, error: true },
		{ ...second, error: 'No\nRows delivered: 99' },
	]);
	expect(done[0].json).toMatchObject({ delivered: 0, rejected: 2 });
	expect(readFileSync(done[0].json.reportFile as string, 'utf8')).toMatch(
		/\n  Line 2 \(row 1\): Rejected without a reason\.\n  Line 3 \(row 2\): No Rows delivered: 99\n$/,
	);
});

it.each([['row'], ['batch']])('takes no row for rejected whose file has a column error (output %s)', async (output) => {
	const folder = newFolder();
	put(folder, 'calls.csv', 'Nr;error\n1;Timeout\n2;\n3;refused\n');
	const read = await readFolder(folder, '1', { output });
	expect(read.errors).toEqual([]);
	const { done } = await archive(folder, rows(read));
	expect(done[0].json).toMatchObject({ outcome: 'processed', rows: 3, delivered: 3, rejected: 0 });
});

it('counts what a later node has rejected of a file with a column error', async () => {
	const folder = newFolder();
	put(folder, 'calls.csv', 'Nr;error\n1;Timeout\n2;\n3;refused\n');
	const [first, second, third] = rows(await readFolder(folder));
	const { done } = await archive(folder, [
		{ ...first, error: 'no e-mail address' },
		{ ...second, error: 'refused' },
		third,
	]);
	expect(done[0].json).toMatchObject({
		outcome: 'errorprocessed',
		delivered: 1,
		reasons: ['Line 2: no e-mail address', 'Line 3: refused'],
	});
});

it('passes the rows of a file on whose only columns are what n8n takes for an error', async () => {
	const folder = newFolder();
	const filePath = put(folder, 'log.csv', 'error;message\nTimeout;none\nRefused;some\n');
	const read = await run({ operation: 'read', from: 'file', filePath, format: { headerRow: 'yes' } });
	expect(read.errors).toEqual([]);
	expect(rows(read)).toMatchObject([
		{ error: 'Timeout', message: 'none', csvSource: { line: 2 } },
		{ error: 'Refused', message: 'some', csvSource: { line: 3 } },
	]);
});

it('traces what Summarize has brought together to all of its records', async () => {
	const folder = newFolder();
	put(folder, 'good.csv', GOOD);
	const marks = rows(await readFolder(folder)).map(({ csvSource }) => csvSource);
	const { done } = await archive(folder, [{ error: 'refused', appended_csvSource: marks }]);
	expect(done[0].json).toMatchObject({ rows: 2, delivered: 0, rejected: 2 });
});

it('traces several rows that are one item to all of their records', async () => {
	const folder = newFolder();
	put(folder, 'good.csv', GOOD);
	const [batch] = rows(await readFolder(folder, '1', { output: 'batch' }));
	const { done } = await archive(folder, [{ ...batch, error: 'refused' }]);
	expect(done[0].json).toMatchObject({ rows: 2, delivered: 0, rejected: 2, outcome: 'errorprocessed' });
});

it('takes no file for processed when a rejected item does not tell where it is from', async () => {
	const folder = newFolder();
	put(folder, 'good.csv', GOOD);
	await readFolder(folder);
	const { done } = await archive(folder, [{ error: 'refused by some node' }]);
	expect(done[0].json).toMatchObject({
		outcome: 'errorprocessed',
		failure: expect.stringContaining('refused by some node') as string,
	});
	expect(readFileSync(done[0].json.reportFile as string, 'utf8')).toMatch(
		/^Rows read: +2\nRows delivered: +2\nRows rejected: +0\nProblem: .*refused by some node$/m,
	);
});

it('takes no file for processed when a later step has failed with the whole of it', async () => {
	const folder = newFolder();
	put(folder, 'good.csv', GOOD);
	put(folder, 'other.csv', GOOD);
	const [{ csvSource }] = rows(await readFolder(folder));
	const { file, claim } = csvSource as IDataObject;
	const { done } = await archive(folder, [{ error: 'broken on purpose', csvSource: { file, claim } }]);
	expect(done.map(({ json }) => json)).toMatchObject([
		{ file: 'good.csv', outcome: 'errorprocessed', failure: 'broken on purpose' },
		{ file: 'other.csv', outcome: 'processed' },
	]);
});

it('archives a file that cannot be read, with the reason', async () => {
	const folder = newFolder();
	put(folder, 'empty.csv', '');
	const read = await readFolder(folder);
	expect(reasons(read)).toEqual([expect.stringContaining('empty')]);
	const { done } = await archive(
		folder,
		read.errors.map(({ json }) => json),
	);
	expect(done[0].json).toMatchObject({
		file: 'empty.csv',
		outcome: 'errorprocessed',
		rows: 0,
		failure: expect.any(String) as string,
	});
});

it('archives in another execution what items tell of, as a retry does', async () => {
	const folder = newFolder();
	put(folder, 'good.csv', GOOD);
	const read = await readFolder(folder, '7');
	expect((await archive(folder, [{}], '8')).done).toEqual([]);
	expect((await archive(folder, rows(read), '8')).done).toHaveLength(1);
	expect(existsSync(path.join(folder, 'processed', 'good.csv'))).toBe(true);
});

it('gives nothing and does no harm where there is nothing', async () => {
	const folder = newFolder();
	const read = await readFolder(folder);
	expect([read.done, read.errors, read.error]).toEqual([[], [], undefined]);
	expect(read.hints[0]).toContain('No file');
	const archived = await archive(folder);
	expect([archived.done, archived.errors, archived.error]).toEqual([[], [], undefined]);
});

it('takes the files of a folder once, however many items name it', async () => {
	const folder = newFolder();
	put(folder, 'good.csv', GOOD);
	const parameters = { operation: 'read', from: 'folder', folder, options: { unchangedSeconds: 0 } };
	const { done, hints } = await run(parameters, [{}, {}]);
	expect(done.map(({ pairedItem }) => pairedItem)).toMatchObject([{ item: 0 }, { item: 0 }]);
	expect(hints).toEqual([expect.stringMatching(/^1 file, 2 rows, 0 rejected\. good\.csv: detected [^.]*$/)]);
});

it('leaves a file alone that has just been written', async () => {
	const folder = newFolder();
	put(folder, 'good.csv', GOOD);
	expect((await readFolder(folder, '1', { options: {} })).done).toEqual([]);
	expect(filesIn(folder)).toEqual(['good.csv']);
});

it('gives the files back when On Error is to stop, after all rows were looked at', async () => {
	const folder = newFolder();
	put(folder, 'bad.csv', BAD);
	const { error, done } = await run(
		{ operation: 'read', from: 'folder', folder, options: { unchangedSeconds: 0 } },
		[{}],
		{ onError: 'stopWorkflow' },
	);
	expect(done).toEqual([]);
	expect(error?.message).toBe('1 of 3 rows could not be read');
	expect(error?.description).toMatch(/^bad.csv, line 3: .*\nNo row was passed on/s);
	expect(filesIn(folder)).toEqual(['bad.csv']);
});

it('does not count a slice as read whose rows were not passed on, since On Error is to stop', async () => {
	const folder = newFolder();
	put(folder, 'bad.csv', BAD);
	const split = { operation: 'split', from: 'folder', folder, options: { unchangedSeconds: 0 }, recordsPerSlice: 2 };
	for (const slice of rows(await run(split))) {
		await run({ operation: 'read', from: 'slice' }, [slice], { executionId: '2', onError: 'stopWorkflow' });
	}
	const { done } = await archive(folder);
	expect(done.map(({ json }) => json)).toMatchObject([
		{
			outcome: 'errorprocessed',
			rows: 1,
			delivered: 1,
			failure: expect.stringMatching(/rows 1 to 2 was not read/) as string,
		},
	]);
});

it('archives a file with a header only, which has no slices', async () => {
	const folder = newFolder();
	put(folder, 'header.csv', 'Nr;Name\n');
	await run({ operation: 'split', from: 'folder', folder, options: { unchangedSeconds: 0 } });
	const { done } = await archive(folder);
	expect(done.map(({ json }) => json)).toMatchObject([{ file: 'header.csv', outcome: 'processed', rows: 0 }]);
	expect(filesIn(folder)).toEqual(['processed/header.csv', 'processed/header.report.txt']);
});

it('archives a file that sub-workflows have read in slices, and says what was not read', async () => {
	const folder = newFolder();
	put(folder, 'bad.csv', BAD);
	put(folder, 'half.csv', GOOD);
	const split = await run(
		{ operation: 'split', from: 'folder', folder, options: { unchangedSeconds: 0 }, recordsPerSlice: 1 },
		[{}],
		{ executionId: '1' },
	);
	const slices = rows(split);
	expect(slices).toHaveLength(5);
	expect(split.hints[0]).toMatch(/^2 files, 5 rows, 0 rejected\. Slices: 5\. bad\.csv: detected /);
	const read = slices.filter(({ file, slice }) => file === 'bad.csv' || slice === 1);
	for (const slice of read) await run({ operation: 'read', from: 'slice' }, [slice], { executionId: '2' });
	const { done } = await archive(folder, slices, '1');
	expect(done.map(({ json }) => json)).toMatchObject([
		{ file: 'bad.csv', rows: 3, delivered: 2, rejected: 1 },
		{
			file: 'half.csv',
			outcome: 'errorprocessed',
			rows: 1,
			failure: expect.stringMatching(/rows 2 to 2 was not read/) as string,
		},
	]);
});
