import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import type { CredentialDraft } from '../../host/n8nTypes.ts';
import { waitFor } from '../../host/polling.ts';
import { freePort } from '../../host/ports.ts';

/** vsftpd on this machine. */
export interface FtpServer {
	/** On the server as on the disk: whoever runs the test runs the server, without a root of its own. */
	folder: string;
	/** For n8n's FTP node. */
	credential: CredentialDraft;
	stop(): Promise<void>;
}

/** Starts vsftpd on a free port of the loopback address, with one folder that anybody may read and write. */
export async function startFtpServer(): Promise<FtpServer> {
	const home = await mkdtemp(path.join(tmpdir(), 'lead-relay-ftp-'));
	const folder = path.join(home, 'exports');
	await mkdir(folder);
	const port = await freePort();
	const configuration = path.join(home, 'vsftpd.conf');
	await writeFile(configuration, settings(port, folder));
	const server = spawn('/usr/sbin/vsftpd', [configuration], { stdio: 'inherit' });
	const ended = new Promise((resolve) => server.once('close', resolve));
	await waitFor({ what: 'vsftpd to answer', limit: 20_000 }, async () =>
		(await isListening(port)) ? true : undefined,
	);
	const data = { host: '127.0.0.1', port, username: 'anonymous', password: 'n8n@example.com' };
	return {
		folder,
		credential: { type: 'ftp', name: 'vsftpd', data },
		async stop() {
			server.kill();
			await ended;
			await rm(home, { recursive: true, force: true });
		},
	};
}

function settings(port: number, folder: string): string {
	return `${Object.entries({
		listen: 'YES',
		listen_address: '127.0.0.1',
		listen_port: port,
		background: 'NO',
		run_as_launching_user: 'YES',
		ftp_username: userInfo().username,
		anonymous_enable: 'YES',
		no_anon_password: 'YES',
		local_enable: 'NO',
		write_enable: 'YES',
		anon_upload_enable: 'YES',
		anon_mkdir_write_enable: 'YES',
		anon_other_write_enable: 'YES',
		anon_world_readable_only: 'NO',
		anon_umask: '022',
		anon_root: folder,
		seccomp_sandbox: 'NO',
		xferlog_enable: 'NO',
	})
		.map((setting) => setting.join('='))
		.join('\n')}\n`;
}

async function isListening(port: number): Promise<boolean> {
	return await new Promise((resolve) => {
		const socket = connect(port, '127.0.0.1', () => {
			socket.destroy();
			resolve(true);
		});
		socket.once('error', () => resolve(false));
	});
}
