import type { INodeProperties } from 'n8n-workflow';

import { EVENTS } from '../api/endpoints';

const { appointmentUpdated, leadAssigned, statusChanged } = EVENTS;

/** Which events an address is told of. */
export const eventsField: INodeProperties = {
	displayName: 'Events',
	name: 'events',
	type: 'multiOptions',
	default: [statusChanged],
	description:
		'What Oplead is to tell. The names that it has for them are assumed: where your account’s Swagger page has others, enter them as Other Events.',
	options: [
		{ name: 'Appointment Updated', value: appointmentUpdated },
		{ name: 'New Lead Assigned', value: leadAssigned },
		{ name: 'Status Changed', value: statusChanged },
	],
};

export const otherEventsOption: INodeProperties = {
	displayName: 'Other Events',
	name: 'otherEvents',
	type: 'string',
	default: '',
	placeholder: 'e.g. lead.won, lead.lost',
	description: 'Names of further events as your account’s Swagger page has them, separated by commas',
};

/** The events that were chosen and entered, each once. */
export function eventsFrom(chosen: unknown, others: unknown): string[] {
	const entered = typeof others === 'string' ? others.split(/[\s,;]+/) : [];
	const names = [...(Array.isArray(chosen) ? chosen.map(String) : []), ...entered];
	return [...new Set(names.filter((name) => name !== ''))];
}
