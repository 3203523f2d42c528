/**
 * Does work for each, so many at a time.
 * @param goesOn asked before each: when it says no, the rest is left
 */
export async function inParallel<T>(
	all: readonly T[],
	{ atATime, goesOn }: { atATime: number; goesOn: () => boolean },
	work: (one: T) => Promise<void>,
): Promise<void> {
	const queue = all.values();
	const lane = async () => {
		for (const one of queue) {
			if (!goesOn()) return;
			await work(one);
		}
	};
	await Promise.all(Array.from({ length: atATime }, lane));
}
