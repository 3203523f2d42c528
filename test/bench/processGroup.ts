import { readdir, readFile } from 'node:fs/promises';

/** Linux tells times in hundredths of a second, whatever the machine. */
const ticksPerSecond = 100;

/**
 * How much processor time a process group has used so far, in seconds: over all threads, in the program and in the
 * kernel, ended children included.
 * @param leader the id of the process that leads the group; every task of `host/` starts its programs so
 */
export async function groupCpuSeconds(leader: number): Promise<number> {
	const processes = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
	const ticks = await Promise.all(processes.map((id) => ticksOf(id, leader)));
	return ticks.reduce((sum, one) => sum + one, 0) / ticksPerSecond;
}

/** 0 for processes of other groups, and for those that have ended in the meantime. */
async function ticksOf(id: string, leader: number): Promise<number> {
	const stat = await readFile(`/proc/${id}/stat`, 'utf8').catch(() => '');
	// The program's name, in brackets, may hold blanks; behind it come state, parent, group … and from the 12th the times.
	const [, , group, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
	if (Number(group) !== leader) return 0;
	return rest.slice(8, 12).reduce((sum, ticks) => sum + Number(ticks), 0);
}
