import { recordRows, type Row } from './row.ts';

const INFO = 'ticketinformation';

export const TICKET_GROUPS = ['ticketinformation=Ticket information', 'ticketactivity=Ticket activity'];

export const TICKET_PROPERTIES: readonly Row[] = [
	['subject', 'Ticket name', 'string/text', INFO, { formField: true }],
	['content', 'Ticket description', 'string/textarea', INFO, { formField: true }],
	['hs_pipeline', 'Pipeline', 'enumeration/select', INFO, { external: 'PIPELINE' }],
	['hs_pipeline_stage', 'Ticket status', 'enumeration/radio', INFO, { external: 'STAGE' }],
	[
		'hs_ticket_priority',
		'Priority',
		'enumeration/select',
		INFO,
		{ options: 'LOW=Low|MEDIUM=Medium|HIGH=High|URGENT=Urgent', formField: true },
	],
	[
		'hs_ticket_category',
		'Category',
		'enumeration/checkbox',
		INFO,
		{
			options:
				'PRODUCT_ISSUE=Product Issue|BILLING_ISSUE=Billing Issue|FEATURE_REQUEST=Feature Request|GENERAL_INQUIRY=General Inquiry',
			openOptions: true,
			formField: true,
		},
	],
	[
		'source_type',
		'Source',
		'enumeration/select',
		INFO,
		{ options: 'CHAT=Chat|EMAIL=Email|FORM=Form|PHONE=Phone', openOptions: true },
	],
	['hubspot_owner_id', 'Ticket owner', 'enumeration/select', INFO, { external: 'OWNER' }],
	['createdate', 'Create date', 'datetime/date', INFO, { readOnly: true }],
	['hs_lastmodifieddate', 'Last modified date', 'datetime/date', INFO, { readOnly: true }],
	...recordRows(INFO),
	['closed_date', 'Close date', 'datetime/date', 'ticketactivity', { readOnly: true }],
];
