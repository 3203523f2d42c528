/** A stretch of a file, in bytes; without `end`, all that follows. */
export interface ByteRange {
	start: number;
	/** The first byte that no longer belongs to it. */
	end?: number;
}
