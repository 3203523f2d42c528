/** The inputs in batches of that size, in order. */
export function chunks<T>(inputs: readonly T[], size: number): T[][] {
	return chunksByWeight(inputs, size, () => 1);
}

/** Cuts a list into runs that weigh `most` at most, in order; what weighs more stands alone. */
export function chunksByWeight<T>(items: readonly T[], most: number, weightOf: (item: T) => number): T[][] {
	const chunks: T[][] = [];
	let room = 0;
	for (const item of items) {
		const weight = weightOf(item);
		if (chunks.length === 0 || weight > room) {
			chunks.push([]);
			room = most;
		}
		chunks[chunks.length - 1].push(item);
		room -= weight;
	}
	return chunks;
}

/** Puts together what has the same key, in the order of the first of each. */
export function groupsOf<T>(items: readonly T[], keyOf: (item: T) => string): T[][] {
	const groups = new Map<string, T[]>();
	for (const item of items) {
		const key = keyOf(item);
		const group = groups.get(key);
		if (group) group.push(item);
		else groups.set(key, [item]);
	}
	return [...groups.values()];
}
