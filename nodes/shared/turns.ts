const lastInTurn = new Map<string, Promise<unknown>>();

/** Runs actions of the same place one after another, within this process. Answers, or throws, what the action does. */
export async function inTurn<T>(place: string, action: () => Promise<T>): Promise<T> {
	const turn = (lastInTurn.get(place) ?? Promise.resolve()).then(action);
	const settled = turn.catch(() => undefined);
	lastInTurn.set(place, settled);
	void settled.then(() => lastInTurn.get(place) === settled && lastInTurn.delete(place));
	return await turn;
}
