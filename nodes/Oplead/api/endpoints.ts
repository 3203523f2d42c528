import type { Method } from '../../shared/vendor/transport';
import type { Template } from './template';

/** A part of a call that the vendor's public pages may name. */
export type Part = 'method' | 'path' | 'query' | 'body';

/**
 * A call as it is made unless the user says otherwise. `{name}` in a path and `$name` in a template stand for values.
 * What `documented` does not list is assumed: the account's Swagger page, which is not public, is the authority.
 */
export interface Endpoint {
	/** For people. */
	title: string;
	method: Method;
	path: string;
	query?: Template;
	body?: Template;
	/** JSON unless it says otherwise. */
	encoding?: 'form' | 'multipart';
	documented: readonly Part[];
	/** Fields of an assumed body that the vendor's pages name. */
	documentedFields?: readonly string[];
	/** A provider key cannot do it. */
	needsUserKey?: true;
}

/** What the user's account does in another way. */
export type Override = Partial<Pick<Endpoint, 'method' | 'path' | 'query' | 'body' | 'encoding'>> & {
	headers?: Record<string, string>;
};

/** The one table of Oplead's calls (oplead.md); `docs/<language>/oplead.md` shows it to users. */
export const ENDPOINTS = {
	createLead: {
		title: 'Lead: Create',
		method: 'POST',
		path: '/leads',
		body: {
			provider: { name: '$providerName', url: '$feedbackUrl' },
			leadData: {
				externalID: '$externalID',
				civility: '$civility',
				firstname: '$firstname',
				lastname: '$lastname',
				email: '$email',
				phone: '$phone',
				address: '$address',
				city: '$city',
				postcode: '$postcode',
				country: '$country',
				message: '$message',
				channel: '$channel',
				utm_source: '$utmSource',
				utm_medium: '$utmMedium',
				utm_campaign: '$utmCampaign',
				customFields: '$customFields',
			},
		},
		documented: ['path'],
		documentedFields: [
			'provider.name',
			'provider.url',
			'leadData.externalID',
			'utm_source',
			'utm_medium',
			'utm_campaign',
		],
	},
	getLead: { title: 'Lead: Get', method: 'GET', path: '/leads/{leadIdentifier}', documented: [] },
	listLeads: {
		title: 'Lead: Get Many, and Looking Up an External ID',
		method: 'GET',
		path: '/leads',
		query: { page: '$page', limit: '$limit', externalID: '$externalID', status: '$status' },
		documented: ['path'],
	},
	updateStatus: {
		title: 'Lead: Update Status',
		method: 'PUT',
		path: '/leads/{leadIdentifier}/status',
		body: { status: '$status' },
		documented: ['path'],
		needsUserKey: true,
	},
	addDocument: {
		title: 'Document: Add',
		method: 'POST',
		path: '/leads/{leadIdentifier}/document/add',
		body: { name: '$name', file: '$file' },
		encoding: 'multipart',
		documented: ['path'],
		needsUserKey: true,
	},
	createSubscription: {
		title: 'Subscription: Create',
		method: 'POST',
		path: '/subscriptions',
		body: { event: '$event', url: '$url' },
		documented: ['path'],
		needsUserKey: true,
	},
	listSubscriptions: {
		title: 'Subscription: Get Many',
		method: 'GET',
		path: '/subscriptions',
		query: { page: '$page', limit: '$limit' },
		documented: ['path'],
		needsUserKey: true,
	},
	deleteSubscription: {
		title: 'Subscription: Delete',
		method: 'DELETE',
		path: '/subscriptions/{subscriptionId}',
		documented: [],
		needsUserKey: true,
	},
	listCountries: {
		title: 'Configuration: Countries',
		method: 'GET',
		path: '/types/countries',
		documented: ['method', 'path'],
	},
	getCountry: {
		title: 'Configuration: Country',
		method: 'GET',
		path: '/types/country/{code}',
		documented: ['method', 'path'],
	},
	listUserProfiles: {
		title: 'Configuration: User Profiles',
		method: 'GET',
		path: '/settings/user-profiles',
		documented: ['method', 'path'],
	},
	listMarketingChannels: {
		title: 'Configuration: Marketing Channels',
		method: 'GET',
		path: '/settings/marketing-channels',
		documented: [],
	},
	listCustomFields: {
		title: 'Configuration: Custom Fields',
		method: 'GET',
		path: '/settings/custom-fields',
		documented: [],
	},
	importLead: {
		title: 'Lead: Import (Import API)',
		method: 'POST',
		path: '',
		body: {
			form: '$form',
			token: '$token',
			ctc_civility: '$civility',
			ctc_firstname: '$firstname',
			ctc_lastname: '$lastname',
			ctc_email: '$email',
			ctc_phone: '$phone',
			ctc_address: '$address',
			ctc_city: '$city',
			ctc_postcode: '$postcode',
			ctc_country: '$country',
			ctc_message: '$message',
			$channelVariable: '$channel',
		},
		documented: ['method', 'path'],
		documentedFields: ['form', 'token', 'ctc_lastname', 'ctc_postcode', 'ctc_country', 'ctc_email'],
	},
} as const satisfies Record<string, Endpoint>;

export type CallName = keyof typeof ENDPOINTS;

export type Overrides = Partial<Record<CallName, Override>>;

/** The call as this user's account wants it. */
export function endpointOf(name: CallName, overrides: Overrides): Endpoint & { headers?: Record<string, string> } {
	return { ...ENDPOINTS[name], ...overrides[name] };
}

/** Names of the events of a subscription (oplead.md names the events, not their codes: assumed). */
export const EVENTS = {
	leadAssigned: 'lead.assigned',
	statusChanged: 'lead.status_changed',
	appointmentUpdated: 'appointment.updated',
} as const;

/** The statuses that a lead can be moved to (oplead.md; the last one only by the FAQ). */
export const STATUS_TARGETS = ['En cours', 'Nurserie', 'Devis à relancer'] as const;

/** The limit of one token (oplead.md). */
export const LIMIT = { calls: 100, intervalMs: 60_000 };

/** The two addresses for documents that the vendor's pages name. */
export const DOCUMENT_PATHS = {
	mainText: ENDPOINTS.addDocument.path,
	faq: '/leads/{leadIdentifier}/attachments',
} as const;

/** What the product accepts as a document (oplead.md), with the MIME types of each. */
export const DOCUMENT_TYPES: Readonly<Record<string, readonly string[]>> = {
	pdf: ['application/pdf'],
	xls: ['application/vnd.ms-excel'],
	xlsx: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
	ppt: ['application/vnd.ms-powerpoint'],
	pptx: ['application/vnd.openxmlformats-officedocument.presentationml.presentation'],
	doc: ['application/msword'],
	docx: ['application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
	jpg: ['image/jpeg', 'image/jpg'],
	jpeg: ['image/jpeg', 'image/jpg'],
	gif: ['image/gif'],
	png: ['image/png'],
	zip: ['application/zip', 'application/x-zip-compressed'],
};

/** In bytes (assumed). */
export const LARGEST_DOCUMENT = 25_000_000;
