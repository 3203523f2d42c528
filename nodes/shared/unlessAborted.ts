/** Waits for what somebody else does. On abort it rejects with the signal's reason; what was waited for goes on. */
export async function unlessAborted<T>(other: Promise<T>, signal?: AbortSignal): Promise<T> {
	if (signal === undefined) return await other;
	signal.throwIfAborted();
	return await new Promise<T>((resolve, reject) => {
		const giveUp = () => reject(signal.reason as Error);
		signal.addEventListener('abort', giveUp, { once: true });
		void other.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp));
	});
}
