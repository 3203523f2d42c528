import { errorCode } from '../errorCode.ts';
import type { LeadFaultName } from './faults.ts';
import { faultOf } from './faults.ts';
import type { IciLead } from './lead.ts';
import type { Target } from './target.ts';

export type Encoding = 'json' | 'form';

/** How a lead is to be sent. */
export interface Manner {
	encoding: Encoding;
	fault?: LeadFaultName;
}

/** One lead as it was sent, and what came of it. */
export interface SentLead {
	/** The answer's status; `null` if there was none. */
	status: number | null;
	/** Length of the answer's body; a good answer is empty. */
	bodyBytes: number;
	/** Milliseconds until the answer's end. */
	ms: number;
	/** The fields that left, faults included. */
	lead: Record<string, unknown>;
	fault?: LeadFaultName;
	/** Why there was no answer, for instance `ECONNREFUSED`. */
	reason?: string;
}

const PATIENCE_MS = 30_000;

/** Posts one lead to the target. Never throws: a refused connection is a result with its reason. */
export async function deliver(lead: IciLead, target: Target, manner: Manner): Promise<SentLead> {
	const fault = faultOf(manner.fault);
	const fields = fault.fields?.(lead) ?? { ...lead };
	const text = encoded(fields, manner.encoding);
	const startedAt = performance.now();
	const sent = (result: Pick<SentLead, 'status' | 'bodyBytes' | 'reason'>): SentLead => ({
		...result,
		ms: Math.round((performance.now() - startedAt) * 10) / 10,
		lead: fields,
		...(manner.fault === undefined ? {} : { fault: manner.fault }),
	});
	try {
		const response = await fetch(target.url, {
			method: 'POST',
			headers: headersFor(target, manner),
			body: fault.body?.(text) ?? text,
			// A redirect could lead away from this machine.
			redirect: 'manual',
			signal: AbortSignal.timeout(PATIENCE_MS),
		});
		const body = await response.arrayBuffer();
		return sent({ status: response.status, bodyBytes: body.byteLength });
	} catch (error) {
		return sent({ status: null, bodyBytes: 0, reason: reasonOf(error) });
	}
}

function headersFor({ headerName, headerValue }: Target, { encoding, fault }: Manner): Record<string, string> {
	const contentType = encoding === 'json' ? 'application/json' : 'application/x-www-form-urlencoded';
	const change = faultOf(fault).secret;
	const secret = change === undefined ? headerValue : change(headerValue);
	return {
		'content-type': contentType,
		...(headerName !== undefined && secret !== undefined ? { [headerName]: secret } : {}),
	};
}

function encoded(fields: Record<string, unknown>, encoding: Encoding): string {
	if (encoding === 'json') return JSON.stringify(fields);
	const texts = Object.entries(fields).map(([key, value]): [string, string] => [
		key,
		typeof value === 'string' ? value : JSON.stringify(value),
	]);
	return new URLSearchParams(texts).toString();
}

function reasonOf(error: unknown): string {
	const code = errorCode(error);
	if (code !== undefined) return code;
	const text = String(error);
	return text.startsWith('TimeoutError') ? `no answer within ${PATIENCE_MS / 1000} seconds` : text;
}
