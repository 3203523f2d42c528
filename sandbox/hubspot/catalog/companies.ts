import { recordRows, type Row } from './row.ts';

const INFO = 'companyinformation';

export const COMPANY_GROUPS = ['companyinformation=Company information', 'companyactivity=Company activity'];

/** The domain of a company is not unique. */
export const COMPANY_PROPERTIES: readonly Row[] = [
	['name', 'Company name', 'string/text', INFO, { formField: true }],
	['domain', 'Company Domain Name', 'string/text', INFO, { formField: true }],
	['website', 'Website URL', 'string/text', INFO, { formField: true }],
	['phone', 'Phone Number', 'string/phonenumber', INFO, { formField: true }],
	['address', 'Street Address', 'string/text', INFO, { formField: true }],
	['address2', 'Street Address 2', 'string/text', INFO, { formField: true }],
	['zip', 'Postal Code', 'string/text', INFO, { formField: true }],
	['city', 'City', 'string/text', INFO, { formField: true }],
	['state', 'State/Region', 'string/text', INFO, { formField: true }],
	['country', 'Country/Region', 'string/text', INFO, { formField: true }],
	['description', 'Description', 'string/textarea', INFO, { formField: true }],
	[
		'industry',
		'Industry',
		'enumeration/select',
		INFO,
		{
			options:
				'EDUCATION_MANAGEMENT=Education Management|SPORTS=Sports|HOSPITAL_HEALTH_CARE=Hospital & Health Care|COMPUTER_SOFTWARE=Computer Software',
			openOptions: true,
		},
	],
	[
		'type',
		'Type',
		'enumeration/select',
		INFO,
		{ options: 'PROSPECT=Prospect|PARTNER=Partner|RESELLER=Reseller|VENDOR=Vendor|OTHER=Other', openOptions: true },
	],
	['numberofemployees', 'Number of Employees', 'number/number', INFO, { formField: true }],
	['annualrevenue', 'Annual Revenue', 'number/number', INFO, { formField: true }],
	['founded_year', 'Year Founded', 'string/text', INFO],
	[
		'lifecyclestage',
		'Lifecycle Stage',
		'enumeration/radio',
		INFO,
		{ options: 'subscriber=Subscriber|lead=Lead|opportunity=Opportunity|customer=Customer|other=Other' },
	],
	['hubspot_owner_id', 'Company owner', 'enumeration/select', INFO, { external: 'OWNER' }],
	['createdate', 'Create Date', 'datetime/date', INFO, { readOnly: true }],
	['hs_lastmodifieddate', 'Last Modified Date', 'datetime/date', INFO, { readOnly: true }],
	...recordRows(INFO),
	[
		'num_associated_contacts',
		'Number of Associated Contacts',
		'number/number',
		'companyactivity',
		{ readOnly: true, calculated: true },
	],
	['notes_last_contacted', 'Last Contacted', 'datetime/date', 'companyactivity', { readOnly: true }],
];
