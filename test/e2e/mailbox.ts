import type { AddressInfo } from 'node:net';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import type { CredentialDraft } from '../../host/n8nTypes.ts';

/** A mail server on this machine that keeps what it gets. */
export interface Mailbox {
	mails: ParsedMail[];
	/** For n8n's Send Email node. */
	credential: CredentialDraft;
	stop(): Promise<void>;
}

/** Starts a real SMTP server on a free port of the loopback address. */
export async function startMailbox(): Promise<Mailbox> {
	const mails: ParsedMail[] = [];
	const server = new SMTPServer({
		disabledCommands: ['AUTH', 'STARTTLS'],
		onData(stream, _session, answer) {
			simpleParser(stream).then((mail) => {
				mails.push(mail);
				answer();
			}, answer);
		},
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
	const { port } = server.server.address() as AddressInfo;
	const data = { user: '', password: '', host: '127.0.0.1', port, secure: false, disableStartTls: true, hostName: '' };
	return {
		mails,
		credential: { type: 'smtp', name: 'Mailbox', data },
		stop: async () => await new Promise<void>((resolve) => server.close(() => resolve())),
	};
}
