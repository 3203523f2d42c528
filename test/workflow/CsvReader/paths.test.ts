import { mkdirSync, mkdtempSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { newFolder, put, reasons, run, usePackage } from './reader';

usePackage();

const CSV = 'a;b\n1;2\n';

const readFile = async (filePath: string) => await run({ operation: 'read', from: 'file', filePath });
const readFolder = async (folder: string) =>
	await run({ operation: 'read', from: 'folder', folder, options: { unchangedSeconds: 0 } });

let outside: string;
beforeAll(() => {
	outside = mkdtempSync(path.join(tmpdir(), 'lead-relay-outside-'));
	put(outside, 'secret.csv', CSV);
});

/** Every one of these says which setting decides, and nothing of what is in the file. */
async function expectRefused(attempt: ReturnType<typeof run>, reason: RegExp): Promise<void> {
	const { done, errors } = await attempt;
	expect(done).toEqual([]);
	expect(errors.map(({ json }) => json.error)).toEqual([expect.stringMatching(reason)]);
}

it('refuses a path that leads upwards', async () => {
	const folder = newFolder();
	put(folder, 'good.csv', CSV);
	await expectRefused(readFile(`${folder}/../${path.basename(folder)}/good.csv`), /"\.\."/);
	await expectRefused(readFolder(`${folder}/../`), /"\.\."/);
});

it('refuses what lies outside the allowed folders', async () => {
	await expectRefused(readFile(path.join(outside, 'secret.csv')), /N8N_RESTRICT_FILE_ACCESS_TO/);
	await expectRefused(readFolder(outside), /N8N_RESTRICT_FILE_ACCESS_TO/);
	await expectRefused(run({ operation: 'split', from: 'file', filePath: `${outside}/secret.csv` }), /N8N_RESTRICT/);
	await expectRefused(run({ operation: 'archive', folder: outside }), /N8N_RESTRICT_FILE_ACCESS_TO/);
});

it('refuses n8n’s own folder', async () => {
	const own = path.join(process.env.N8N_USER_FOLDER ?? '', '.n8n');
	mkdirSync(own, { recursive: true });
	await expectRefused(readFile(put(own, 'own.csv', CSV)), /N8N_BLOCK_FILE_ACCESS_TO_N8N_FILES/);
});

it('refuses a symbolic link to a file, and leaves one in a folder alone', async () => {
	const folder = newFolder();
	symlinkSync(path.join(outside, 'secret.csv'), path.join(folder, 'link.csv'));
	await expectRefused(readFile(path.join(folder, 'link.csv')), /symbolic link.*N8N_RESTRICT_FILE_ACCESS_TO/s);
	expect((await readFolder(folder)).done).toEqual([]);
});

it('refuses a symbolic link to a folder', async () => {
	const folder = newFolder();
	symlinkSync(outside, path.join(folder, 'link'));
	await expectRefused(readFile(path.join(folder, 'link', 'secret.csv')), /symbolic link.*N8N_RESTRICT_FILE_ACCESS_TO/s);
	await expectRefused(readFolder(path.join(folder, 'link')), /symbolic link.*N8N_RESTRICT_FILE_ACCESS_TO/s);
});

it('refuses a slice that names a path outside', async () => {
	const filePath = put(newFolder(), 'good.csv', CSV);
	const [{ json }] = (await run({ operation: 'split', from: 'file', filePath })).done;
	const forged = { ...json, path: path.join(outside, 'secret.csv') };
	expect(reasons(await run({ operation: 'read', from: 'slice' }, [forged]))).toEqual([
		expect.stringContaining('N8N_RESTRICT_FILE_ACCESS_TO'),
	]);
});

it('touches nothing for an item with a forged claim', async () => {
	const folder = newFolder();
	const csvSource = { file: '../../secret.csv', line: 2, record: 1, claim: '../../x' };
	const { done, errors } = await run({ operation: 'archive', folder }, [{ csvSource, error: 'no' }]);
	expect(done).toEqual([]);
	expect(errors.map(({ json }) => json.error)).toEqual([expect.stringContaining('no claim that the CSV Reader made')]);
});
