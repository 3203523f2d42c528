import { createHash } from 'node:crypto';

import { DateTime } from 'luxon';

import { isObject } from '../../shared/json';
import { millisecondsSinceEpoch } from '../../shared/values/moments';
import { externalIdOf } from '../api/answers';
import type { SentUpdate } from './body';

/** What happened to a lead, under our names. Whatever was not told is null. */
export interface Update {
	/** As Oplead calls it; `lead.feedback` where it has no name. */
	event: string;
	/** ISO 8601, UTC: what tells a newer update from an older one, in whatever order they arrive. */
	occurredAt: string | null;
	/** Oplead's identifier of the lead. */
	leadId: string | null;
	externalId: string | null;
	/** The key that the lead was created with, as its signed address carries it; null for an event. */
	leadKey: string | null;
	status: string | null;
	lead: Record<string, unknown> | null;
	appointment: Record<string, unknown> | null;
	/** Oplead's identifier of the message itself. */
	deliveryId: string | null;
	/** ISO 8601, UTC. */
	receivedAt: string;
	/** The fields exactly as they were sent, unknown ones included. */
	original: SentUpdate;
}

/** What the call itself tells, besides its body. */
export interface Arrival {
	/** Null where there is none. */
	leadKey: string | null;
	receivedAt: string;
}

/** The bodies of Oplead's calls are not published: what the parts of such messages are usually called. */
const EVENT = ['event', 'eventType', 'event_type', 'type', 'topic'];
const MOMENT = ['occurredAt', 'occurred_at', 'eventDate', 'date', 'timestamp', 'updatedAt', 'updated_at'];
/** Of the message, where the lead stands apart; beside a lead's own fields it is the lead's. */
const CREATION = ['createdAt', 'created_at'];
const LEAD = ['lead', 'leadData', 'data', 'payload'];
const APPOINTMENT = ['appointment', 'rendezVous', 'rdv', 'meeting'];
const LEAD_ID = ['leadIdentifier', 'leadId', 'lead_id', 'identifier'];
const STATUS = ['status', 'newStatus', 'new_status', 'statut', 'leadStatus'];
const DELIVERY_ID = ['deliveryId', 'delivery_id', 'eventId', 'event_id', 'notificationId'];
/** What tells one attempt to deliver a message from another. */
const ATTEMPT = new Set([
	'attempt',
	'attempts',
	'attemptnumber',
	'attempt_number',
	'retry',
	'retrycount',
	'retry_count',
]);

/** Gives an update our names. Never throws. */
export function toUpdate(sent: SentUpdate, { leadKey, receivedAt }: Arrival): Update {
	const lead = objectAt(sent, LEAD);
	const holders = lead === null ? [sent] : [sent, lead];
	const namedLead = firstText(holders, LEAD_ID);
	// A bare `id` is the lead's, unless the lead is named beside it.
	const isOfMessage = namedLead !== null || lead !== null;
	const leadId = namedLead ?? textAt(lead ?? sent, ['id']);
	const deliveryId = textAt(sent, isOfMessage ? [...DELIVERY_ID, 'id'] : DELIVERY_ID);
	return {
		event: textAt(sent, EVENT) ?? 'lead.feedback',
		occurredAt: momentIn(textAt(sent, lead === null ? MOMENT : [...MOMENT, ...CREATION])),
		leadId,
		externalId: externalIdOf({ fields: sent }) ?? null,
		leadKey,
		status: firstText(holders, STATUS),
		lead,
		appointment: objectAt(sent, APPOINTMENT),
		// Where it is the lead's, it says nothing of the message.
		deliveryId: deliveryId === leadId ? null : deliveryId,
		receivedAt,
		original: sent,
	};
}

/**
 * What a repeat has in common with the first: all that was sent, and the lead's key. Undefined where nothing in it would
 * tell a repeat from the same change made again: neither a moment nor an id of the message.
 */
export function repeatKey({ occurredAt, deliveryId, leadKey, original }: Update): string | undefined {
	if (occurredAt === null && deliveryId === null) return undefined;
	const message = Object.entries(original).filter(([name]) => !ATTEMPT.has(name.toLowerCase()));
	return createHash('sha256')
		.update(JSON.stringify([leadKey, message]))
		.digest('hex');
}

function firstText(holders: SentUpdate[], names: readonly string[]): string | null {
	for (const holder of holders) {
		const text = textAt(holder, names);
		if (text !== null) return text;
	}
	return null;
}

/** The first of the names that holds a text or a number, or an object with a name. */
function textAt(fields: SentUpdate, names: readonly string[]): string | null {
	for (const name of names) {
		const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
		const text = isObject(value) ? (value.name ?? value.label ?? value.code) : value;
		if (typeof text === 'number' || (typeof text === 'string' && text.trim() !== '')) return String(text).trim();
	}
	return null;
}

function objectAt(fields: SentUpdate, names: readonly string[]): Record<string, unknown> | null {
	return names.map((name) => (Object.hasOwn(fields, name) ? fields[name] : undefined)).find(isObject) ?? null;
}

/** ISO 8601, as databases write it, or since 1970; without a zone it is taken for UTC. */
function momentIn(text: string | null): string | null {
	if (text === null) return null;
	const milliseconds = millisecondsSinceEpoch(text);
	const readings =
		milliseconds === undefined
			? [DateTime.fromISO(text, { zone: 'utc' }), DateTime.fromSQL(text, { zone: 'utc' })]
			: [DateTime.fromMillis(milliseconds, { zone: 'utc' })];
	return (
		readings
			.find(({ isValid }) => isValid)
			?.toUTC()
			.toISO() ?? null
	);
}
