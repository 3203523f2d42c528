// `npm start`: a real n8n with the package, beside a sandbox of the vendors, ready to receive leads.
import type { Sandbox } from '../sandbox/sandbox.ts';
import { endOnSignal, wasInterrupted } from './children.ts';
import { setUpDemo, type Demo, type LeadReceiver } from './demo.ts';
import { DEMO_LEAD } from './demoLead.ts';
import { startInstance, type Instance } from './instance.ts';
import { N8nRest } from './n8nRest.ts';
import { demoHome } from './places.ts';
import { assertPortFree, portFrom } from './ports.ts';
import { shownStep } from './progress.ts';

const begun = performance.now();
let instance: Instance | undefined;

process.on('uncaughtException', (error) => fail(`Something has failed in the background: ${error.stack}`));

const work = start();
endOnSignal(work, async () => {
	console.log('\nn8n and the sandbox have been stopped.');
	await instance?.stop();
	return instance ? 0 : 130;
});
work.catch((error: unknown) => fail(error instanceof Error ? error.message : String(error)));

async function start(): Promise<void> {
	const port = portFrom('N8N_PORT', 5678);
	const sandboxPort = portFrom('SANDBOX_PORT', 4010);
	if (port === sandboxPort) throw new Error(`N8N_PORT and SANDBOX_PORT are both ${port}. Choose two different ports.`);
	await assertPortFree(port, 'N8N_PORT');
	await assertPortFree(sandboxPort, 'SANDBOX_PORT');
	console.log('Lead Relay: n8n with the package, beside a sandbox that stands in for HubSpot and Ici Formation\n');

	instance = await startInstance({ home: demoHome, port, sandboxPort }, shownStep);
	const { n8n, sandbox } = instance;
	void n8n.exited.then((code) => {
		if (wasInterrupted()) return;
		fail(`n8n has ended by itself (${code ?? 'killed'}). Its log, ${demoHome}/n8n.log, ends:\n${n8n.log.tail(10)}`);
	});

	const demo = await shownStep('Setting up the demo', () => setUpDemo(new N8nRest(n8n.url), demoHome, sandbox.url));
	if (demo.receiver) sendLeadsTo(sandbox, demo.receiver);
	console.log(overview(n8n.url, sandbox.url, demo));
}

function sendLeadsTo(sandbox: Sandbox, { address, headerName, headerValue }: LeadReceiver): void {
	sandbox.iciFormation.setTarget({ url: address, headerName, headerValue });
}

function overview(n8nUrl: string, sandboxUrl: string, { owner, receiver, notes }: Demo): string {
	const lines = [
		'',
		`Ready after ${((performance.now() - begun) / 1000).toFixed(0)} s.`,
		'',
		`  n8n      ${n8nUrl}`,
		`           ${owner.email}  ${owner.password}`,
		`  Sandbox  ${sandboxUrl}`,
	];
	if (receiver) lines.push('', 'Send a lead, here or with a button of the sandbox:', '', curl(receiver));
	for (const note of notes) lines.push('', `Note: ${note}`);
	return [...lines, '', 'Ctrl-C ends everything. What you change in n8n is kept for the next start.', ''].join('\n');
}

function curl({ address, headerName, headerValue }: LeadReceiver): string {
	return [
		`  curl ${address} \\`,
		`    -H '${headerName}: ${headerValue}' -H 'Content-Type: application/json' \\`,
		`    -d '${JSON.stringify(DEMO_LEAD)}'`,
	].join('\n');
}

/** Says why it cannot go on; the processes that were started end with this one. */
function fail(reason: string): void {
	// What fails while everything is being ended fails because of that.
	if (wasInterrupted()) return;
	console.error(`\n${reason}`);
	process.exit(1);
}
