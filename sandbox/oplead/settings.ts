import { z } from 'zod';

const name = z.string().min(1);
const count = z.number().int().min(1);
const milliseconds = z.number().int().min(0);

const token = z
	.object({
		token: name,
		/** A provider key sends leads; a user key works with them. */
		kind: z.enum(['provider', 'user']),
		/** The account number of the user whose key it is. Left out, it is the client administrator's, who sees all leads. */
		user: name.optional(),
	})
	.strict();

/** What is not published, in each of its readings; the first of a list is the default unless `defaultSettings` differs. */
export const settingsSchema = z
	.object({
		tokens: z.array(token),
		/** The header that carries the token, and what stands before it there. */
		headerName: name,
		headerPrefix: z.string(),
		/** The help pages print the paths of leads without `/v1`, those of users with it. */
		leadPaths: z.enum(['both', 'withVersion', 'withoutVersion']),
		/**
		 * `nested` is `{error: {code, message, details}}`, `flat` is `{message}`, `success` is `{success: false, errors}`,
		 * `statut` is `{statut: 'KO', message}`, `code` is `{code: 422, message}`, `sentence` a French text.
		 */
		errorBody: z.enum(['nested', 'flat', 'text', 'success', 'statut', 'code', 'sentence']),
		/** Whether a refusal has its status, or 200 and only its body says that it is one. */
		refusalStatus: z.enum(['own', 'always200']),
		/** `wrapped` is `{lead: {…}}`, and 200 for a creation. */
		leadAnswer: z.enum(['bare', 'wrapped']),
		unknownKeys: z.enum(['refused', 'ignored']),
		unknownCustomFields: z.enum(['accepted', 'refused']),
		/** What a second lead with the same externalID becomes. */
		sameExternalID: z.enum(['anotherLead', 'refused']),
		/** `paged` is `{data, page, limit, total}`. */
		leadList: z.enum(['paged', 'array']),
		externalIDFilter: z.enum(['works', 'ignored']),
		/** The number of the first page. */
		firstPage: z.union([z.literal(0), z.literal(1)]),
		/** `larger` counts leads that the caller is not shown, `none` tells no total. */
		toldTotal: z.enum(['exact', 'larger', 'none']),
		/** How long a new lead is missing in the list. */
		listLagMs: milliseconds,
		statusMethod: z.enum(['PUT', 'POST', 'PATCH']),
		/** The key of the status in the body that changes it. */
		statusField: name,
		/** What a new lead begins with. */
		firstStatus: name,
		/** Whether a new lead is given to a user by itself; else by a control. */
		assignment: z.enum(['atOnce', 'byHand']),
		/** The two pages of the vendor's help disagree. */
		documentPath: z.enum(['document/add', 'attachments']),
		documentField: name,
		/** Bytes. */
		largestDocument: count,
		/** `wrapped` is `{data: […]}`, and so is `paged`, by twenty. */
		subscriptionList: z.enum(['array', 'wrapped', 'paged']),
		subscriptionUrlField: name,
		eventNames: z.object({ assigned: name, statusChanged: name, appointmentUpdated: name }).strict(),
		/** How often a delivery is tried in all, and the time between two tries. */
		deliveryTries: count.max(20),
		deliverySpacingMs: milliseconds,
		/** How long a receiver may take. */
		deliveryPatienceMs: count,
		/** The wait before the first try. */
		deliveryDelayMs: milliseconds,
		/** How often each delivery is made although it succeeded at once. */
		deliveryCopies: count.max(20),
		feedbackEncoding: z.enum(['json', 'form']),
		/** Requests of one token in any window; `null` counts and refuses nothing. */
		limit: z.object({ requests: count, windowMs: count }).strict().nullable(),
		/** Whether a 429 carries `Retry-After`, in seconds. */
		sendRetryAfter: z.boolean(),
		importToken: name,
		importForm: name,
		/** The variable that carries the marketing channel; it differs by platform. */
		importChannelField: name,
	})
	.strict();

export type Settings = z.output<typeof settingsSchema>;
export type TokenSettings = Settings['tokens'][number];
export type EventKind = keyof Settings['eventNames'];

/** What the vendor publishes: 100 requests a minute. */
export const PUBLISHED_LIMIT = { requests: 100, windowMs: 60_000 };

export const ADMINISTRATOR_KEY = 'sandbox-oplead-user-key';
export const PROVIDER_KEY = 'sandbox-oplead-provider-key';

export function defaultSettings(): Settings {
	return {
		tokens: [
			{ token: ADMINISTRATOR_KEY, kind: 'user' },
			{ token: 'sandbox-oplead-seller-key', kind: 'user', user: 'S-001' },
			{ token: PROVIDER_KEY, kind: 'provider' },
			{ token: 'sandbox-oplead-other-provider-key', kind: 'provider' },
		],
		headerName: 'Authorization',
		headerPrefix: 'Bearer ',
		leadPaths: 'both',
		errorBody: 'nested',
		refusalStatus: 'own',
		leadAnswer: 'bare',
		unknownKeys: 'refused',
		unknownCustomFields: 'accepted',
		sameExternalID: 'anotherLead',
		leadList: 'paged',
		externalIDFilter: 'works',
		firstPage: 1,
		toldTotal: 'exact',
		listLagMs: 0,
		statusMethod: 'PUT',
		statusField: 'status',
		firstStatus: 'En cours',
		assignment: 'atOnce',
		documentPath: 'document/add',
		documentField: 'file',
		largestDocument: 25_000_000,
		subscriptionList: 'array',
		subscriptionUrlField: 'url',
		eventNames: {
			assigned: 'lead.assigned',
			statusChanged: 'lead.status_changed',
			appointmentUpdated: 'appointment.updated',
		},
		deliveryTries: 3,
		deliverySpacingMs: 1_000,
		deliveryPatienceMs: 5_000,
		deliveryDelayMs: 0,
		deliveryCopies: 1,
		feedbackEncoding: 'json',
		limit: null,
		sendRetryAfter: true,
		importToken: 'sandbox-oplead-import-token',
		importForm: 'sandbox-form',
		importChannelField: 'channel',
	};
}
