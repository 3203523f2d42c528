import { inTurn } from '../../shared/turns';
import { cancelled, OpleadError } from '../api/errors';

/**
 * Runs actions of the same place one after another, within this process. Throws what the action throws, and an
 * `OpleadError` when the execution is cancelled before its turn.
 */
export async function inAccountTurn<T>(place: string, action: () => Promise<T>, signal?: AbortSignal): Promise<T> {
	return await inTurn(place, action, signal).catch((error: unknown) => {
		throw error instanceof OpleadError || signal?.aborted !== true ? error : cancelled();
	});
}
