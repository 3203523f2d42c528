// Runs one of the project's tasks from a bare clone, on whatever Node is there: installs what is missing, gets the
// Node 24 that the project brings along, and starts the task on it. Usage: node scripts/run.mjs <task file> [arguments]
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const nodeFolder = path.join(root, 'node_modules', 'node');
const node24 = path.join(nodeFolder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
const stamp = path.join(root, 'node_modules', '.lead-relay-installed');

/** Ends the step that is under way, with all it started. */
let endStep = () => {};

function runStep(message, command, args, cwd) {
	console.log(message);
	return new Promise((resolve) => {
		const child = spawn(command, args, {
			cwd,
			stdio: ['ignore', 'inherit', 'inherit'],
			shell: process.platform === 'win32',
			// A group of its own, so that npm's own children end with it.
			detached: process.platform !== 'win32',
			// Over 100 deprecation lines of third parties would hide what matters: npm reports errors only.
			env: { ...process.env, npm_config_loglevel: 'error' },
		});
		endStep = () => (process.platform === 'win32' ? child.kill() : process.kill(-child.pid, 'SIGTERM'));
		child.on('error', (error) => fail(`"${command}" could not be started: ${error.message}`));
		child.on('exit', (status) => {
			endStep = () => {};
			if (status === 0) return resolve();
			fail(`"${command} ${args.join(' ')}" failed. What it printed above says why; then run the command again.`);
		});
	});
}

function fail(message) {
	if (!interrupted) console.error(`\n${message}`);
	process.exit(interrupted ? 130 : 1);
}

/** Whether npm's own note of what it installed holds all that the lock file asks for, in the same versions. */
function holdsEverything(lock) {
	const note = path.join(root, 'node_modules', '.package-lock.json');
	if (!existsSync(note)) return false;
	const installed = JSON.parse(readFileSync(note, 'utf8')).packages;
	return Object.entries(JSON.parse(lock).packages).every(
		// Optional ones are left out on machines that they are not made for.
		([place, { version, optional }]) => place === '' || optional || installed[place]?.version === version,
	);
}

/** Installs the project's packages when the lock file has changed since the last installation. */
async function installProject() {
	const lock = readFileSync(path.join(root, 'package-lock.json'), 'utf8');
	const wanted = createHash('sha256').update(lock).digest('hex');
	if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
	if (!holdsEverything(lock))
		await runStep('Installing the project’s packages (about a minute) …', 'npm', ['ci'], root);
	writeFileSync(stamp, wanted);
}

/** Gets the Node 24 binary: `ignore-scripts` keeps npm from running the package's own installer. */
async function installNode24() {
	if (existsSync(node24)) return;
	await runStep('Getting Node 24 …', process.execPath, ['installArchSpecificPackage.js'], nodeFolder);
}

let interrupted = false;
let task;

function interrupt(signal) {
	interrupted = true;
	endStep();
	// The terminal signals the task as well; a second word does it no harm.
	task?.kill(signal);
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, interrupt);

// A SIGTERM for npm reaches npm's shell, which dies of it without a word to this process.
const parent = process.ppid;
if (process.env.npm_lifecycle_event) {
	setInterval(() => {
		if (process.ppid !== parent) interrupt('SIGTERM');
	}, 500).unref();
}

const [taskFile, ...taskArguments] = process.argv.slice(2);
await installProject();
await installNode24();

if (interrupted) process.exit(130);
task = spawn(node24, [path.resolve(root, taskFile), ...taskArguments], {
	cwd: root,
	stdio: 'inherit',
	env: { ...process.env, PATH: [path.dirname(node24), process.env.PATH].join(path.delimiter) },
});
task.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
