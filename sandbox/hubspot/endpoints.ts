import { associationEndpoints } from './associations/endpoints.ts';
import { directoryEndpoints } from './directory/endpoints.ts';
import type { Endpoint } from './endpoint.ts';
import { legacyEndpoints } from './legacy/endpoints.ts';
import { propertyEndpoints } from './properties/endpoints.ts';
import { recordEndpoints } from './records/endpoints.ts';
import { searchEndpoints } from './search/search.ts';

/** Everything that the stand-in answers. */
export const ENDPOINTS: readonly Endpoint[] = [
	...recordEndpoints,
	...searchEndpoints,
	...propertyEndpoints,
	...associationEndpoints,
	...directoryEndpoints,
	...legacyEndpoints,
];
