import { HubSpotError } from '../api/errors';
import { inParallel } from '../../shared/parallel';
import { splitting } from './splitting';

/** Enough for calls that hold nothing but keys and ids, which HubSpot names when it refuses one. */
const TELLING_REFUSALS = 5;

/** How many more of a batch are tried before the call is held to be at fault: wrong ones may stand together at the top. */
const MOST_SAMPLES = 3;

/**
 * Sends all batches, each as `splitting` does. After a refusal that would meet every further call nothing more is
 * sent: `refused` gets that error for the rest. So it does after `tellingRefusals` inputs that were refused one by one, in
 * the same words, with none accepted, nor any of the batch's last ones: the call is at fault then, not what it holds.
 * Answers one result for each input, in their order.
 */
export async function sendAll<In, Out>(
	batches: ReadonlyArray<readonly In[]>,
	send: (batch: readonly In[]) => Promise<Out[]>,
	refused: (input: In, error: HubSpotError) => Out,
	tellingRefusals = TELLING_REFUSALS,
): Promise<Out[]> {
	const sending = new Sending(send, tellingRefusals);
	const results = await inParallel(batches, async (batch) => {
		const inOwnBatch = async (part: readonly In[]) => await sending.send(part, batch);
		return await splitting(batch, inOwnBatch, refused);
	});
	return results.flat();
}

/** Batches on their way to HubSpot, and what their refusals tell. */
class Sending<In, Out> {
	readonly #send: (batch: readonly In[]) => Promise<Out[]>;
	readonly #tellingRefusals: number;
	readonly #refusedAlone: string[] = [];
	/** The results of those that were tried ahead of their turn. */
	readonly #samples = new Map<In, Out>();
	#isAnyAccepted = false;
	#vain?: HubSpotError;

	constructor(send: (batch: readonly In[]) => Promise<Out[]>, tellingRefusals: number) {
		this.#send = send;
		this.#tellingRefusals = tellingRefusals;
	}

	/** Sends a part of a batch, unless that would be in vain. */
	async send(part: readonly In[], whole: readonly In[]): Promise<Out[]> {
		if (this.#vain) throw this.#vain.concernsContent ? untried(this.#vain, this.#refusedAlone.length) : this.#vain;
		try {
			return await this.#sendUnsampled(part);
		} catch (error) {
			if (error instanceof HubSpotError && (await this.#meetsEveryCall(error, { part, whole }))) this.#vain = error;
			throw error;
		}
	}

	async #sendUnsampled(part: readonly In[]): Promise<Out[]> {
		const unsent = part.filter((input) => !this.#samples.has(input));
		const results = unsent.length > 0 ? await this.#send(unsent) : [];
		this.#isAnyAccepted = true;
		if (unsent.length === part.length) return results;
		const byInput = new Map(unsent.map((input, index) => [input, results[index]]));
		return part.map((input) => byInput.get(input) ?? (this.#samples.get(input) as Out));
	}

	async #meetsEveryCall(
		error: HubSpotError,
		{ part, whole }: { part: readonly In[]; whole: readonly In[] },
	): Promise<boolean> {
		if (error.concernsEveryCall) return true;
		if (this.#isAnyAccepted || part.length > 1 || !error.concernsContent) return false;
		this.#refusedAlone.push(error.message);
		if (this.#refusedAlone.length < this.#tellingRefusals || new Set(this.#refusedAlone).size > 1) return false;
		return !(await this.#isAnyTaken(whole.slice(whole.indexOf(part[0]) + 1)));
	}

	/** Whether HubSpot takes one of a few of the inputs; its last ones are the likeliest. */
	async #isAnyTaken(left: readonly In[]): Promise<boolean> {
		const places = Array.from({ length: MOST_SAMPLES }, (_, sample) => left.length - 1 - sample * (left.length >> 2));
		for (const place of new Set(places.filter((each) => each >= 0))) {
			try {
				const [result] = await this.#send([left[place]]);
				this.#samples.set(left[place], result);
				this.#isAnyAccepted = true;
				return true;
			} catch (error) {
				if (!(error instanceof HubSpotError) || !error.concernsContent) return false;
			}
		}
		return false;
	}
}

function untried({ message, status }: HubSpotError, refusedBefore: number): HubSpotError {
	return new HubSpotError(`Not tried, since the ${refusedBefore} before it were refused. ${message}`, {
		status,
		code: 'NOT_TRIED',
	});
}
