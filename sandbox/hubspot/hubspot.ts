import type { SandboxServices, Vendor } from '../vendor.ts';
import { hubSpotControls } from './controls.ts';
import { objectTypeOf } from './objectTypes.ts';
import { Portal } from './portal.ts';
import type { StoredRecord } from './records/store.ts';
import { hubSpotRoutes } from './routes.ts';
import { ruleBook } from '../ruleBook.ts';
import type { RuleName } from './rules.ts';

export interface HubSpot extends Vendor {
	readonly portal: Portal;
	/** The records of an object type, by its id or name, in the order of their creation. */
	records(objectType: string): StoredRecord[];
}

/** A HubSpot account that lives in memory. Rules are left out only to prove that the tests would notice. */
export function createHubSpot(services: SandboxServices, options: { without?: readonly RuleName[] } = {}): HubSpot {
	const portal = new Portal(services, ruleBook(options.without));
	return {
		name: 'hubspot',
		portal,
		routes: hubSpotRoutes(portal),
		controls: hubSpotControls(portal),
		records(objectType) {
			const type = objectTypeOf(objectType);
			if (!type) throw new Error(`HubSpot has no object type ${objectType}`);
			return portal.records.list(type.name);
		},
		reset: () => portal.reset(),
	};
}
