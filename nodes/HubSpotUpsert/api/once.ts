/** A loader that loads once, with the first call. The SDK takes some 80 ms to load, so nothing loads it before. */
export function once<T>(load: () => Promise<T>): () => Promise<T> {
	let loaded: Promise<T> | undefined;
	return async () => await (loaded ??= load());
}
