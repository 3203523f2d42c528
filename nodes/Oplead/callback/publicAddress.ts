import { BlockList, isIP } from 'node:net';

/** Addresses that only this machine or its network reaches (RFC 1918, 3927, 4193, 4291, 6598, 6890). */
const privateNetworks = new BlockList();
for (const [network, bits] of [
	['0.0.0.0', 8],
	['10.0.0.0', 8],
	['100.64.0.0', 10],
	['127.0.0.0', 8],
	['169.254.0.0', 16],
	['172.16.0.0', 12],
	['192.168.0.0', 16],
] as const) {
	privateNetworks.addSubnet(network, bits, 'ipv4');
}
for (const [network, bits] of [
	['::', 127],
	['fc00::', 7],
	['fe80::', 10],
] as const) {
	privateNetworks.addSubnet(network, bits, 'ipv6');
}

/** Names that no public name server answers (RFC 6761, 6762, 8375, and the reserved `internal`). */
const LOCAL_NAME = /(?:^|\.)(?:localhost|local|localdomain|internal|lan|home\.arpa|test)$/;

/** Whether an address can be reached only from within a machine or a private network, as far as the address tells. */
export function isPrivateAddress(address: string): boolean {
	const host = new URL(address).hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
	const version = isIP(host);
	if (version !== 0) return privateNetworks.check(host, version === 4 ? 'ipv4' : 'ipv6');
	return !host.includes('.') || LOCAL_NAME.test(host);
}
