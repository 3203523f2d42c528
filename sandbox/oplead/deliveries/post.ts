import { errorCode } from '../../errorCode.ts';
import type { Attempt, Notice } from './delivery.ts';

interface Terms {
	/** ISO 8601, for the record. */
	at: string;
	patienceMs: number;
	/** Ends the attempt early. */
	signal: AbortSignal;
}

/** Posts a notice once. Never throws: no answer is a result with its reason. */
export async function post({ url, contentType, body }: Notice, { at, patienceMs, signal }: Terms): Promise<Attempt> {
	const startedAt = performance.now();
	const attempt = (result: Pick<Attempt, 'status' | 'reason'>): Attempt => ({
		at,
		...result,
		ms: Math.round(performance.now() - startedAt),
	});
	try {
		const response = await fetch(url, {
			method: 'POST',
			headers: { 'content-type': contentType, 'user-agent': 'Oplead' },
			body,
			// A redirect could lead away from this machine.
			redirect: 'manual',
			signal: AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]),
		});
		// What the receiver says does not matter, and may be long.
		await response.body?.cancel();
		return attempt({ status: response.status });
	} catch (error) {
		return attempt({ status: null, reason: reasonOf(error, patienceMs) });
	}
}

function reasonOf(error: unknown, patienceMs: number): string {
	const text = String(error);
	// Asked before the code: a DOMException has a number there, and an abort one that says nothing.
	if (text.startsWith('TimeoutError')) return `no answer within ${patienceMs / 1000} seconds`;
	return errorCode(error) ?? text;
}
