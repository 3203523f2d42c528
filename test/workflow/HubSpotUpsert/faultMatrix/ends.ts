/** How a run ended. */
export interface Ends {
	/** The rows that left by each output, in that order. */
	written: number[];
	rejected: number[];
	/** The rows that output items are linked to, in the same order. */
	linked: number[];
	/** Each once. */
	reasons: string[];
	/** The figures of the node's own summary. */
	counts: number[];
}
