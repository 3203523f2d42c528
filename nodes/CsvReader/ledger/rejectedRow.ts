/** A row that did not get where it should. */
export interface RejectedRow {
	/** The line of the file on which its record begins. */
	line: number;
	/** The first after the header is 1. */
	number: number;
	reason: string;
}
