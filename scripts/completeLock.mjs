// After adding or updating packages: node scripts/completeLock.mjs package-lock.json (or host/package-lock.json)
//
// npm leaves packages for other platforms out of a lock file when the registry at hand does not have them, and `npm ci`
// then refuses that lock file, here as everywhere. This adds them, with the version that their dependents ask for.
import { readFileSync, writeFileSync } from 'node:fs';

const [file = 'package-lock.json'] = process.argv.slice(2);
const lock = JSON.parse(readFileSync(file, 'utf8'));
const places = Object.keys(lock.packages);
const added = {};
for (const [dependent, { dev, license, optionalDependencies = {} }] of Object.entries(lock.packages)) {
	for (const [name, version] of Object.entries(optionalDependencies)) {
		if (places.some((place) => place.endsWith(`node_modules/${name}`))) continue;
		if (!/^\d+\.\d+\.\d+$/.test(version)) throw new Error(`${dependent} asks for no exact version of ${name}.`);
		added[`node_modules/${name}`] = {
			version,
			...(dev && { dev }),
			license,
			optional: true,
			...platformOf(name),
		};
	}
}
const sorted = Object.entries({ ...lock.packages, ...added }).sort(([a], [b]) => a.localeCompare(b, 'en'));
lock.packages = Object.fromEntries(sorted);
writeFileSync(file, `${JSON.stringify(lock, null, '\t')}\n`);
console.log(`${file}: added ${Object.keys(added).join(', ') || 'nothing'}`);

/** The platform that a native package is made for, as its name tells: `…-linux-arm64-musl`. */
function platformOf(name) {
	const parts = /-(android|darwin|freebsd|linux|openharmony|win32)-([a-z]+\d*[a-z]*)(?:-(\w+))?$/.exec(name);
	if (!parts) throw new Error(`The name of ${name} does not tell its platform.`);
	const [, os, cpu, variant] = parts;
	const libc = os === 'linux' && (variant?.startsWith('musl') ? 'musl' : variant?.startsWith('gnu') && 'glibc');
	return { cpu: [cpu], ...(libc && { libc: [libc] }), os: [os] };
}
