import { recordRows, type Row } from './row.ts';

const INFO = 'training_sessions_information';

export const TRAINING_SESSION_GROUPS = ['training_sessions_information=Training Session Information'];

/** The portal's one custom object: sessions of the trainings that its leads ask for. */
export const TRAINING_SESSION_PROPERTIES: readonly Row[] = [
	['session_name', 'Session name', 'string/text', INFO, { custom: true }],
	['session_code', 'Session code', 'string/text', INFO, { custom: true, unique: true }],
	['starts_on', 'Starts on', 'date/date', INFO, { custom: true }],
	['seats', 'Seats', 'number/number', INFO, { custom: true }],
	['session_language', 'Language', 'enumeration/select', INFO, { custom: true, options: 'de=Deutsch|fr=Français' }],
	['hubspot_owner_id', 'Owner', 'enumeration/select', INFO, { external: 'OWNER' }],
	['hs_createdate', 'Object create date/time', 'datetime/date', INFO, { readOnly: true }],
	['hs_lastmodifieddate', 'Object last modified date/time', 'datetime/date', INFO, { readOnly: true }],
	...recordRows(INFO),
];
