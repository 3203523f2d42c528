import { HubSpotError, unexpected } from '../api/errors';
import { chunks } from './chunks';

/**
 * Sends a batch; one that is refused as a whole because of something in it is halved until that stands alone, which
 * then gets `refused(error)`; where a half is refused input by input, the other one is sent so at once. Any other error
 * refuses the whole batch; none is thrown, since other batches are under way.
 * @param send answers one result for each input, in their order
 */
export async function splitting<In, Out>(
	batch: readonly In[],
	send: (batch: readonly In[]) => Promise<Out[]>,
	refused: (input: In, error: HubSpotError) => Out,
): Promise<Out[]> {
	try {
		return await send(batch);
	} catch (thrown) {
		const error = thrown instanceof HubSpotError ? thrown : unexpected(thrown);
		if (!error.concernsContent || batch.length <= 1) return batch.map((input) => refused(input, error));
		const middle = Math.ceil(batch.length / 2);
		let refusedForContent = 0;
		const results = await splitting(batch.slice(0, middle), send, (input, reason) => {
			if (reason.concernsContent) refusedForContent++;
			return refused(input, reason);
		});
		// Where none of the first half was taken, hardly any of the second will be.
		const rest = refusedForContent === middle ? chunks(batch.slice(middle), 1) : [batch.slice(middle)];
		for (const part of rest) results.push(...(await splitting(part, send, refused)));
		return results;
	}
}
