import type { Key } from '../plan/key';
import type { PlannedWrite } from '../plan/plan';
import type { Found } from '../plan/settle';
import { lookUp, type Sought } from './lookUp';

/** The records of all writes that name one. */
export async function findAll(
	writes: readonly PlannedWrite[],
	what: Sought,
): Promise<ReadonlyMap<PlannedWrite, Found>> {
	const found = new Map<PlannedWrite, Found>();
	for (const [key, group] of byKey(writes)) {
		const values = group.map(({ target }) => (target === 'new' ? '' : target.value));
		const answers = await lookUp(key, values, what);
		for (const [index, write] of group.entries()) found.set(write, answers[index]);
	}
	return found;
}

/** The records that only a search finds: the others can be written without knowing them. */
export async function findSearched(
	writes: readonly PlannedWrite[],
	what: Sought,
): Promise<ReadonlyMap<PlannedWrite, Found>> {
	const searched = writes.filter(({ target }) => target !== 'new' && target.key.by === 'search');
	return await findAll(searched, what);
}

function byKey(writes: readonly PlannedWrite[]): Map<Key, PlannedWrite[]> {
	const groups = new Map<Key, PlannedWrite[]>();
	for (const write of writes) {
		if (write.target === 'new') continue;
		const group = groups.get(write.target.key);
		if (group) group.push(write);
		else groups.set(write.target.key, [write]);
	}
	return groups;
}
