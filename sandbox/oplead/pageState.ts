import type { Account } from './account.ts';
import { STATUSES } from './leads/statuses.ts';
import { deliveryRow, leadRow } from './pageRows.ts';

const shownLeads = 200;
const shownDeliveries = 100;

export type OpleadPageState = ReturnType<typeof pageState>;

/** What the page shows of Oplead. */
export function pageState(account: Account) {
	const leads = account.leads.list();
	return {
		/** Those to which a person may move a lead. */
		statuses: STATUSES,
		leadCount: leads.length,
		/** The newest, oldest of them first. */
		leads: leads.slice(-shownLeads).map(leadRow),
		/** The newest, oldest of them first. */
		deliveries: account.courier.list().slice(-shownDeliveries).map(deliveryRow),
		subscribedEvents: account.subscribedEvents(),
		limit: account.limit.figures(account),
	};
}
