import { spawn, type ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { waitFor } from '../../../../host/polling.ts';
import { startSandbox, type Sandbox } from '../../../../sandbox/sandbox.ts';
import { anHourPasses } from '../../../csvClaims';
import { loadPackage } from '../../engine';
import { newFolder, put } from '../reader';
import type { Cut } from './child';
import { importFolder, type ImportPlan } from './importFolder';

jest.setTimeout(120_000);

/** Two files: the first has some rows that are rejected, the second has none. HubSpot takes 100 rows at a time. */
const FIRST = { name: 'first.csv', rows: 250, bad: [17, 249] };
const SECOND = { name: 'second.csv', rows: 120, bad: [] };

let sandbox: Sandbox;
beforeAll(async () => {
	await loadPackage();
	sandbox = await startSandbox();
});
afterAll(async () => {
	for (const child of children) child.kill('SIGKILL');
	await sandbox.close();
});

const children = new Set<ChildProcess>();

let plan: ImportPlan;
const contents: Record<string, string> = {};
beforeEach(() => {
	sandbox.reset();
	plan = { folder: newFolder(), baseUrl: `${sandbox.url}/hubspot`, executionId: '1' };
	for (const file of [FIRST, SECOND]) {
		contents[file.name] = contentOf(file);
		put(plan.folder, file.name, contents[file.name]);
	}
});

const emailOf = (name: string, row: number) => `${path.parse(name).name}-${row}@example.com`;

function contentOf({ name, rows, bad }: { name: string; rows: number; bad: readonly number[] }): string {
	const lines = Array.from({ length: rows }, (_, index) => {
		const row = index + 1;
		return `${bad.includes(row) ? 'nobody' : emailOf(name, row)};Änne;"Groß; ${row}"`;
	});
	return `E-Mail;Vorname;Name\r\n${lines.join('\r\n')}\r\n`;
}

/** What the CRM holds when it equals the files. */
function expectedContacts(): string[] {
	return [FIRST, SECOND]
		.flatMap(({ name, rows, bad }: { name: string; rows: number; bad: readonly number[] }) =>
			Array.from({ length: rows }, (_, index) => index + 1)
				.filter((row) => !bad.includes(row))
				.map((row) => `${emailOf(name, row)} Änne Groß; ${row}`),
		)
		.sort();
}

function contacts(): string[] {
	return sandbox.hubspot
		.records('contacts')
		.map(({ properties: { email, firstname, lastname } }) => `${email} ${firstname} ${lastname}`)
		.sort();
}

/** All files below the folder, but for the notes that lie beside claimed ones. */
function filesIn(folder: string): string[] {
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
		.map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
		.map((file) => file.replace(/^in-progress\/[^/]+\//, 'in-progress/'))
		.sort();
}

const ARCHIVED = [
	'errorprocessed/first.csv',
	'errorprocessed/first.rejects.csv',
	'errorprocessed/first.report.txt',
	'processed/second.csv',
	'processed/second.report.txt',
];

interface Killed {
	kill: () => void;
	/** The signal that has ended it; null where it has come to its end. */
	ended: Promise<NodeJS.Signals | null>;
}

/** Imports in a process of its own. */
function startImport(cut: Cut): Killed {
	const program = path.join(__dirname, 'child.ts');
	const quiet = '--disable-warning=MODULE_TYPELESS_PACKAGE_JSON';
	const child = spawn(process.execPath, [quiet, program, JSON.stringify({ cut, plan })], {
		// Not what the process began with: Jest keeps an environment of its own.
		env: { ...process.env },
		stdio: ['ignore', 'inherit', 'inherit'],
	});
	children.add(child);
	return {
		kill: () => child.kill('SIGKILL'),
		ended: new Promise((resolve, reject) => {
			child.on('error', reject);
			child.on('close', (code, signal) => {
				children.delete(child);
				if (code === 0 || signal === 'SIGKILL') resolve(signal);
				else reject(new Error(`The import ended with ${code ?? signal}`));
			});
		}),
	};
}

const claimedFiles = () => filesIn(plan.folder).filter((file) => file.startsWith('in-progress'));

/** What is claimed stays so for an hour; then the next run brings everything to its end, and the one after finds nothing. */
async function expectCompletion(): Promise<void> {
	const claimed = claimedFiles();
	await nextImport('2');
	expect(claimedFiles()).toEqual(claimed);
	anHourPasses(plan.folder);
	await nextImport('3');
	expect(contacts()).toEqual(expectedContacts());
	expect(filesIn(plan.folder)).toEqual(ARCHIVED);
	for (const file of ARCHIVED.filter((name) => !/\.(rejects\.csv|report\.txt)$/.test(name))) {
		expect(readFileSync(path.join(plan.folder, file), 'utf8')).toBe(contents[path.basename(file)]);
	}
	const rejects = readFileSync(path.join(plan.folder, 'errorprocessed', 'first.rejects.csv'), 'utf8');
	expect(rejects.trim().split(/\r?\n/)).toEqual([
		'reject_line;reject_reason;E-Mail;Vorname;Name',
		...FIRST.bad.map((row) => expect.stringMatching(`^${row + 1};.*;nobody;Änne;"Groß; ${row}"$`) as string),
	]);
	expect(readdirSync(path.join(plan.folder, 'in-progress'))).toEqual([]);
	const calls = sandbox.calls.list('hubspot').length;
	await nextImport('4');
	expect([filesIn(plan.folder), sandbox.calls.list('hubspot').length]).toEqual([ARCHIVED, calls]);
}

async function nextImport(executionId: string): Promise<void> {
	const { data } = await importFolder({ ...plan, executionId });
	expect(data.resultData.error).toBeUndefined();
}

const CLAIMED = ['in-progress/first.csv', 'in-progress/second.csv'];

it('imports without a power cut', async () => {
	expect(await startImport({ never: true }).ended).toBeNull();
	expect(contacts()).toEqual(expectedContacts());
	expect(filesIn(plan.folder)).toEqual(ARCHIVED);
});

it.each<[string, Cut, { left: string[]; written: boolean }]>([
	[
		'one file is claimed',
		{ afterRename: 'first.csv' },
		{ left: ['in-progress/first.csv', 'second.csv'], written: false },
	],
	['the files are claimed', { afterRename: 'second.csv' }, { left: CLAIMED, written: false }],
	['the rows are read', { afterNode: 'Read' }, { left: CLAIMED, written: false }],
	['the rows are written', { afterNode: 'Upsert' }, { left: CLAIMED, written: true }],
	['an archive is planned', { afterRename: '.archive.json' }, { left: CLAIMED, written: true }],
	[
		'a file is in both places',
		{ afterLink: 'first.csv' },
		{ left: ['errorprocessed/first.csv', ...CLAIMED], written: true },
	],
	[
		'a file is archived, and its report is not',
		{ afterLink: 'first.rejects.csv' },
		{ left: ['errorprocessed/first.csv', 'errorprocessed/first.rejects.csv', 'in-progress/second.csv'], written: true },
	],
	[
		'one of two files is archived',
		{ afterLink: 'first.report.txt' },
		{ left: [...ARCHIVED.slice(0, 3), 'in-progress/second.csv'], written: true },
	],
])('completes the import after a power cut when %s', async (_, cut, { left, written }) => {
	expect(await startImport(cut).ended).toBe('SIGKILL');
	expect([filesIn(plan.folder), contacts()]).toEqual([left, written ? expectedContacts() : []]);
	await expectCompletion();
});

it('completes the import after a power cut when some of the rows are written', async () => {
	sandbox.faults.plan({ path: '/batch/upsert', skip: 1, times: 9, act: { kind: 'delay', ms: 60_000 } });
	const { kill, ended } = startImport({ never: true });
	await waitFor({ what: 'the first rows', limit: 60_000, interval: 10 }, () => contacts()[0]);
	kill();
	expect(await ended).toBe('SIGKILL');
	sandbox.faults.clear();
	const all = expectedContacts();
	expect(contacts().length).toBeLessThan(all.length);
	expect(filesIn(plan.folder)).toEqual(CLAIMED);
	await expectCompletion();
});
