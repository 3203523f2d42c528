import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');

/** Frees what nothing needs any more: what V8 has not yet freed tells nothing of what is held. */
export const collectGarbage = runInNewContext('gc') as () => void;
