import { copyFileSync } from 'node:fs';
import path from 'node:path';

import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { newFolder, put, reasons, rows, run, usePackage } from './reader';

usePackage();

/** Reads a file, archives it, and reads its rejects file as it is. */
async function readTwice(content: string, more: INodeParameters = {}, refusal?: string) {
	const folder = newFolder();
	const readIt = async (executionId: string) =>
		await run({ operation: 'read', from: 'folder', folder, options: { unchangedSeconds: 0 }, ...more }, [{}], {
			executionId,
		});
	put(folder, 'orders.csv', content);
	const first = await readIt('1');
	const rejected = refusal === undefined ? rows(first) : rows(first).map((row) => ({ ...row, error: refusal }));
	await run({ operation: 'archive', folder }, [...rejected, ...first.errors.map(({ json }) => json)]);
	copyFileSync(path.join(folder, 'errorprocessed', 'orders.rejects.csv'), path.join(folder, 'again.csv'));
	return { first, again: await readIt('2') };
}

const withoutSource = (all: IDataObject[]) => all.map(({ csvSource, ...row }) => (csvSource ? row : undefined));

it.each([
	['too long', 'Nr;Name\n1;Roth\n2;zu;viele\n3;auch;viele\n4;Weiß\n5;Lang\n'],
	['too short', 'Nr;Name;Ort\n1;Roth;Ulm\n2;kurz\n3;kurz\n4;Weiß;Köln\n5;Lang;Bonn\n'],
	['too short for a body wider than its header', 'Nr;Name\n1;Roth;x\n2;Weiß;y\n3;Lang;z\n4;kurz\n'],
	['too long for a body narrower than its header', 'Nr;Name;Ort\n1;Roth\n2;Weiß\n3;Lang\n4;zu;viele\n'],
])('rejects what is %s again, as long as nobody has corrected it', async (_what, content) => {
	const { first, again } = await readTwice(content);
	expect(first.errors.length).toBeGreaterThan(0);
	expect(rows(again)).toEqual([]);
	expect(reasons(again)).toHaveLength(first.errors.length);
});

it.each<[string, string, INodeParameters]>([
	['columns without a name', 'Nr;Nr;;Name\n1;2;3;Roth\n4;5;6;Weiß\n', {}],
	['more fields than names', 'Nr;Name\n1;Roth;x\n2;Weiß;y\n', {}],
	['fewer fields than names', 'Nr;Name;Ort\n1;Roth\n2;Weiß\n3;Lang\n', {}],
	['lines above the table that are skipped', 'Export;Juli\n\nNr;Name\n1;Roth\n2;Weiß\n', { format: { skipLines: 2 } }],
])('takes rows back as they were: %s', async (_what, content, more) => {
	const { first, again } = await readTwice(content, more, 'Records of this kind are refused');
	expect(rows(first).length).toBeGreaterThan(1);
	expect(withoutSource(rows(again))).toEqual(withoutSource(rows(first)));
	expect(reasons(again)).toEqual([]);
});
