import { createServer, type AddressInfo, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import type { CredentialDraft } from '../../host/n8nTypes.ts';

/** A mailbox on this machine that n8n's Email Trigger (IMAP) reads. */
export interface ImapMailbox {
	/** Puts a mail into the inbox, as it goes over the wire, and tells whoever waits for one. */
	deliver(mail: string): void;
	/** How many mails are marked as read. */
	readonly seen: number;
	/** How many clients wait for mails. */
	readonly waiting: number;
	credential: CredentialDraft;
	stop(): Promise<void>;
}

interface Mail {
	source: Buffer;
	isSeen: boolean;
}

/**
 * Starts a server that knows as much of IMAP (RFC 3501, RFC 2177) as n8n's trigger asks for with the format "Resolved":
 * one inbox, in which the sequence number of a mail is its UID.
 */
export async function startImapMailbox(): Promise<ImapMailbox> {
	const mails: Mail[] = [];
	const sockets = new Set<Socket>();
	/** Clients that wait, and the tag of their command. */
	const idle = new Map<Socket, string>();

	function answer(socket: Socket, line: string): void {
		if (line.toUpperCase() === 'DONE') {
			socket.write(`${idle.get(socket) ?? '*'} OK done\r\n`);
			idle.delete(socket);
			return;
		}
		const [tag = '', first = '', ...rest] = line.split(' ');
		const command = first.toUpperCase() === 'UID' ? `UID ${rest.shift()?.toUpperCase()}` : first.toUpperCase();
		if (command === 'IDLE') {
			idle.set(socket, tag);
			// What came since the last command is told, too.
			socket.write(`+ idling\r\n* ${mails.length} EXISTS\r\n`);
			return;
		}
		for (const told of untagged(command, rest.join(' '))) socket.write(told);
		socket.write(`${tag} OK ${command === 'SELECT' ? '[READ-WRITE] ' : ''}done\r\n`);
		if (command === 'LOGOUT') socket.end();
	}

	function untagged(command: string, given: string): Array<string | Buffer> {
		switch (command) {
			case 'CAPABILITY':
				return ['* CAPABILITY IMAP4rev1 IDLE\r\n'];
			case 'LIST':
				return ['* LIST () "/" INBOX\r\n'];
			case 'SELECT':
				return [
					'* FLAGS (\\Seen)\r\n',
					`* ${mails.length} EXISTS\r\n`,
					'* OK [UIDVALIDITY 1] valid\r\n',
					`* OK [UIDNEXT ${mails.length + 1}] next\r\n`,
				];
			case 'UID SEARCH': {
				const unread = mails.flatMap(({ isSeen }, index) => (isSeen ? [] : [index + 1]));
				return [`* SEARCH${unread.map((uid) => ` ${uid}`).join('')}\r\n`];
			}
			case 'UID FETCH':
				return uidsIn(given).flatMap((uid) => {
					const source = mails[uid - 1]?.source ?? Buffer.alloc(0);
					return [`* ${uid} FETCH (UID ${uid} BODY[] {${source.length}}\r\n`, source, ')\r\n'];
				});
			case 'UID STORE':
				for (const uid of uidsIn(given)) {
					const mail = mails[uid - 1];
					if (mail) mail.isSeen = true;
				}
				return [];
			default:
				return [];
		}
	}

	const server = createServer((socket) => {
		sockets.add(socket);
		socket.on('close', () => sockets.delete(socket) && idle.delete(socket));
		socket.on('error', () => socket.destroy());
		createInterface({ input: socket }).on('line', (line) => answer(socket, line));
		socket.write('* OK [CAPABILITY IMAP4rev1 IDLE] ready\r\n');
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
	const { port } = server.address() as AddressInfo;
	const data = { user: 'quotes', password: 'secret', host: '127.0.0.1', port, secure: false };
	return {
		deliver(mail) {
			mails.push({ source: Buffer.from(mail.replace(/\r?\n/g, '\r\n')), isSeen: false });
			for (const socket of idle.keys()) socket.write(`* ${mails.length} EXISTS\r\n`);
		},
		get seen() {
			return mails.filter(({ isSeen }) => isSeen).length;
		},
		get waiting() {
			return idle.size;
		},
		credential: { type: 'imap', name: 'Quotes', data },
		async stop() {
			for (const socket of sockets) socket.destroy();
			await new Promise<void>((resolve) => server.close(() => resolve()));
		},
	};
}

/** The UIDs of a set such as `1:3,5`. */
function uidsIn(given: string): number[] {
	const [set = ''] = given.split(' ');
	return set.split(',').flatMap((range) => {
		const [from = 0, to = from] = range.split(':').map(Number);
		return Array.from({ length: to - from + 1 }, (_, index) => from + index);
	});
}
