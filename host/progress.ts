/** Carries out a piece of work under a name that a person can read; the answer is the work's own. */
export type Step = <T>(name: string, work: () => Promise<T>) => Promise<T>;

/** Shows every step with the time it took: `Starting n8n … 8.9 s`. */
export const shownStep: Step = async (name, work) => {
	const begun = performance.now();
	process.stdout.write(`${name} … `);
	try {
		const answer = await work();
		process.stdout.write(`${((performance.now() - begun) / 1000).toFixed(1)} s\n`);
		return answer;
	} catch (error) {
		process.stdout.write('failed\n');
		throw error;
	}
};

/** Carries steps out without a word: for tests. */
export const silentStep: Step = (_name, work) => work();
