import type { Account } from './account.ts';
import { STATUSES } from './leads/statuses.ts';
import { deliveryRow, leadRow } from './pageRows.ts';

const SHOWN_LEADS = 200;
const SHOWN_DELIVERIES = 100;

export type OpleadPageState = ReturnType<typeof pageState>;

/** What the page shows of Oplead. */
export function pageState(account: Account) {
	const leads = account.leads.list();
	return {
		/** Those to which a person may move a lead. */
		statuses: STATUSES,
		leadCount: leads.length,
		/** The newest, oldest of them first. */
		leads: leads.slice(-SHOWN_LEADS).map(leadRow),
		/** The newest, oldest of them first. */
		deliveries: account.courier.list().slice(-SHOWN_DELIVERIES).map(deliveryRow),
		subscribedEvents: account.subscribedEvents(),
		limit: account.limit.figures(account),
	};
}
