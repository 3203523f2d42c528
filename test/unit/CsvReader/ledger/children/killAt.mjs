import fs from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';

// Ends this process, as a power cut would, just before the call number KILL_AT of those that change the disk. With
// NO_LINKS, hard links are refused, as some servers do. Counts the calls into `globalThis.changes`.

const killAt = Number(process.env.KILL_AT ?? 0);
globalThis.changes = 0;

function changes(name, doesChange = () => true) {
	const original = fs[name];
	fs[name] = async (...args) => {
		if (doesChange(...args) && ++globalThis.changes === killAt) process.kill(process.pid, 'SIGKILL');
		return await original(...args);
	};
}

for (const name of ['mkdir', 'rename', 'link', 'unlink', 'rm', 'rmdir', 'copyFile', 'utimes']) changes(name);
changes('open', (_path, flags) => typeof flags === 'string' && flags !== 'r');

if (process.env.NO_LINKS) {
	fs.link = async () => {
		throw Object.assign(new Error('refused'), { code: 'EPERM' });
	};
}
syncBuiltinESMExports();
