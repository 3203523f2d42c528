import { FAILURES } from './behaviours/failures';
import { INPUT } from './behaviours/input';
import { RUNS } from './behaviours/runs';
import { VALUES } from './behaviours/values';
import type { Behaviour } from './behaviour';

/** All that a destination has to do, whatever it is. */
export const BEHAVIOURS: readonly Behaviour[] = [...RUNS, ...FAILURES, ...INPUT, ...VALUES];
