import type { Delivery } from './deliveries/delivery.ts';
import type { Lead } from './leads/lead.ts';

/** A lead as the page shows it: without tokens, and without the address of its feedback, which may hold a secret. */
export function leadRow({ id, leadData, provider, status, documents, appointments, ...lead }: Lead) {
	return {
		id,
		name: [leadData.firstname, leadData.lastname].filter(Boolean).join(' '),
		email: leadData.email ?? '',
		phone: leadData.phone ?? '',
		externalID: leadData.externalID ?? '',
		provider: provider.name ?? (lead.origin === 'import' ? 'Import API' : ''),
		hasFeedback: Boolean(provider.url),
		status,
		documents: documents.map(({ name, size }) => ({ name, size })),
		appointments: appointments.length,
		updatedAt: lead.updatedAt,
	};
}

/** A delivery as the page shows it: of the address only what is no secret. */
export function deliveryRow({ id, kind, event, leadId, url, state, attempts }: Delivery) {
	return { id, kind, event, leadId, to: shownAddress(url), state, attempts };
}

/** Where an address leads, without its query and the end of its path. */
function shownAddress(address: string): string {
	if (!URL.canParse(address)) return 'no address';
	const { host, pathname } = new URL(address);
	return `${host}/${pathname.split('/')[1] ?? ''}/…`;
}
