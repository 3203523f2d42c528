import type { Slice } from '../slices/planSlices';
import type { AllEvents } from './laterEvents';
import type { WholeReading } from './readingNotes';
import type { RejectedRow } from './rejectedRow';

/** How a run came to its end with a file. */
export interface Ending {
	/** The folder that the file goes to: a full path, or one inside the folder that the file was taken from. */
	folder: string;
	rowsRead: number;
	rowsDelivered: number;
	rejected: readonly RejectedRow[];
	/** What went wrong with the file as a whole, for the user: it, or a part of it, could not be read or was not delivered. */
	failure?: string;
	/** The zone of the times in names and in the report, as the IANA calls it. */
	timeZone: string;
}

/** Where archived files go, and the zone of the times in their names. */
export interface ArchiveFolders {
	processedFolder: string;
	errorFolder: string;
	timeZone: string;
}

/**
 * How a run has ended with a file: what was noted when it was read, and what became of its rows later. Where items were
 * rejected and do not tell where they come from, no file is taken for processed.
 */
export function endingOf(
	claimId: string,
	reading: WholeReading,
	{ byClaim, untraced }: AllEvents,
	{ processedFolder, errorFolder, timeZone }: ArchiveFolders,
): Ending {
	const later = byClaim.get(claimId);
	const rejected = withoutRepeats([...reading.rejected, ...(later?.rejected ?? [])]);
	const failure = reading.failure ?? unreadText(reading.unread) ?? later?.failure ?? untracedText(untraced);
	const rowsRead = reading.rows + reading.rejected.length;
	return {
		folder: rejected.length > 0 || failure !== undefined ? errorFolder : processedFolder,
		rowsRead,
		rowsDelivered: Math.max(0, rowsRead - new Set(rejected.map(({ number }) => number)).size),
		rejected,
		failure,
		timeZone,
	};
}

/** A row that came by the error output is known from its reading already. */
function withoutRepeats(rejected: readonly RejectedRow[]): RejectedRow[] {
	const byText = new Map(rejected.map((row) => [`${row.number} ${row.reason}`, row]));
	return [...byText.values()].sort((one, other) => one.number - other.number);
}

function unreadText([first, ...others]: readonly Slice[]): string | undefined {
	if (first === undefined) return undefined;
	const rows = `${count(first.firstNumber)} to ${count(first.firstNumber + first.records - 1)}`;
	const more = others.length > 0 ? `, and ${count(others.length)} more slices,` : '';
	return `The slice with the rows ${rows}${more} was not read. See why its sub-workflow failed, and put the file back into its folder: it can be imported again.`;
}

function untracedText([first, ...others]: readonly string[]): string | undefined {
	if (first === undefined) return undefined;
	const more = others.length > 0 ? `, and ${count(others.length)} more` : '';
	return `A rejected item${more} did not tell which record it comes from: keep the field "csvSource" up to the operation Archive. Its reason: ${first}`;
}

function count(number: number): string {
	return number.toLocaleString('en');
}
