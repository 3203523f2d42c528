import { ALL_SCOPES, READ_SCOPES } from './scopes.ts';

/** A rule that the portal's own people have set up: a property that a record must have. */
export interface PortalRule {
	/** Name or id of the object type. */
	objectType: string;
	required: readonly string[];
	/** Left out, the properties are required at creation; else on every write after which the condition holds. */
	when?: { property: string; equals: string };
}

export interface QuotaSettings {
	burst: number;
	intervalMs: number;
	daily: number;
	/** The policy that a refusal for the burst names. */
	policy429?: 'TEN_SECONDLY_ROLLING' | 'SECONDLY';
}

export interface TokenSettings {
	token: string;
	scopes: readonly string[];
}

export interface Settings {
	portalId: number;
	accountType: string;
	timeZone: string;
	companyCurrency: string;
	tokens: readonly TokenSettings[];
	/** Tokens that are refused although they are listed above. */
	revokedTokens: readonly string[];
	/** Whether success rows repeat the trace id of their input. */
	echoTraceIds: boolean;
	/** Whether the errors of a batch name their inputs; HubSpot's do as a rule, but it need not say anything beside them. */
	errorsNameInputs: boolean;
	/** A text that the content network before HubSpot lets through in no body; null, it lets everything through. */
	contentNetworkRefuses: string | null;
	/** Whether an upsert by email may leave `email` out of its properties. */
	partialUpsertByEmail: 'accepted' | 'rejected';
	/** Whether records carry a `url`. */
	recordUrls: boolean;
	/** How long a write takes to be found by the search. */
	searchLagMs: number;
	portalRules: readonly PortalRule[];
	/** Null counts but refuses nothing. */
	quota: QuotaSettings | null;
	/** Whether a 429 carries `Retry-After`. */
	sendRetryAfter: boolean;
}

/** The Professional tier. */
export const PROFESSIONAL: QuotaSettings = { burst: 190, intervalMs: 10_000, daily: 650_000 };

export function defaultSettings(): Settings {
	return {
		portalId: 24_601_000,
		accountType: 'STANDARD',
		timeZone: 'Europe/Zurich',
		companyCurrency: 'CHF',
		tokens: [
			{ token: 'sandbox-hubspot-token', scopes: ALL_SCOPES },
			{ token: 'sandbox-hubspot-read-only', scopes: READ_SCOPES },
			{ token: 'sandbox-hubspot-no-scopes', scopes: [] },
		],
		revokedTokens: [],
		echoTraceIds: false,
		errorsNameInputs: true,
		contentNetworkRefuses: null,
		partialUpsertByEmail: 'rejected',
		recordUrls: true,
		searchLagMs: 2_000,
		portalRules: [],
		quota: null,
		sendRetryAfter: false,
	};
}
