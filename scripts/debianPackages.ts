import { existsSync } from 'node:fs';
import { runShown } from '../host/children.ts';
import { findChromium } from '../host/chromium.ts';
import { findPostgres } from '../host/postgres.ts';
import { hasRedis } from '../host/redis.ts';

/** Debian packages, and whether what they bring is there. */
export interface Need {
	packages: string[];
	isThere(): boolean;
}

/** What n8n needs in queue mode. */
export const queueModeNeeds: Need[] = [
	{ packages: ['redis-server'], isThere: hasRedis },
	{ packages: ['postgresql'], isThere: () => findPostgres() !== undefined },
];

/** What the end-to-end tests need. */
const allNeeds: Need[] = [
	{ packages: ['chromium', 'fonts-liberation'], isThere: () => findChromium() !== undefined },
	{ packages: ['vsftpd'], isThere: () => existsSync('/usr/sbin/vsftpd') },
	...queueModeNeeds,
];

/**
 * Makes sure that the programs are there that npm does not bring: as root it installs what is missing.
 * @throws Error that says what is missing and how to install it
 */
export async function ensureDebianPackages(needs = allNeeds): Promise<void> {
	const missing = needs.filter((need) => !need.isThere()).flatMap(({ packages }) => packages);
	if (missing.length === 0) return;
	const install = `apt-get install --yes --no-install-recommends ${missing.join(' ')}`;
	if (process.getuid?.() !== 0) {
		throw new Error(`Missing: ${missing.join(', ')}. Install with: sudo apt-get update && sudo ${install}`);
	}
	console.log(`Installing ${missing.join(', ')} …`);
	const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	for (const command of ['apt-get update --quiet', `${install} --quiet`]) {
		const [program = '', ...args] = command.split(' ');
		if ((await runShown(program, args, { environment })) !== 0) throw new Error(`"${command}" failed.`);
	}
}
