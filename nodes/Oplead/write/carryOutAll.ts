import { inParallel } from '../../shared/parallel';
import { eventOf, unexpected } from '../api/errors';
import { rejected, type Outcome, type Rejected } from '../outcome';

const FORBIDDEN = 403;

const NOT_SENT = 'So this one was not sent. Run the workflow again later.';

/**
 * Does the work for each input, and answers one outcome for each, in their order: a refusal is an outcome, too. After one
 * that would meet every further call nothing more is sent.
 */
export async function carryOutAll<Input>(
	inputs: readonly Input[],
	work: (input: Input) => Promise<Outcome>,
): Promise<Outcome[]> {
	/** Why nothing more is sent. */
	let hopeless: Rejected | undefined;
	let done = 0;
	return await inParallel(inputs, async (input) => {
		if (hopeless !== undefined) return hopeless;
		const doneBefore = done;
		try {
			const outcome = await work(input);
			if (outcome.kind === 'done') done++;
			return outcome;
		} catch (thrown) {
			const error = unexpected(thrown);
			// A key may be refused for one lead only: where it was let in once, the others are tried.
			if (error.concernsEveryCall || (error.status === FORBIDDEN && done === 0)) {
				hopeless = rejected(error.final === true ? 'CANCELLED' : 'NOT_TRIED', error.message);
			}
			// All the time that there was has passed without a success.
			else if (error.exhausted && done === doneBefore) {
				hopeless ??= rejected('NOT_TRIED', `${eventOf(error)} ${NOT_SENT}`);
			}
			return rejected(error.code, error.message);
		}
	});
}
