import { HubSpotError, unexpected } from '../api/errors';

/**
 * Sends a batch; one that is refused as a whole because of something in it is halved until that stands alone, which
 * then gets `refused(error)`. Any other error refuses the whole batch; none is thrown, since other batches are under way.
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
		const first = await splitting(batch.slice(0, middle), send, refused);
		return [...first, ...(await splitting(batch.slice(middle), send, refused))];
	}
}
