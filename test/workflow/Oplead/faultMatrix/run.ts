import type { Sandbox } from '../../../../sandbox/sandbox.ts';

/** A way to create leads, and the calls that the faults strike. */
export interface Method {
	name: string;
	/** The method of the calls that are struck. */
	struck: 'GET' | 'POST';
	repeats: 'findFirst' | 'skip';
	hasKey: boolean;
}

/** Where a run sends its rows. */
export interface Where {
	sandbox: Sandbox;
	/** The node keeps to the limit of a token. */
	token: string;
	retrySeconds: number;
}

/** How a run ended. */
export interface Ends {
	/** The rows that left by each output. */
	created: number[];
	rejected: number[];
	/** Of the rejected ones, in their order. */
	reasons: string[];
}
