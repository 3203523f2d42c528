import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A house with the rooms that the rules speak of; each file as it may be. */
const SOUND_HOUSE = {
	'nodes/Oplead/Oplead.node.ts': `import { create } from './lead/create.operation';\nexport const node = create;\n`,
	'nodes/Oplead/lead/create.operation.ts': `import type { INode } from 'n8n-workflow';
import { plan } from '../plan/plan';\nimport { write } from '../write/write';
export const create = (node: INode) => [node.name, plan, write];\n`,
	'nodes/Oplead/plan/plan.ts': `import { fold } from '../../shared/fold';\nexport const plan = fold;\n`,
	'nodes/Oplead/write/write.ts': `import { call } from '../api/client';\nexport const write = call;\n`,
	'nodes/Oplead/api/client.ts': `import { send } from '../../shared/vendor/transport';\nexport const call = send;\n`,
	'nodes/Oplead/connection.ts': `import { carry } from '../shared/vendor/n8nTransport';\nexport const connect = carry;\n`,
	'nodes/HubSpotUpsert/plan/plan.ts': `export const plan = 1;\n`,
	'nodes/CsvReader/bytes/encoding.ts': `export const ENCODINGS = [];\n`,
	'nodes/CsvReader/find/files.ts': `import type { INode } from 'n8n-workflow';\nexport type Files = INode;\n`,
	'nodes/shared/fold.ts': `export const fold = 1;\n`,
	'nodes/shared/vendor/transport.ts': `export const send = 1;\n`,
	'nodes/shared/vendor/n8nTransport.ts': `import type { INode } from 'n8n-workflow';\nexport const carry = (node: INode) => node;\n`,
	'credentials/Api.credentials.ts': `import type { ICredentialType } from 'n8n-workflow';\nexport type Api = ICredentialType;\n`,
	'sandbox/sandbox.ts': `export const sandbox = 1;\n`,
	'host/start.ts': `import { sandbox } from '../sandbox/sandbox.ts';\nexport const start = sandbox;\n`,
	'scripts/test.ts': `import { start } from '../host/start.ts';\nexport const run = start;\n`,
	'test/plan.test.ts': `import { plan } from '../nodes/Oplead/plan/plan';\nexport const tested = plan;\n`,
};

/** Files that must not be as they are, by what is wrong with them, and the rule that they break. */
const FAULTS: Array<[string, string, Record<string, string>]> = [
	[
		'a plan knows n8n',
		'rooms-without-n8n',
		{
			'nodes/Oplead/plan/planKnowsN8n.ts': `import { NodeHelpers } from 'n8n-workflow';\nexport const wish = NodeHelpers;\n`,
		},
	],
	[
		'a plan knows a type of n8n',
		'rooms-without-n8n',
		{ 'nodes/Oplead/plan/planKnowsType.ts': `import type { INode } from 'n8n-workflow';\nexport type Wish = INode;\n` },
	],
	[
		'a room of the CSV Reader knows n8n',
		'rooms-without-n8n',
		{ 'nodes/CsvReader/bytes/marks.ts': `import type { INode } from 'n8n-workflow';\nexport type Marks = INode;\n` },
	],
	[
		'another file of the wire than the one knows n8n',
		'rooms-without-n8n',
		{ 'nodes/shared/vendor/retry.ts': `import type { INode } from 'n8n-workflow';\nexport type Retry = INode;\n` },
	],
	[
		'a vendor knows another',
		'vendors-apart',
		{
			'nodes/Oplead/plan/otherVendor.ts': `import { plan } from '../../HubSpotUpsert/plan/plan';\nexport const wish = plan;\n`,
		},
	],
	[
		'two files know each other',
		'no-circle',
		{
			'nodes/Oplead/plan/one.ts': `import { other } from './other';\nexport const one = () => other;\n`,
			'nodes/Oplead/plan/other.ts': `import { one } from './one';\nexport const other = () => one;\n`,
		},
	],
	[
		'two files know each other’s types',
		'no-circle',
		{
			'nodes/Oplead/plan/oneType.ts': `import type { Other } from './otherType';\nexport type One = Other | 1;\n`,
			'nodes/Oplead/plan/otherType.ts': `import type { One } from './oneType';\nexport interface Other { one: One }\n`,
		},
	],
	[
		'the sandbox knows the nodes',
		'sandbox-alone',
		{ 'sandbox/plan.ts': `import { plan } from '../nodes/Oplead/plan/plan.ts';\nexport const known = plan;\n` },
	],
	[
		'a node knows the sandbox',
		'published-alone',
		{ 'nodes/Oplead/tried.ts': `import { sandbox } from '../../sandbox/sandbox';\nexport const tried = sandbox;\n` },
	],
	[
		'a node needs what its users do not get',
		'published-with-dependencies',
		{
			'nodes/Oplead/engine.ts': `import { WorkflowExecute } from 'n8n-core';\nexport const engine = WorkflowExecute;\n`,
		},
	],
	[
		'what all use knows a vendor',
		'shared-below-vendors',
		{ 'nodes/shared/wish.ts': `import { plan } from '../Oplead/plan/plan';\nexport const wish = plan;\n` },
	],
	[
		'an operation knows another',
		'operations-side-by-side',
		{
			'nodes/Oplead/lead/get.operation.ts': `import { create } from './create.operation';\nexport const get = create;\n`,
		},
	],
	[
		'something knows a node file',
		'node-file-on-top',
		{ 'nodes/Oplead/report.ts': `import { node } from './Oplead.node';\nexport const report = node;\n` },
	],
	[
		'what is written knows where parameters are read',
		'rooms-below-fields',
		{
			'nodes/Oplead/fields/read.ts': `export const read = 1;\n`,
			'nodes/Oplead/write/wish.ts': `import { read } from '../fields/read';\nexport const wish = read;\n`,
		},
	],
	[
		'a credential knows a node',
		'credentials-alone',
		{
			'credentials/Other.credentials.ts': `import { plan } from '../nodes/Oplead/plan/plan';\nexport const other = plan;\n`,
		},
	],
	[
		'an import leads nowhere',
		'resolves',
		{ 'nodes/Oplead/plan/nowhere.ts': `import { gone } from './gone';\nexport const wish = gone;\n` },
	],
];

const PROJECT = process.cwd();

let house: string;

beforeAll(() => {
	house = mkdtempSync(path.join(tmpdir(), 'lead-relay-house-'));
	for (const file of ['.dependency-cruiser.cjs', 'package.json', 'tsconfig.json', 'tsconfig.dev.json']) {
		cpSync(path.join(PROJECT, file), path.join(house, file));
	}
	symlinkSync(path.join(PROJECT, 'node_modules'), path.join(house, 'node_modules'));
});

afterAll(() => rmSync(house, { recursive: true, force: true }));

function put(files: Record<string, string>): void {
	for (const [file, text] of Object.entries(files)) {
		mkdirSync(path.dirname(path.join(house, file)), { recursive: true });
		writeFileSync(path.join(house, file), text);
	}
}

interface Finding {
	file: string;
	rule: string;
}

/** What the checks of imports in `npm run lint` find in the house, and whether they pass. */
function findings(): { passes: boolean; found: Finding[] } {
	const { scripts } = JSON.parse(readFileSync(path.join(house, 'package.json'), 'utf8')) as {
		scripts: { lint: string };
	};
	const [, ...folders] = (/\bdepcruise [\w ]+/.exec(scripts.lint)?.[0] ?? '').trim().split(' ');
	const program = path.join(PROJECT, 'node_modules', '.bin', 'depcruise');
	const run = (format: string) =>
		spawnSync(process.execPath, [program, ...folders, '--output-type', format], { cwd: house, encoding: 'utf8' });
	const { summary } = JSON.parse(run('json').stdout) as {
		summary: { violations: Array<{ from: string; rule: { name: string } }> };
	};
	const found = summary.violations.map(({ from, rule }) => ({ file: from, rule: rule.name }));
	return { passes: run('err').status === 0, found };
}

it('lets a sound house pass', () => {
	put(SOUND_HOUSE);
	expect(findings()).toEqual({ passes: true, found: [] });
});

describe('fails where', () => {
	let found: Finding[];

	beforeAll(() => {
		put(SOUND_HOUSE);
		for (const [, , files] of FAULTS) put(files);
		const all = findings();
		expect(all.passes).toBe(false);
		found = all.found;
	});

	it.each(FAULTS)('%s', (_what, rule, files) => {
		const broken = found.filter(({ file }) => file in files).map(({ rule }) => rule);
		expect([...new Set(broken)]).toEqual([rule]);
	});

	it('nothing else is found', () => {
		const planted = FAULTS.flatMap(([, , files]) => Object.keys(files));
		expect(found.filter(({ file }) => !planted.includes(file))).toEqual([]);
	});
});
