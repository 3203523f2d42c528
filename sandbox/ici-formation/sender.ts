import { BadRequest } from '../checked.ts';
import { deliver } from './delivery.ts';
import type { SentLead } from './delivery.ts';
import type { IciLead } from './lead.ts';
import type { Order } from './order.ts';
import { assertSendable } from './target.ts';
import type { Target } from './target.ts';

/** Where an order's leads go: its own address, else the target that was set before. Throws a BadRequest if neither. */
export function targetOf({ url, headerName, headerValue }: Order, usual: Target | undefined): Target {
	if (url === undefined && usual === undefined) {
		throw new BadRequest('url: missing, and no target is set (PUT /sandbox/ici-formation/target)');
	}
	// The usual secret is for the usual address only.
	const base: Partial<Target> = url === undefined ? { ...usual } : { url };
	const target = {
		url: base.url ?? '',
		headerName: headerName ?? base.headerName,
		headerValue: headerValue ?? base.headerValue,
	};
	assertSendable(target);
	return target;
}

/** Sends leads, as many at the same time as the order says, and reports each. Results come in the order of the leads. */
export async function sendLeads(
	leads: IciLead[],
	target: Target,
	order: Order,
	report: (sent: SentLead) => void,
): Promise<SentLead[]> {
	const results: SentLead[][] = [];
	const times = order.fault === 'repeated' ? order.repeats : 1;
	let next = 0;

	async function deliverOne(lead: IciLead): Promise<SentLead> {
		const sent = await deliver(lead, target, order);
		report(sent);
		return sent;
	}

	async function work(): Promise<void> {
		while (next < leads.length) {
			const n = next++;
			// Copies of a lead leave together, whatever the concurrency: they are meant to collide.
			results[n] = await Promise.all(Array.from({ length: times }, () => deliverOne(leads[n])));
		}
	}

	await Promise.all(Array.from({ length: Math.min(order.concurrency, leads.length) }, work));
	return results.flat();
}
