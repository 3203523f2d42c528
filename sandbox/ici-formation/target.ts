import { BadRequest } from '../checked.ts';
import { isOnThisMachine } from '../loopback.ts';
import type { Centre } from './lead.ts';

/** Where leads go, and the header that proves who sends them. */
export interface Target {
	url: string;
	headerName?: string;
	/** Secret: leaves the sandbox only towards the target. */
	headerValue?: string;
	/** The training centres for which the address receives, in turn. */
	centres?: Centre[];
}

/**
 * Lets only this machine through: the sandbox must not become a way to reach others.
 * Throws a BadRequest for any other address, and for a header that cannot be sent.
 */
export function assertSendable(target: Target): void {
	const address = parsed(target.url);
	if (!isOnThisMachine(address)) {
		throw new BadRequest(
			`url: only addresses on this machine (localhost, 127.0.0.1, [::1]) are sent to, not ${address.hostname}`,
		);
	}
	if (target.headerValue !== undefined && target.headerName === undefined) {
		throw new BadRequest('headerName: missing, so the headerValue would not be sent');
	}
	try {
		if (target.headerName !== undefined) new Headers({ [target.headerName]: target.headerValue ?? '' });
	} catch {
		throw new BadRequest('headerName, headerValue: not allowed in an HTTP header');
	}
}

function parsed(url: string): URL {
	try {
		return new URL(url);
	} catch {
		throw new BadRequest('url: not an address; write for instance http://127.0.0.1:5678/webhook/…');
	}
}
