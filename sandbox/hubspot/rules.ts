import type { RuleBook as VendorRuleBook } from '../ruleBook.ts';

/**
 * What the stand-in enforces, each with the sentence of the HubSpot facts it comes from. Where the facts are silent
 * and HubSpot's strictness had to be assumed, the sentence begins with `Assumed`.
 */
export const RULES = {
	// Access
	'bearer-token': 'Bearer token.',
	'revoked-token': 'Assumed: a token that was revoked is refused like an unknown one, with 401.',
	'object-scopes': 'Missing scope: 403 `MISSING_SCOPES`.',
	'schema-write-scopes': 'Writes need `crm.schemas.{contacts,companies,deals,custom}.write`.',
	'schema-read-by-object-scopes': 'Reading works with the objects scopes.',
	'content-network-page': 'Behind HubSpot stands a content network: a 403 may come as HTML, for one body only.',
	'known-versions': 'GA versions appear each March and September; `2026-03` and `2026-09` are current.',
	'object-type-names': 'A path accepts the type id; names work for the common ones.',
	'portal-rules-enforced': "`2026-09` enforces the portal's own rules on writes.",
	'portal-rules-2026-09-only': '`2026-03` does not enforce the rules of the portal.',

	// Batches of records
	'batch-limit-100': 'At most 100 inputs; 101 answers 400.',
	'batch-shape': 'Body `{inputs:[{id, idProperty, properties, objectWriteTraceId?}]}`.',
	'batch-not-empty': 'Assumed: a batch without inputs is refused.',
	'untraced-all-or-nothing':
		'Without `objectWriteTraceId` one invalid record rejects the whole request with 400 and nothing is written.',
	'traced-multi-status':
		'With a distinct `objectWriteTraceId` on every input the answer is 207: the valid ones are written.',
	'partial-failure-200':
		'In `2026-09` a batch read, update, upsert or association call that fails in part answers 200 with `errors`.',
	'trace-ids-on-every-input': '… on every input …: fewer leave the batch all or nothing.',
	'trace-ids-distinct': 'A distinct `objectWriteTraceId`: the same one twice leaves the batch all or nothing.',
	'errors-name-their-trace': 'Each error names its input in `context.objectWriteTraceId: ["…"]`.',
	'error-context-is-optional': 'Answers may lack every optional field of an error, the name of the input among them.',
	'echo-is-not-promised': 'Success rows may or may not echo the trace id.',
	'url-is-not-promised': '`url?` of a result is optional.',
	'results-in-another-order': 'Results come back in another order.',
	'emails-lower-cased': 'Emails come back lower-cased.',
	'duplicate-ids': 'The same id twice in a batch: 400 `VALIDATION_ERROR`, with or without trace ids.',
	'duplicate-ids-normalised': 'Deduplicate on the trimmed, lower-cased key before cutting batches.',
	'one-id-property': 'Assumed: all inputs of a batch name the same `idProperty`.',
	'id-property-unique':
		'`idProperty` must be unique: `email` for contacts, or a property created with `hasUniqueValue`.',
	'hs-object-id-is-no-key': '`hs_object_id` is not an idProperty.',
	'ids-are-taken-as-sent': 'Assumed: an id with blanks around it finds no record.',
	'partial-upsert-by-email': 'Partial upserts are not supported when using email.',
	'record-must-exist': 'Assumed: a batch update of an unknown record is an invalid record.',

	// Values
	'values-are-strings': 'Every value travels as a string.',
	'empty-string-clears': '`""` clears a property.',
	'unknown-property': 'Unknown property: `PROPERTY_DOESNT_EXIST`.',
	'unknown-option': 'Unknown option: "X was not one of the allowed options: [...]", code `INVALID_OPTION`.',
	'read-only-value': 'Check `modificationMetadata.readOnlyValue`: such values are not written.',
	'date-is-midnight': '`date` is midnight UTC (ms or YYYY-MM-DD).',
	'datetime-format': '`datetime` is ms or ISO 8601.',
	'number-format': 'Type number.',
	'bool-format': 'Type bool: true or false.',
	'phone-number-format': 'Assumed: a value of type phone_number holds digits and the usual separators.',
	'checkbox-appends': 'A leading `;` (`;a;b`) appends to what the record holds.',
	'valid-email': 'Assumed: an e-mail address without the form of one is refused with `INVALID_EMAIL`.',
	'unique-values': 'A property created with `hasUniqueValue`: no two records hold the same value.',
	'unique-email': 'Assumed: an e-mail address belongs to one contact; a second one is a 409 `CONFLICT`.',
	'required-properties': 'Assumed: the properties that the schema of an object requires are required at creation.',

	// Search
	'search-five-a-second': '5 requests a second an account.',
	'search-page-200': '200 a page.',
	'search-10000-results': '10,000 results a query.',
	'search-no-rate-headers': 'No rate headers.',
	'search-lags': 'The search index lags writes by seconds.',
	'search-filter-limits': 'Assumed: at most 5 filter groups of 6 filters, 18 filters in all.',

	// Properties
	'property-create-fields': 'Create needs `name, label, type, fieldType, groupName`.',
	'property-enumeration-options': '… and `options:[{label,value,displayOrder,hidden}]` for an enumeration.',
	'property-group-exists': 'Assumed: the group of a property exists.',
	'property-field-type-fits': 'Assumed: the field type fits the type.',
	'property-options-replaced': 'PATCH replaces the whole `options` list.',
	'property-options-kept': 'Without `options` it is kept.',
	'property-read-only-options': 'Check `modificationMetadata.readOnlyOptions` first.',
	'property-read-only-definition': 'Check `modificationMetadata.readOnlyDefinition` first.',
	'property-name-taken': 'Name taken: 409 `OBJECT_ALREADY_EXISTS`.',
	'property-archived-restored': 'Posting an archived name restores that property.',
	'property-unique-limit-10': '`hasUniqueValue`: at most 10 an object type.',
	'property-unique-fixed': '`hasUniqueValue` is fixed at creation.',

	// Associations
	'association-limit-2000': 'At most 2,000 inputs.',
	'association-read-limit-1000': 'Assumed: associations of at most 1,000 records are read at once.',
	'association-multi-status': '201 or 207.',
	'labelled-associations-200': 'In `2026-09` a labelled association batch answers 200.',
	'association-type-known': 'Type ids: contact to company 279 (primary 1), deal to contact 3 and so on; no others.',
	'association-record-exists': 'Assumed: an association with an unknown record is refused.',
	'association-default-idempotent': '`batch/associate/default`: no types, idempotent, 200.',

	// Version 1 (HubSpot's legacy documentation of the two calls)
	'legacy-body-shape': 'Body `{properties:[{property, value}]}`.',
	'legacy-scalar-values': 'Assumed: a value is a text, a number or a boolean.',
	'legacy-association-limit-100': 'Up to 100 associations may be created in a single request.',

	// Limits
	'burst-limit': 'Burst for one app: 190 in 10 s; 429 with policy `TEN_SECONDLY_ROLLING`.',
	'daily-limit': 'Daily for the account: 650,000; 429 with policy `DAILY`.',
	'rate-headers': 'Headers: `X-HubSpot-RateLimit-{Max,Remaining,Interval-Milliseconds,Daily,Daily-Remaining}`.',
	'retry-after': 'Honour `Retry-After` where present.',
} as const;

export type RuleName = keyof typeof RULES;

export type RuleBook = VendorRuleBook<RuleName>;
