/** One figure of a bench. A bench is a file `test/bench/<name>.bench.ts` that exports, as its default, a function that
 * answers a promise of such figures. */
export interface BenchFigure {
	/** The bench's name. */
	bench: string;
	/** What was measured: "contacts per second". */
	figure: string;
	value: number;
	/** Of the value: "ms", "1/s", "MB". */
	unit: string;
	note?: string;
}
