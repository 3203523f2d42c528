import { unlessAborted } from './unlessAborted';

const lastInTurn = new Map<string, Promise<unknown>>();

/**
 * Runs actions of the same place one after another, within this process. Answers, or throws, what the action does; on
 * abort before its turn it throws the signal's reason, and the action is not run.
 */
export async function inTurn<T>(place: string, action: () => Promise<T>, signal?: AbortSignal): Promise<T> {
	const before = lastInTurn.get(place) ?? Promise.resolve();
	const turn = unlessAborted(before, signal).then(action);
	// Whoever gives up leaves those behind him waiting for those before him.
	// Its result is nobody's: kept, each turn would hold those of all turns before it.
	const settled = Promise.allSettled([before, turn]).then(() => undefined);
	lastInTurn.set(place, settled);
	void settled.then(() => lastInTurn.get(place) === settled && lastInTurn.delete(place));
	return await turn;
}
