import { recordRows, type Row } from './row.ts';

const INFO = 'note';

export const NOTE_GROUPS = ['note=Note information', 'engagement=Engagement information'];

export const NOTE_PROPERTIES: readonly Row[] = [
	['hs_timestamp', 'Activity date', 'datetime/date', 'engagement'],
	['hs_note_body', 'Note body', 'string/html', INFO],
	['hubspot_owner_id', 'Activity assigned to', 'enumeration/select', 'engagement', { external: 'OWNER' }],
	['hs_attachment_ids', 'Attached file IDs', 'enumeration/checkbox', 'engagement', { readOnly: true }],
	['hs_body_preview', 'Body preview', 'string/text', 'engagement', { readOnly: true, calculated: true }],
	['hs_createdate', 'Create date', 'datetime/date', 'engagement', { readOnly: true }],
	['hs_lastmodifieddate', 'Last modified date', 'datetime/date', 'engagement', { readOnly: true }],
	...recordRows(INFO),
];
