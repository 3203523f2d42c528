import type { PublicOwner } from '@hubspot/api-client/lib/codegen/crm/owners';
import type { Pipeline } from '@hubspot/api-client/lib/codegen/crm/pipelines';
import type { ObjectSchema } from '@hubspot/api-client/lib/codegen/crm/schemas';

import type { Transport } from '../../shared/vendor/transport';
import { readable, unreadableAnswer } from './errors';
import { jsonBody } from './jsonBody';
import { configurationFor, once, type SdkConnection } from './sdk';

export interface AccountDetails {
	portalId: number;
	/** For instance `app.hubspot.com`. */
	uiDomain: string;
}

/** The calls that tell what the account has beside records. All throw `HubSpotError`. */
export interface DirectoryCalls {
	accountDetails(): Promise<AccountDetails>;
	/** All owners who have not left. */
	owners(): Promise<PublicOwner[]>;
	/** Deals and tickets have pipelines. */
	pipelines(objectType: string): Promise<Pipeline[]>;
	/** The custom objects. */
	schemas(): Promise<ObjectSchema[]>;
}

/** HubSpot's own limit. */
const OWNERS_PAGE = 500;

/** The SDK's calls for the directory; `hurried` is a transport that gives up soon, for what is nice to have. */
export function directoryCalls(connection: SdkConnection, hurried: Transport): DirectoryCalls {
	const owners = once(async () => {
		const sdk = await import('@hubspot/api-client/lib/codegen/crm/owners');
		return new sdk.OwnersApi(configurationFor(sdk, connection));
	});
	const pipelines = once(async () => {
		const sdk = await import('@hubspot/api-client/lib/codegen/crm/pipelines');
		return new sdk.PipelinesApi(configurationFor(sdk, connection));
	});
	const schemas = once(async () => {
		const sdk = await import('@hubspot/api-client/lib/codegen/crm/schemas');
		return new sdk.CoreApi(configurationFor(sdk, connection));
	});
	return {
		async accountDetails() {
			const url = `${connection.baseUrl}/account-info/${connection.version}/details`;
			const answer = await hurried({ method: 'GET', url, headers: { Accept: 'application/json' } });
			return jsonBody<AccountDetails>(answer);
		},
		async owners() {
			const all: PublicOwner[] = [];
			const read = new Set<string | undefined>();
			let after: string | undefined;
			do {
				read.add(after);
				const page = await readable((await owners()).getPage(undefined, after, OWNERS_PAGE, false));
				all.push(...listed(page.results));
				after = page.paging?.next?.after;
				// A page that names itself, or one before it, would be read for ever.
			} while (after !== undefined && !read.has(after));
			return all;
		},
		async pipelines(objectType) {
			return listed((await readable((await pipelines()).getAll(objectType))).results);
		},
		async schemas() {
			return listed((await readable((await schemas()).getAll(false))).results);
		},
	};
}

function listed<T>(results: T[]): T[] {
	if (!Array.isArray(results)) throw unreadableAnswer();
	return results;
}
