import type { Key } from '../plan/key';
import type { PlannedWrite } from '../plan/plan';
import type { Found } from '../plan/settle';
import type { HubSpotClient } from '../api/client';
import { lookUp } from './lookUp';

/** What is to be looked up, and what of the records is wanted. */
export interface Search {
	client: HubSpotClient;
	objectType: string;
	/** Whether records are looked for that can be written without knowing them, too. */
	thorough: boolean;
	properties: readonly string[];
}

/** The records of the writes, where they are looked for: always where only a search finds them. */
export async function findRecords(
	writes: readonly PlannedWrite[],
	{ thorough, ...what }: Search,
): Promise<Map<PlannedWrite, Found>> {
	const found = new Map<PlannedWrite, Found>();
	for (const { key, writes: group } of byKey(writes)) {
		if (!thorough && key.by !== 'search') continue;
		const values = group.map(({ target }) => (target === 'new' ? '' : target.value));
		const answers = await lookUp(key, values, what);
		for (const [index, write] of group.entries()) found.set(write, answers[index]);
	}
	return found;
}

function byKey(writes: readonly PlannedWrite[]): Array<{ key: Key; writes: PlannedWrite[] }> {
	const groups = new Map<Key, PlannedWrite[]>();
	for (const write of writes) {
		if (write.target === 'new') continue;
		const group = groups.get(write.target.key);
		if (group) group.push(write);
		else groups.set(write.target.key, [write]);
	}
	return [...groups].map(([key, group]) => ({ key, writes: group }));
}
