/** How a record is found: by its record id, by a unique property, or by a search in any other property. */
export type Key = { by: 'recordId' } | { by: 'unique'; property: string } | { by: 'search'; property: string };

/** What two texts of a key have in common where HubSpot takes them for one: blanks around them and capitals do not count. */
export function sameKeyText(value: string): string {
	return value.trim().toLowerCase();
}

/** Whether a text has the form of HubSpot's own numbers of records and owners: digits only. */
export function isRecordId(text: string): boolean {
	return /^\d+$/.test(text);
}
