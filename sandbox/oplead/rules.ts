import type { RuleBook as VendorRuleBook } from '../ruleBook.ts';

/**
 * What the stand-in enforces, each with the sentence of the vendor's help pages that it comes from. Where the pages are
 * silent and strictness had to be assumed, the sentence begins with `Assumed`.
 */
export const RULES = {
	// Access
	'token-required': 'Token: gear icon, API, tab "API Oplead". Assumed: any other is refused with 401.',
	'provider-key-limits': 'Assumed: a provider key is refused subscriptions, statuses, documents and users with 403.',
	'provider-sees-own-leads': 'A provider key sends leads and gets feedback on its own leads only.',
	'user-sees-own-leads': "A user key, one for each user, sees that user's leads.",

	// Leads
	'lastname-required': 'Assumed: a lead without a last name is refused.',
	'email-or-phone-required': 'Assumed: a lead without an e-mail address and without a phone number is refused.',
	'valid-email': 'Assumed: an e-mail address without the form of one is refused.',
	'channel-exists': 'Assumed: the marketing channel of a lead is the id of one that exists.',
	'feedback-address-form': 'Assumed: provider.url is an http or https address.',
	'unknown-keys': 'Assumed: keys that are not documented are refused.',
	'largest-page': 'Assumed: a page holds at most 100 leads.',

	// Statuses
	'status-targets': 'Move a lead to "En cours" or "Nurserie"; the FAQ says also "devis à relancer".',
	'status-exact': 'Assumed: capitals and accents of a status count.',

	// Documents
	'document-types': 'Documents accepted by the product: pdf, xls(x), ppt(x), doc(x), jpg, gif, png, zip.',
	'document-size': 'Assumed: a document has at most 25 MB.',
	'document-field': 'Assumed: the file lies in one field of the form, under a known name.',
	'document-not-empty': 'Assumed: an empty file is refused.',

	// Subscriptions and what is sent
	'known-events': 'Webhooks: new lead assigned; status changed; appointment updated.',
	'subscription-address-form': 'Assumed: the address of a subscription is an http or https address.',
	'subscriptions-double': 'Assumed: the same event and address twice makes two subscriptions.',
	'delivered-by-2xx': 'Assumed: a delivery has arrived when the receiver answers 2xx.',
	'delivered-in-time': 'Assumed: a receiver has five seconds.',
	'delivery-tried-again': 'Assumed: a delivery that has not arrived is tried again.',
	feedback: "provider.url: the address that receives this lead's status updates.",
	'unchanged-status-is-silent': 'Assumed: a status that is set once more is no change, and nobody is told.',

	// Users
	'account-number-unique': 'Users are told apart by a unique `accountNumber`.',
	'unknown-user-404': 'PUT, on 404 POST.',
	'test-changes-nothing': '`?test=true`: to avoid changing production data.',

	// Limit
	'hundred-a-minute': '100 requests a minute.',
	'limit-by-token': 'Assumed: each token has the limit for itself.',
	'refused-uncounted': 'Assumed: a refused request does not count.',
	'retry-after': 'Assumed: where a 429 has `Retry-After`, it is in seconds.',

	// Import API
	'import-token': 'Mandatory: token.',
	'import-form': 'Mandatory: form (form name).',
	'import-mandatory': 'Mandatory: ctc_lastname, ctc_postcode, ctc_country, ctc_email.',
	'import-channel': 'A marketing channel is mandatory: ids `CNL_…`.',
} as const;

export type RuleName = keyof typeof RULES;

export type RuleBook = VendorRuleBook<RuleName>;
