// Loaded into the bench's n8n before anything of n8n: there, and nowhere else, HubSpot's name leads to a port of this
// machine. The address is fixed in n8n's own HubSpot node, so it cannot be set. TLS stays on: who answers must show a
// certificate for HubSpot's name.
import { syncBuiltinESMExports } from 'node:module';
import tls from 'node:tls';

const name = process.env.BENCH_HUBSPOT_NAME;
const port = Number(process.env.BENCH_HUBSPOT_PORT);

const connect = tls.connect.bind(tls) as (...given: unknown[]) => tls.TLSSocket;

/** n8n's HTTP clients all come by here, and all give the options first. */
function redirected(options: unknown, ...others: unknown[]): tls.TLSSocket {
	if (!isForHubSpot(options)) return connect(options, ...others);
	return connect({ ...options, host: '127.0.0.1', port, servername: name }, ...others);
}

function isForHubSpot(options: unknown): options is tls.ConnectionOptions {
	return typeof options === 'object' && options !== null && 'host' in options && options.host === name;
}

tls.connect = redirected;
syncBuiltinESMExports();
