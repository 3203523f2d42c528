// HubSpot's public address for one n8n: a TLS server on this machine that hands every call on to the sandbox.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import http from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream';
import { runCaptured } from '../../host/children.ts';

const hubSpotName = 'api.hubapi.com';

/** HubSpot's public address, as the nodes know it. */
export const hubSpotAddress = `https://${hubSpotName}`;

export interface HubSpotFront {
	/** What the n8n that is to be led here needs in its environment. */
	environment: Record<string, string>;
	/** Says where the calls go, for instance `http://127.0.0.1:4010/hubspot`; before that they fail. */
	leadTo(target: string): void;
	/** How many calls were answered with a status since the last `forget`. */
	answered(status: number): number;
	forget(): void;
	close(): Promise<void>;
}

/**
 * Opens the front, with a certificate that is made for it and thrown away with it.
 * @throws Error when there is no `openssl`
 */
export async function openHubSpotFront(): Promise<HubSpotFront> {
	const folder = await mkdtemp(path.join(tmpdir(), 'lead-relay-bench-'));
	const { key, certificate } = await makeCertificate(folder);
	const statuses = new Map<number, number>();
	const agent = new http.Agent({ keepAlive: true });
	let target = '';
	const server = https.createServer(
		{ key: await readFile(key), cert: await readFile(certificate) },
		(request, response) => {
			const { method, headers, url } = request;
			const onward = http.request(target + url, { method, headers, agent }, (answer) => {
				const { statusCode = 502 } = answer;
				statuses.set(statusCode, (statuses.get(statusCode) ?? 0) + 1);
				response.writeHead(statusCode, answer.headers);
				pipeline(answer, response, () => {});
			});
			onward.on('error', () => response.destroy());
			pipeline(request, onward, () => {});
		},
	);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		environment: {
			NODE_OPTIONS: `--import=${new URL('redirectHubSpot.ts', import.meta.url).href}`,
			NODE_EXTRA_CA_CERTS: certificate,
			BENCH_HUBSPOT_NAME: hubSpotName,
			BENCH_HUBSPOT_PORT: String(port),
			// A proxy for the outer world must not get in between.
			NO_PROXY: `127.0.0.1,localhost,${hubSpotName}`,
			no_proxy: `127.0.0.1,localhost,${hubSpotName}`,
		},
		leadTo: (address) => void (target = address),
		answered: (status) => statuses.get(status) ?? 0,
		forget: () => statuses.clear(),
		close: async () => {
			agent.destroy();
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
			await rm(folder, { recursive: true, force: true });
		},
	};
}

/** A certificate for HubSpot's name, good for a day, that is its own authority. */
async function makeCertificate(folder: string): Promise<{ key: string; certificate: string }> {
	const [key, certificate] = [path.join(folder, 'key.pem'), path.join(folder, 'certificate.pem')];
	const identity = ['-subj', '/CN=lead-relay bench', '-addext', `subjectAltName=DNS:${hubSpotName}`];
	const keyKind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
	const files = ['-keyout', key, '-out', certificate];
	await runCaptured('openssl', ['req', '-x509', '-days', '1', ...keyKind, ...identity, ...files]);
	return { key, certificate };
}
