/** Whether an address lies on this machine, by http or https. Only such are sent to: the sandbox must not become a way to reach others. */
export function isOnThisMachine({ hostname, protocol }: URL): boolean {
	const loopback = hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
	return loopback && (protocol === 'http:' || protocol === 'https:');
}
