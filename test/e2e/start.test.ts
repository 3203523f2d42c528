import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { DemoState } from '../../host/demoState.ts';
import { N8nRest } from '../../host/n8nRest.ts';
import { waitFor } from '../../host/polling.ts';
import { freePort } from '../../host/ports.ts';
import { startNpmTask, stillRunning, type NpmTask } from './npmTask.ts';
import { DEMO_LEAD } from './realN8n.ts';

const limit = 300_000;
const running = new Set<NpmTask>();

/** Not the home in which a developer works. */
let home: string;

beforeEach(async () => {
	home = await mkdtemp(path.join(tmpdir(), 'lead-relay-start-'));
});

afterEach(async () => {
	for (const task of running) await stopped(task);
	await rm(home, { recursive: true, force: true });
}, 60_000);

interface Ports {
	n8n: number;
	sandbox: number;
}

async function freePorts(): Promise<Ports> {
	return { n8n: await freePort(), sandbox: await freePort() };
}

function startNpm({ n8n, sandbox }: Ports): NpmTask {
	const environment = { LEAD_RELAY_HOME: home, N8N_PORT: String(n8n), SANDBOX_PORT: String(sandbox) };
	const task = startNpmTask('start', environment);
	running.add(task);
	return task;
}

/** Starts, and waits until all is told that a person needs. */
async function started(ports: Ports) {
	const task = startNpm(ports);
	const output = await task.written('Ctrl-C ends everything');
	const rest = new N8nRest(`http://127.0.0.1:${ports.n8n}`);
	const { owner, credentials } = await remembered();
	await rest.logIn(owner);
	return { task, output, rest, owner, credentials };
}

async function remembered(): Promise<DemoState> {
	return JSON.parse(await readFile(path.join(home, 'lead-relay.json'), 'utf8')) as DemoState;
}

/** Presses Ctrl-C, and makes sure that nothing is left; answers all it has written. */
async function stopped(task: NpmTask): Promise<string> {
	const processes = await task.processes();
	task.pressCtrlC();
	await expectNoneLeft(processes);
	const { output } = await task.ended;
	running.delete(task);
	return output;
}

/** What is left after all is ended by force, so that a failing test leaves nothing behind. */
async function expectNoneLeft(processes: number[]): Promise<void> {
	const allEnded = () => (stillRunning(processes).length === 0 ? true : undefined);
	try {
		await waitFor({ what: 'all processes to end', limit: 20_000 }, allEnded);
	} catch (error) {
		for (const id of stillRunning(processes)) process.kill(id, 'SIGKILL');
		throw error;
	}
}

async function contactEmails({ sandbox }: Ports): Promise<string[]> {
	const answer = await fetch(`http://127.0.0.1:${sandbox}/sandbox/hubspot/records/contacts`);
	const { results } = (await answer.json()) as { results: Array<{ properties: { email: string } }> };
	return results.map(({ properties }) => properties.email);
}

test(
	'prints a login that works and a curl line that brings a lead to HubSpot; SIGTERM for npm leaves nothing running',
	async () => {
		const ports = await freePorts();
		const { task, output, owner } = await started(ports);
		expect(output).toContain(`http://127.0.0.1:${ports.n8n}`);
		expect(output).toContain(`${owner.email}  ${owner.password}`);
		expect(output).toContain(`http://127.0.0.1:${ports.sandbox}`);

		const curl = /^ {2}curl (?:.*\\\n)*.*$/m.exec(output)?.[0] ?? '';
		await promisify(execFile)('sh', ['-c', curl]);

		await waitFor({ what: 'the lead to arrive', limit: 30_000 }, async () =>
			(await contactEmails(ports)).includes(DEMO_LEAD.email) ? true : undefined,
		);
		const processes = await task.processes();
		expect(processes.length).toBeGreaterThanOrEqual(4);

		task.terminate();

		await expectNoneLeft(processes);
		expect((await task.ended).output).toContain('n8n and the sandbox have been stopped.');
	},
	limit,
);

test(
	'later starts keep what the user has changed, renamed, switched off or deleted',
	async () => {
		const ports = await freePorts();
		const first = await started(ports);
		const all = await first.rest.workflows();
		const imported = all.find(({ name }) => name === 'Ici Formation to HubSpot');
		const others = all.filter((workflow) => workflow !== imported);
		const id = imported?.id ?? '';
		expect(imported?.active).toBe(true);
		await first.rest.updateWorkflow(id, { name: 'Renamed by its user' });
		await first.rest.deactivate(id);
		const hubSpot = await first.rest.credential(first.credentials.leadRelayHubSpotApi ?? '');
		await first.rest.updateCredential({ ...hubSpot, name: 'Renamed too' });
		await stopped(first.task);

		// The sandbox on another port: the credential that points to it follows, all else stays.
		const otherPorts = { ...ports, sandbox: await freePort() };
		const second = await started(otherPorts);
		const kept = await second.rest.workflows();
		expect(kept).toHaveLength(all.length);
		expect(kept.find((workflow) => workflow.id === id)).toMatchObject({ name: 'Renamed by its user', active: false });
		expect(second.output).toContain('"Renamed by its user" is switched off');
		const credential = await second.rest.credential(hubSpot.id);
		expect(credential.name).toBe('Renamed too');
		expect(credential.data.baseUrl).toBe(`http://127.0.0.1:${otherPorts.sandbox}/hubspot`);
		await second.rest.deleteWorkflow(id);
		await second.rest.updateCredential({ ...credential, data: { ...credential.data, baseUrl: 'http://127.0.0.1:9' } });
		await stopped(second.task);

		const third = await started(ports);
		expect((await third.rest.workflows()).map(({ name }) => name).sort()).toEqual(
			others.map(({ name }) => name).sort(),
		);
		expect((await third.rest.credential(hubSpot.id)).data.baseUrl).toBe('http://127.0.0.1:9');
		await stopped(third.task);
	},
	limit,
);

test(
	'names the variable when a port is taken, before anything is started',
	async () => {
		const other = createServer().listen(0, '127.0.0.1');
		try {
			const ports = await freePorts();
			const { port: taken } = other.address() as AddressInfo;
			for (const [variable, taking] of [
				['N8N_PORT', { n8n: taken }],
				['SANDBOX_PORT', { sandbox: taken }],
			] as const) {
				const { code, output } = await startNpm({ ...ports, ...taking }).ended;
				expect(output).toContain(`Port ${taken} is taken by another program.`);
				expect(output).toContain(`${variable}=${taken + 1} npm start`);
				expect(output).not.toContain('Starting');
				expect(code).toBe(1);
			}
		} finally {
			other.close();
		}
	},
	limit,
);

test(
	'Ctrl-C while n8n is starting leaves nothing running',
	async () => {
		const task = startNpm(await freePorts());
		await task.written('Starting n8n');

		expect(await stopped(task)).toMatch(/Starting n8n … failed\s+n8n and the sandbox have been stopped\./);
	},
	limit,
);

test(
	'says so, and ends, when n8n dies',
	async () => {
		const { task } = await started(await freePorts());
		const processes = await task.processes();

		for (const id of processes) {
			const command = await readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '');
			if (command.includes('bin/n8n')) process.kill(id, 'SIGKILL');
		}

		const { code, output } = await task.ended;
		expect(output).toContain('n8n has ended by itself');
		expect(code).toBe(1);
		await expectNoneLeft(processes);
	},
	limit,
);
