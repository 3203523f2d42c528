/** The only argument of a worker, as JSON. */
export interface WorkerTask {
	baseUrl: string;
	token: string;
	/** The number of its first lead; no two workers have the same lead. */
	first: number;
	leads: number;
}

/** What a worker prints, as JSON. */
export interface WorkerEnd {
	/** Items at the success output. */
	created: number;
	/** Why the others are at the error output. */
	rejected: string[];
	/** Why the node failed as a whole. */
	error?: string;
}
