/** Enough to fill the limits of the vendors with calls that take half a second; few enough for their patience. */
const AT_ONCE = 10;

/**
 * Does the work for each input, ten at a time, and answers the results in the order of the inputs. The first stands
 * alone: if it is refused for good, no other need be sent.
 */
export async function inParallel<In, Out>(inputs: readonly In[], work: (input: In) => Promise<Out>): Promise<Out[]> {
	const results: Out[] = [];
	if (inputs.length === 0) return results;
	results[0] = await work(inputs[0]);
	let next = 1;
	const worker = async () => {
		while (next < inputs.length) {
			const index = next++;
			results[index] = await work(inputs[index]);
		}
	};
	await Promise.all(Array.from({ length: Math.min(AT_ONCE, inputs.length - 1) }, worker));
	return results;
}
