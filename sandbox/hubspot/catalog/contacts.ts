import { recordRows, type Row } from './row.ts';

const INFO = 'contactinformation';
const RELAY = 'lead_relay';

/** HubSpot's own properties of a contact, and those that this portal's people have made. */
export const CONTACT_GROUPS = [
	'contactinformation=Contact information',
	'contact_activity=Contact activity',
	'analyticsinformation=Analytics history',
	'emailinformation=Email information',
	'conversioninformation=Conversion information',
	'lead_relay=Lead Relay',
];

const KATEGORIEN =
	'mcarena_schorndorf=McArena Schorndorf|mcarena_aspach=McArena Aspach|mcarena_fellbach=McArena Fellbach|formation_numerique=Formation Numérique|formation_langues=Formation Langues|formation_management=Formation Management|formation_sante=Formation Santé|autre_formation=Autre formation';

const LIFECYCLE =
	'subscriber=Subscriber|lead=Lead|marketingqualifiedlead=Marketing Qualified Lead|salesqualifiedlead=Sales Qualified Lead|opportunity=Opportunity|customer=Customer|evangelist=Evangelist|other=Other';

const LEAD_STATUS =
	'NEW=New|OPEN=Open|IN_PROGRESS=In Progress|OPEN_DEAL=Open Deal|UNQUALIFIED=Unqualified|ATTEMPTED_TO_CONTACT=Attempted to Contact|CONNECTED=Connected|BAD_TIMING=Bad Timing';

const SOURCES =
	'ORGANIC_SEARCH=Organic Search|PAID_SEARCH=Paid Search|EMAIL_MARKETING=Email Marketing|SOCIAL_MEDIA=Organic Social|REFERRALS=Referrals|OTHER_CAMPAIGNS=Other Campaigns|DIRECT_TRAFFIC=Direct Traffic|OFFLINE=Offline Sources|PAID_SOCIAL=Paid Social';

export const CONTACT_PROPERTIES: readonly Row[] = [
	['email', 'Email', 'string/text', INFO, { formField: true, description: "A contact's email address" }],
	['firstname', 'First Name', 'string/text', INFO, { formField: true }],
	['lastname', 'Last Name', 'string/text', INFO, { formField: true }],
	['salutation', 'Salutation', 'string/text', INFO, { formField: true }],
	['phone', 'Phone Number', 'string/phonenumber', INFO, { formField: true }],
	['mobilephone', 'Mobile Phone Number', 'string/phonenumber', INFO, { formField: true }],
	['hs_whatsapp_phone_number', 'WhatsApp Phone Number', 'phone_number/phonenumber', INFO],
	['fax', 'Fax Number', 'string/phonenumber', INFO, { formField: true }],
	['address', 'Street Address', 'string/text', INFO, { formField: true }],
	['zip', 'Postal Code', 'string/text', INFO, { formField: true }],
	['city', 'City', 'string/text', INFO, { formField: true }],
	['state', 'State/Region', 'string/text', INFO, { formField: true }],
	['country', 'Country/Region', 'string/text', INFO, { formField: true }],
	['company', 'Company Name', 'string/text', INFO, { formField: true }],
	['website', 'Website URL', 'string/text', INFO, { formField: true }],
	['jobtitle', 'Job Title', 'string/text', INFO, { formField: true }],
	['industry', 'Industry', 'string/text', INFO, { formField: true }],
	['annualrevenue', 'Annual Revenue', 'string/text', INFO, { formField: true }],
	[
		'numemployees',
		'Number of Employees',
		'enumeration/select',
		INFO,
		{ options: '1-5|5-25|25-50|50-100|100-500|500-1000|1000+', openOptions: true },
	],
	['date_of_birth', 'Date of birth', 'string/text', INFO, { formField: true }],
	['gender', 'Gender', 'string/text', INFO, { formField: true }],
	[
		'hs_language',
		'Preferred language',
		'enumeration/select',
		INFO,
		{ options: 'de=German|fr=French|it=Italian|en=English' },
	],
	['message', 'Message', 'string/textarea', INFO, { formField: true }],
	['lifecyclestage', 'Lifecycle Stage', 'enumeration/radio', INFO, { options: LIFECYCLE, formField: true }],
	['hs_lead_status', 'Lead Status', 'enumeration/radio', INFO, { options: LEAD_STATUS, openOptions: true }],
	['hubspot_owner_id', 'Contact owner', 'enumeration/select', INFO, { external: 'OWNER' }],
	['hubspot_team_id', 'HubSpot Team', 'string/text', INFO, { readOnly: true }],
	['hs_marketable_status', 'Marketing contact status', 'string/text', INFO, { readOnly: true }],
	['associatedcompanyid', 'Primary Associated Company ID', 'number/number', INFO, { readOnly: true }],
	['createdate', 'Create Date', 'datetime/date', INFO, { readOnly: true }],
	['lastmodifieddate', 'Last Modified Date', 'datetime/date', INFO, { readOnly: true }],
	['closedate', 'Close Date', 'datetime/date', INFO],
	...recordRows(INFO),
	['hs_object_source_label', 'Record source', 'string/text', INFO, { readOnly: true }],
	['hs_email_domain', 'Email Domain', 'string/text', 'emailinformation', { readOnly: true, calculated: true }],
	['hs_email_optout', 'Unsubscribed from all email', 'bool/booleancheckbox', 'emailinformation', { readOnly: true }],
	['hs_email_bounce', 'Marketing emails bounced', 'number/number', 'emailinformation', { readOnly: true }],
	['num_associated_deals', 'Number of Associated Deals', 'number/number', INFO, { readOnly: true, calculated: true }],
	[
		'num_notes',
		'Number of Sales Activities',
		'number/number',
		'contact_activity',
		{ readOnly: true, calculated: true },
	],
	['notes_last_contacted', 'Last Contacted', 'datetime/date', 'contact_activity', { readOnly: true }],
	['notes_last_updated', 'Last Activity Date', 'datetime/date', 'contact_activity', { readOnly: true }],
	[
		'hs_analytics_source',
		'Original Traffic Source',
		'enumeration/select',
		'analyticsinformation',
		{ readOnly: true, options: SOURCES },
	],
	['first_conversion_date', 'First Conversion Date', 'datetime/date', 'conversioninformation', { readOnly: true }],
	['kontaktkategorie', 'Kontaktkategorie', 'enumeration/checkbox', RELAY, { custom: true, options: KATEGORIEN }],
	[
		'lead_source',
		'Lead-Quelle',
		'enumeration/select',
		RELAY,
		{ custom: true, options: 'ici_formation=Ici Formation|mcarena=McArena|oplead=Oplead' },
	],
	['ici_formation_training', 'Nom de la formation', 'string/text', RELAY, { custom: true }],
	['ici_formation_callback', 'Préférence de rappel', 'string/text', RELAY, { custom: true }],
	['ici_formation_status', 'Statut du prospect', 'string/text', RELAY, { custom: true }],
	['ici_formation_centre', 'Centre de formation', 'string/text', RELAY, { custom: true }],
	['lead_key', 'Lead Key', 'string/text', RELAY, { custom: true, unique: true }],
	['last_booking', 'Letzte Buchung', 'date/date', RELAY, { custom: true }],
	['bookings_count', 'Anzahl Buchungen', 'number/number', RELAY, { custom: true }],
	['bookings_hours', 'Gebuchte Stunden', 'number/number', RELAY, { custom: true }],
	['bookings_volume', 'Buchungsumsatz', 'number/number', RELAY, { custom: true }],
	['newsletter', 'Newsletter', 'bool/booleancheckbox', RELAY, { custom: true, formField: true }],
	['last_contacted_at', 'Letzter Kontakt', 'datetime/date', RELAY, { custom: true }],
];
