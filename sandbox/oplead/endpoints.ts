import { directoryEndpoints } from './directory/endpoints.ts';
import { documentEndpoints } from './documents/endpoints.ts';
import type { Endpoint } from './endpoint.ts';
import { leadEndpoints } from './leads/endpoints.ts';
import { subscriptionEndpoints } from './subscriptions/endpoints.ts';

/** Everything that the stand-in's REST API answers. */
export const ENDPOINTS: readonly Endpoint[] = [
	...leadEndpoints,
	...documentEndpoints,
	...subscriptionEndpoints,
	...directoryEndpoints,
];
