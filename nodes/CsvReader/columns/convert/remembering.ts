import type { Conversion } from './conversion';

/** Dates, yes and no, and prices: a file has few different ones. */
const MOST_REMEMBERED = 5_000;

/**
 * V8 cuts longer texts out of the chunk of the file that they come from without copying them, so that each would keep
 * its whole chunk in memory.
 */
const LONGEST_REMEMBERED = 12;

/** The same conversion, which remembers what short texts became: reading a date takes many times as long. */
export function remembering(convert: (text: string) => Conversion): (text: string) => Conversion {
	const known = new Map<string, Conversion>();
	return (text) => {
		if (text.length > LONGEST_REMEMBERED) return convert(text);
		const found = known.get(text);
		if (found !== undefined) return found;
		if (known.size >= MOST_REMEMBERED) known.clear();
		const conversion = convert(text);
		known.set(text, conversion);
		return conversion;
	};
}
