import { inParallel } from '../../shared/parallel';
import type { Patience } from '../../shared/vendor/persistence';
import { eventOf, unexpected, type OpleadError } from '../api/errors';
import { rejected, type Outcome, type Rejected } from '../outcome';

const FORBIDDEN = 403;
const OUT_OF_ORDER = 500;

const NOT_SENT = 'So this one was not sent. Run the workflow again later.';

/** So many failures in a row, before anything was done, are no matter of one item. */
const TELLING_FAILURES = 2;

/**
 * Does the work for each input, and answers one outcome for each, in their order: a refusal is an outcome, too. After one
 * that would meet every further call, or has used up all the patience, nothing more is sent.
 */
export async function carryOutAll<Input>(
	inputs: readonly Input[],
	work: (input: Input) => Promise<Outcome>,
	patience: Pick<Patience, 'totalMs' | 'now'>,
): Promise<Outcome[]> {
	const run = new Run(patience);
	return await inParallel(inputs, async (input) => {
		if (run.hopeless !== undefined) return run.hopeless;
		const turn = run.begin();
		try {
			const outcome = await work(input);
			if (outcome.kind === 'rejected' && outcome.doubt !== undefined) turn.leftInDoubt(outcome.doubt);
			else turn.answered(outcome);
			return outcome;
		} catch (thrown) {
			const error = unexpected(thrown);
			turn.failed(error);
			return rejected(error.code, error.message);
		}
	});
}

/** What the items of a run tell of the vendor. */
class Run {
	/** Why nothing more is sent. */
	hopeless?: Rejected;
	readonly #totalMs: number;
	readonly #now: () => number;
	#done = 0;
	/** Out of order, one item after another. */
	#failures = 0;
	/** Since when Oplead has said nothing at all. */
	#silentSince?: number;

	constructor({ totalMs, now = Date.now }: Pick<Patience, 'totalMs' | 'now'>) {
		this.#totalMs = totalMs;
		this.#now = now;
	}

	/** An item's turn. */
	begin() {
		const [begun, doneBefore] = [this.#now(), this.#done];
		return {
			answered: ({ kind }: Outcome) => {
				if (kind === 'done') this.#done++;
				this.#isHeard();
			},
			leftInDoubt: (error: OpleadError) => {
				if (error.concernsEveryCall) this.#giveUp(error);
				if (this.#done > doneBefore) return;
				if (error.timedOut) this.#silentSince ??= begun;
				if ((error.status ?? 0) >= OUT_OF_ORDER) this.#failures++;
				const isSilent = this.#silentSince !== undefined && this.#now() - this.#silentSince >= this.#totalMs;
				const isDown = this.#done === 0 && this.#failures >= TELLING_FAILURES;
				if (error.exhausted || isSilent || isDown) this.#giveUp(error);
			},
			failed: (error: OpleadError) => {
				if (!error.mayHaveBeenDone) this.#isHeard();
				// A key may be refused for one lead only: where it was let in once, the others are tried.
				const isRefused = error.concernsEveryCall || (error.status === FORBIDDEN && this.#done === 0);
				// All the time that there was has passed without a success.
				if (isRefused || (error.exhausted && this.#done === doneBefore)) this.#giveUp(error);
			},
		};
	}

	#isHeard(): void {
		this.#failures = 0;
		this.#silentSince = undefined;
	}

	#giveUp(error: OpleadError): void {
		const isFinal = error.concernsEveryCall || error.status === FORBIDDEN;
		if (isFinal) this.hopeless = rejected(error.final === true ? 'CANCELLED' : 'NOT_TRIED', error.message);
		else this.hopeless ??= rejected('NOT_TRIED', `${eventOf(error)} ${NOT_SENT}`);
	}
}
