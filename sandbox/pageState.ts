import type { CallLog } from './callLog.ts';
import type { HubSpot } from './hubspot/hubspot.ts';
import { PROFESSIONAL } from './hubspot/settings.ts';
import type { IciFormation } from './ici-formation/iciFormation.ts';
import { SAMPLE_TRAININGS } from './ici-formation/sampleLeads.ts';
import type { Oplead } from './oplead/oplead.ts';

export interface PageSources {
	hubspot: HubSpot;
	iciFormation: IciFormation;
	oplead: Oplead;
	calls: CallLog;
}

const CONTACT_TYPE_ID = '0-1';
const CATEGORY_PROPERTY = 'kontaktkategorie';
const SHOWN_CONTACTS = 200;
const SHOWN_CALLS = 50;

/** All that the page shows, read within the process, so that looking at the page costs no calls. */
export function pageState({ hubspot, iciFormation, oplead, calls }: PageSources) {
	const contacts = hubspot.records('contacts');
	const latest = contacts.toSorted((a, b) => b.updatedAt.localeCompare(a.updatedAt)).slice(0, SHOWN_CONTACTS);
	const { settings, properties: definitions } = hubspot.portal;
	const { total, lastTenSeconds, busiestTenSeconds } = calls.summary('hubspot');
	return {
		target: iciFormation.target,
		trainings: SAMPLE_TRAININGS,
		/** The labels of the categories by their internal values. */
		categories: Object.fromEntries(
			(definitions.live(CONTACT_TYPE_ID, CATEGORY_PROPERTY)?.options ?? []).map(({ value, label }) => [value, label]),
		),
		contactCount: contacts.length,
		/** Those changed last come first. */
		contacts: latest.map(({ id, properties, createdAt, updatedAt }) => ({
			id,
			created: createdAt === updatedAt,
			properties,
			updatedAt,
		})),
		oplead: oplead.pageState(),
		/** HubSpot's calls. */
		figures: { total, lastTenSeconds, busiestTenSeconds },
		/** The burst limit; `enforced` is whether HubSpot refuses what is above. */
		limit: { burst: settings.quota?.burst ?? PROFESSIONAL.burst, enforced: settings.quota !== null },
		/** Every vendor's, oldest first. */
		calls: calls.list().slice(-SHOWN_CALLS),
	};
}
