import { IANAZone } from 'luxon';

/** The zone itself, or the host's where n8n gives no real one: a workflow may say `DEFAULT`. */
export function knownZone(timeZone: string): string {
	return IANAZone.isValidZone(timeZone) ? timeZone : 'local';
}
