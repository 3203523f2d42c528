// Runs one of the project's tasks from a bare clone, on whatever Node is there: installs what is missing, gets the
// Node 24 that the project brings along, and starts the task on it. Usage: node scripts/run.mjs <task file> [arguments]
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const nodeFolder = path.join(root, 'node_modules', 'node');
const node24 = path.join(nodeFolder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
const stamp = path.join(root, 'node_modules', '.lead-relay-installed');

function runStep(message, command, args, cwd) {
	console.log(message);
	// Over 100 deprecation lines of third parties would hide what matters: npm reports errors only.
	const { status } = spawnSync(command, args, {
		cwd,
		stdio: 'inherit',
		shell: process.platform === 'win32',
		env: { ...process.env, npm_config_loglevel: 'error' },
	});
	if (status !== 0) {
		console.error(`\n"${command} ${args.join(' ')}" failed. What it printed above says why; then run the command again.`);
		process.exit(status ?? 1);
	}
}

/** Installs the project's packages when the lock file has changed since the last installation. */
function installProject() {
	const wanted = createHash('sha256').update(readFileSync(path.join(root, 'package-lock.json'))).digest('hex');
	if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
	runStep('Installing the project’s packages (about a minute) …', 'npm', ['ci'], root);
	writeFileSync(stamp, wanted);
}

/** Gets the Node 24 binary: `ignore-scripts` keeps npm from running the package's own installer. */
function installNode24() {
	if (existsSync(node24)) return;
	runStep('Getting Node 24 …', process.execPath, ['installArchSpecificPackage.js'], nodeFolder);
}

const [task, ...taskArguments] = process.argv.slice(2);
installProject();
installNode24();

const child = spawn(node24, [path.resolve(root, task), ...taskArguments], {
	cwd: root,
	stdio: 'inherit',
	env: { ...process.env, PATH: [path.dirname(node24), process.env.PATH].join(path.delimiter) },
});
// The task ends by itself on Ctrl-C (the terminal signals the whole group); this process waits for its word.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => child.kill('SIGTERM'));
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
