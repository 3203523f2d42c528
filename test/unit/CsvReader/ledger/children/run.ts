import { workOff, type RunPlan } from '../workOff.ts';

/** A run of its own, in a process of its own; tells the names that it has archived, and how often it changed the disk. */
const plan = JSON.parse(process.argv[2]) as RunPlan;
const archived = await workOff(plan);
console.log(JSON.stringify({ archived, changes: (globalThis as { changes?: number }).changes }));
