import { inParallel } from '../../shared/parallel';
import { unexpected, type OpleadError } from '../api/errors';
import { rejected, type Outcome } from '../outcome';

const FORBIDDEN = 403;

/**
 * Does the work for each input, and answers one outcome for each, in their order: a refusal is an outcome, too. After one
 * that would meet every further call nothing more is sent.
 */
export async function carryOutAll<Input>(
	inputs: readonly Input[],
	work: (input: Input) => Promise<Outcome>,
): Promise<Outcome[]> {
	let vain: OpleadError | undefined;
	let isAnyDone = false;
	return await inParallel(inputs, async (input) => {
		if (vain) return rejected(vain.message);
		try {
			const outcome = await work(input);
			isAnyDone ||= outcome.kind === 'done';
			return outcome;
		} catch (thrown) {
			const error = unexpected(thrown);
			// A key may be refused for one lead only: where it was let in once, the others are tried.
			if (error.concernsEveryCall || (error.status === FORBIDDEN && !isAnyDone)) vain = error;
			return rejected(error.message);
		}
	});
}
