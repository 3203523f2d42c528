import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DEMO_LEAD, failures, startLimit, startRealN8n, type RealN8n } from './realN8n.ts';

/** Writes down every load of HubSpot's SDK, in whichever process of n8n. */
const probe = `
const Module = require('node:module');
const { appendFileSync } = require('node:fs');
const load = Module._load;
Module._load = function (request, ...rest) {
	if (request.startsWith('@hubspot/api-client')) appendFileSync(process.env.PROBE_FILE, request + '\\n');
	return load.call(this, request, ...rest);
};
`;

let scratch: string;
let loads: string;
let real: RealN8n;

beforeAll(async () => {
	scratch = await mkdtemp(path.join(tmpdir(), 'lead-relay-probe-'));
	loads = path.join(scratch, 'loads');
	const script = path.join(scratch, 'probe.cjs');
	await writeFile(script, probe);
	real = await startRealN8n({ NODE_OPTIONS: `--require ${script}`, PROBE_FILE: loads });
}, startLimit);

afterAll(async () => {
	await real?.stop();
	await rm(scratch, { recursive: true, force: true });
});

test('n8n loads the package without an error', () => {
	expect(real.n8n.log.errors()).toEqual([]);
});

test('n8n knows the package’s nodes and credentials', async () => {
	const nodes = await real.rest.nodeTypes([
		{ type: 'n8n-nodes-lead-relay.iciFormationTrigger', typeVersion: 1 },
		{ type: 'n8n-nodes-lead-relay.hubSpotUpsert', typeVersion: 1 },
	]);
	const credentials = await real.credentialTypes();

	expect(nodes.map(({ displayName }) => displayName)).toEqual(['Ici Formation Trigger', 'HubSpot Upsert']);
	expect(credentials).toEqual(expect.arrayContaining(['leadRelayIciFormationWebhookApi', 'leadRelayHubSpotApi']));
});

test('only what is published is installed, and nothing but its runtime dependencies', async () => {
	const folder = real.installedPackage;
	const manifest = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8')) as {
		dependencies: Record<string, string>;
		devDependencies?: unknown;
	};

	expect(existsSync(path.join(folder, 'nodes'))).toBe(false);
	expect(existsSync(path.join(folder, 'node_modules', 'n8n-workflow'))).toBe(false);
	expect(manifest.devDependencies).toBeUndefined();
	for (const dependency of Object.keys(manifest.dependencies)) {
		expect(existsSync(path.join(folder, 'node_modules', dependency))).toBe(true);
	}
});

test('HubSpot’s SDK is loaded at the first use of the node, not when n8n starts', async () => {
	expect(existsSync(loads)).toBe(false);

	const workflow = await real.runTemplate('ici-formation-to-hubspot.json');
	await real.postLead(workflow, DEMO_LEAD);
	expect(failures(await real.nextExecution(workflow))).toEqual([]);

	expect(await readFile(loads, 'utf8')).toContain('@hubspot/api-client');
}, 90_000);
