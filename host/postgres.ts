import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { runCaptured } from './children.ts';
import { freePort } from './ports.ts';
import { startService, type Service } from './service.ts';

/** Debian keeps each version in a folder of its own. */
const VERSIONS_FOLDER = '/usr/lib/postgresql';

/** Made by Debian's package: PostgreSQL refuses to run as root. */
const OWN_USER = 'postgres';

export interface Postgres extends Service {
	/** How n8n finds it. */
	environment: Record<string, string>;
}

/** The folder with the programs of the newest PostgreSQL on this machine. */
export function findPostgres(): string | undefined {
	const versions = existsSync(VERSIONS_FOLDER) ? readdirSync(VERSIONS_FOLDER) : [];
	return versions
		.toSorted((one, other) => Number(other) - Number(one))
		.map((version) => path.join(VERSIONS_FOLDER, version, 'bin'))
		.find((folder) => existsSync(path.join(folder, 'initdb')));
}

/** Starts a new PostgreSQL on a free port of the loopback address, with a password; a crash would lose its data. */
export async function startPostgres(): Promise<Postgres> {
	const port = await freePort();
	const password = randomBytes(24).toString('hex');
	const service = await startService('PostgreSQL', (folder) => prepare({ folder, port, password }));
	return {
		...service,
		environment: {
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: '127.0.0.1',
			DB_POSTGRESDB_PORT: String(port),
			DB_POSTGRESDB_DATABASE: 'postgres',
			DB_POSTGRESDB_USER: 'n8n',
			DB_POSTGRESDB_PASSWORD: password,
		},
	};
}

async function prepare({ folder, port, password }: { folder: string; port: number; password: string }) {
	const programs = findPostgres();
	if (!programs) throw new Error('PostgreSQL is not installed.');
	const passwordFile = path.join(folder, 'password');
	const data = path.join(folder, 'data');
	await writeFile(passwordFile, password, { mode: 0o600 });
	if (isRoot()) await runCaptured('chown', ['-R', `${OWN_USER}:`, folder]);
	const login = ['--username=n8n', `--pwfile=${passwordFile}`, '--auth=scram-sha-256'];
	const initdb = [path.join(programs, 'initdb'), `--pgdata=${data}`, '--encoding=UTF8', '--locale=C', '--no-sync'];
	await runCaptured(...unprivileged([...initdb, ...login]), { cwd: folder });
	const [command, args] = unprivileged([
		path.join(programs, 'postgres'),
		...['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', folder],
		...['fsync=off', 'full_page_writes=off', 'synchronous_commit=off'].flatMap((setting) => ['-c', setting]),
	]);
	return { command, args, readyText: 'database system is ready to accept connections' };
}

function isRoot(): boolean {
	return process.getuid?.() === 0;
}

/** As whoever runs the task, unless that is root. `setpriv` becomes the program: signals reach it. */
function unprivileged(words: string[]): [command: string, args: string[]] {
	const asOwnUser = ['setpriv', `--reuid=${OWN_USER}`, `--regid=${OWN_USER}`, '--clear-groups', '--'];
	const [command = '', ...args] = isRoot() ? [...asOwnUser, ...words] : words;
	return [command, args];
}
