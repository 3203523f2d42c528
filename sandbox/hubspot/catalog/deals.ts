import { recordRows, type Row } from './row.ts';

const INFO = 'dealinformation';

export const DEAL_GROUPS = [
	'dealinformation=Deal information',
	'deal_activity=Deal activity',
	'deal_revenue=Deal revenue',
];

export const DEAL_PROPERTIES: readonly Row[] = [
	['dealname', 'Deal Name', 'string/text', INFO],
	['pipeline', 'Pipeline', 'enumeration/select', INFO, { external: 'PIPELINE' }],
	['dealstage', 'Deal Stage', 'enumeration/radio', INFO, { external: 'STAGE' }],
	['amount', 'Amount', 'number/number', INFO],
	['closedate', 'Close Date', 'datetime/date', INFO],
	[
		'dealtype',
		'Deal Type',
		'enumeration/radio',
		INFO,
		{ options: 'newbusiness=New Business|existingbusiness=Existing Business', openOptions: true },
	],
	['description', 'Deal Description', 'string/textarea', INFO],
	[
		'hs_priority',
		'Priority',
		'enumeration/select',
		INFO,
		{ options: 'low=Low|medium=Medium|high=High', openOptions: true },
	],
	['deal_currency_code', 'Currency', 'enumeration/select', INFO, { options: 'CHF|EUR' }],
	['hubspot_owner_id', 'Deal owner', 'enumeration/select', INFO, { external: 'OWNER' }],
	['invoice_number', 'Rechnungsnummer', 'string/text', INFO, { custom: true, unique: true }],
	['booking_date', 'Buchungsdatum', 'date/date', INFO, { custom: true }],
	['booking_paid', 'Bezahlt', 'bool/booleancheckbox', INFO, { custom: true }],
	['createdate', 'Create Date', 'datetime/date', INFO, { readOnly: true }],
	['hs_lastmodifieddate', 'Last Modified Date', 'datetime/date', INFO, { readOnly: true }],
	...recordRows(INFO),
	[
		'hs_deal_stage_probability',
		'Deal probability',
		'number/number',
		'deal_revenue',
		{ readOnly: true, calculated: true },
	],
	['hs_is_closed', 'Is Deal Closed?', 'bool/booleancheckbox', INFO, { readOnly: true, calculated: true }],
	[
		'num_associated_contacts',
		'Number of Associated Contacts',
		'number/number',
		'deal_activity',
		{ readOnly: true, calculated: true },
	],
];
