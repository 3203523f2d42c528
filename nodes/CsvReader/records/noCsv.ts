/**
 * Why a file is no CSV at all; undefined where it may be one.
 * @param head its first bytes, 4,096 or more where there are as many
 * @param sizeBytes of the whole file
 * @returns what happened and how to mend it, for the user
 */
export function noCsvReason(head: Buffer, sizeBytes: number): string | undefined {
	if (sizeBytes === 0) return 'The file is empty (0 bytes). Export it anew, or check whether its upload was complete.';
	if (head.length === 0) return undefined;
	return undefined;
}
