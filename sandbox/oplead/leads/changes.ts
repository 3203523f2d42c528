import type { Account } from '../account.ts';
import { notifyOfStatus, notifySubscribers } from '../deliveries/notices.ts';
import { OpleadError, notFound } from '../errors.ts';
import type { Appointment, Document, Lead, LeadDraft } from './lead.ts';

/** The user to whom new leads are given. */
const USUAL_SELLER = 'S-001';

/** Adds a lead, gives it to a user if that is set, and tells whoever has subscribed. */
export function addLead(account: Account, draft: LeadDraft, sender: Pick<Lead, 'sentBy' | 'origin'>): Lead {
	const { externalID } = draft.leadData;
	if (account.settings.sameExternalID === 'refused' && externalID !== undefined) {
		const taken = account.leads.list().some(({ leadData }) => leadData.externalID === externalID);
		if (taken) throw new OpleadError(409, { code: 'DUPLICATE', message: 'A lead with this externalID exists.' });
	}
	const lead: Lead = {
		...draft,
		...sender,
		id: account.leads.nextId(),
		status: account.settings.firstStatus,
		createdAt: account.timestamp(),
		updatedAt: account.timestamp(),
		assignedTo: null,
		documents: [],
		appointments: [],
	};
	account.leads.add(lead);
	if (account.settings.assignment === 'atOnce') assignLead(account, lead.id, USUAL_SELLER);
	else changed(account, lead);
	return lead;
}

/** Gives a lead to a user, by the account number. Throws a 404 if there is no such lead or user. */
export function assignLead(account: Account, leadId: string, accountNumber: string): Lead {
	const lead = leadOf(account, leadId);
	if (!account.users.find(accountNumber)) throw notFound(`User ${accountNumber}`);
	lead.assignedTo = accountNumber;
	changed(account, lead);
	notifySubscribers(account, 'assigned', { lead });
	return lead;
}

/** Moves a lead to a status, and tells subscribers and the lead's provider. Throws a 404 if there is no such lead. */
export function setStatus(account: Account, leadId: string, status: string): Lead {
	const lead = leadOf(account, leadId);
	if (lead.status === status && account.rules.has('unchanged-status-is-silent')) return lead;
	lead.status = status;
	changed(account, lead);
	notifyOfStatus(account, lead);
	notifySubscribers(account, 'statusChanged', { lead });
	return lead;
}

/** Makes an appointment, or with the id of one changes it, and tells subscribers. Throws a 404 for unknown ids. */
export function makeAppointment(account: Account, leadId: string, wish: Partial<Appointment>): Appointment {
	const lead = leadOf(account, leadId);
	const known = lead.appointments.find(({ id }) => id === wish.id);
	if (wish.id !== undefined && !known) throw notFound(`Appointment ${wish.id}`);
	const appointment = known ?? {
		id: account.leads.nextPartId('RDV'),
		startsAt: new Date(account.now() + 86_400_000).toISOString(),
		state: 'planned',
		note: '',
	};
	Object.assign(appointment, wish);
	if (!known) lead.appointments.push(appointment);
	changed(account, lead);
	notifySubscribers(account, 'appointmentUpdated', { lead, appointment });
	return appointment;
}

/** Attaches a document to a lead. */
export function attach(account: Account, lead: Lead, file: Omit<Document, 'id' | 'createdAt'>): Document {
	const document = { id: account.leads.nextPartId('DOC'), ...file, createdAt: account.timestamp() };
	lead.documents.push(document);
	changed(account, lead);
	return document;
}

function leadOf(account: Account, leadId: string): Lead {
	const lead = account.leads.find(leadId);
	if (!lead) throw notFound(`Lead ${leadId}`);
	return lead;
}

function changed(account: Account, lead: Lead): void {
	lead.updatedAt = account.timestamp();
	account.announceLead(lead);
}
