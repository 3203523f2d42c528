import type { Transport } from '../../shared/vendor/transport';
import { associationCalls, type AssociationCalls } from './associations';
import { definitionCalls, type DefinitionCalls } from './definitions';
import { directoryCalls, type DirectoryCalls } from './directory';
import { recordCalls, type RecordCalls } from './records';
import type { ApiVersion } from './sdk';

/** The calls to HubSpot that this node makes. All throw `HubSpotError`. */
export type HubSpotClient = RecordCalls & DefinitionCalls & AssociationCalls & DirectoryCalls;

export interface Connection {
	/** Where HubSpot is, for instance `https://api.hubapi.com`. */
	baseUrl: string;
	version: ApiVersion;
	/** For calls that may be repeated. */
	transport: Transport;
	/** For calls that would double something if they were repeated. */
	unrepeatable: Transport;
	/** For calls that are out of date when they are repeated. */
	single: Transport;
	/** For what is nice to have: it gives up soon. */
	hurried: Transport;
}

/** Everything that HubSpot is asked, over the connection's transports. */
export function createHubSpotClient({ unrepeatable, single, hurried, ...connection }: Connection): HubSpotClient {
	return {
		...recordCalls(connection, unrepeatable),
		...definitionCalls(connection, single),
		...associationCalls(connection),
		...directoryCalls(connection, hurried),
	};
}
