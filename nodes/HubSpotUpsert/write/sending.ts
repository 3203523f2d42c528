import { HubSpotError } from '../api/errors';
import { inParallel } from '../../shared/parallel';
import { splitting } from './splitting';

/** Enough for calls that hold nothing but keys and ids, which HubSpot names when it refuses one. */
const TELLING_REFUSALS = 5;

/**
 * Sends all batches, each as `splitting` does. After a refusal that would meet every further call nothing more is
 * sent: `refused` gets that error for the rest. So it does after `tellingRefusals` inputs that were refused one by one, in
 * the same words, with none accepted: the call is at fault then, not what it holds. Answers one result for each input, in their order.
 */
export async function sendAll<In, Out>(
	batches: ReadonlyArray<readonly In[]>,
	send: (batch: readonly In[]) => Promise<Out[]>,
	refused: (input: In, error: HubSpotError) => Out,
	tellingRefusals = TELLING_REFUSALS,
): Promise<Out[]> {
	const refusedAlone: string[] = [];
	let isAnyAccepted = false;
	let vain: HubSpotError | undefined;

	const meetsEveryCall = (error: HubSpotError, batch: readonly In[]) => {
		if (error.concernsEveryCall) return true;
		if (isAnyAccepted || batch.length > 1 || !error.concernsContent) return false;
		refusedAlone.push(error.message);
		return refusedAlone.length >= tellingRefusals && new Set(refusedAlone).size === 1;
	};

	const sendUnlessVain = async (batch: readonly In[]) => {
		if (vain) throw vain.concernsContent ? untried(vain, refusedAlone.length) : vain;
		try {
			const results = await send(batch);
			isAnyAccepted = true;
			return results;
		} catch (error) {
			if (error instanceof HubSpotError && meetsEveryCall(error, batch)) vain = error;
			throw error;
		}
	};

	const results = await inParallel(batches, async (batch) => await splitting(batch, sendUnlessVain, refused));
	return results.flat();
}

function untried({ message, status }: HubSpotError, refusedBefore: number): HubSpotError {
	return new HubSpotError(`Not tried, since the ${refusedBefore} before it were refused. ${message}`, {
		status,
		code: 'NOT_TRIED',
	});
}
