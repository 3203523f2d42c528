import { accountEndpoints } from './directory/account.ts';
import type { Endpoint } from './endpoint.ts';
import { propertyEndpoints } from './properties/endpoints.ts';
import { recordEndpoints } from './records/endpoints.ts';

/** Everything that the stand-in answers. */
export const ENDPOINTS: readonly Endpoint[] = [...recordEndpoints, ...propertyEndpoints, ...accountEndpoints];
