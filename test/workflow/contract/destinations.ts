import type { Destination } from './destination';
import { destination as hubSpotUpsert } from './destinations/hubSpotUpsert';
import { destination as opleadCreate } from './destinations/opleadCreate';
import { destination as opleadImport } from './destinations/opleadImport';

/** Every destination; a test sees to it that no file of `destinations/` is left out. */
export const DESTINATIONS: readonly Destination[] = [hubSpotUpsert, opleadCreate, opleadImport];
