import { DateTime } from 'luxon';

import type { Claim } from './claim';
import type { ClaimRecord } from './claimRecord';
import type { Ending } from './ending';

/** More rows than anybody reads; all of them are in the rejects file. */
const MOST_ROWS = 1_000;

/** What became of a file, for people. */
export function reportText(claim: Claim, ending: Ending & { rejects?: string }, record?: ClaimRecord): string {
	const { rowsRead, rowsDelivered, rejected, failure, rejects, timeZone } = ending;
	const time = (moment: DateTime) => `${moment.setZone(timeZone).toFormat('yyyy-MM-dd HH:mm:ss')} (${timeZone})`;
	const facts = [
		['File', oneLine(claim.name)],
		record && ['Taken', time(DateTime.fromISO(record.claimedAt))],
		['Archived', time(DateTime.now())],
		record && ['Execution', `${numberOf(record)} of workflow ${record.workflowId}`],
		claim.attempt > 1 && ['Attempt', `${claim.attempt}: an earlier run was cut off`],
		['Rows read', `${rowsRead}`],
		['Rows delivered', `${rowsDelivered}`],
		['Rows rejected', `${rejected.length}${rejects ? ` (copied to ${rejects})` : ''}`],
		failure && ['Problem', oneLine(failure)],
	].filter((fact) => Array.isArray(fact));
	const width = Math.max(...facts.map(([name]) => name.length)) + 2;
	const head = facts.map(([name, value]) => `${`${name}:`.padEnd(width)}${value}`);
	return [...head, ...rejectedLines(rejected), ''].join('\n');
}

/** Line breaks in names and reasons would look like further facts. */
function oneLine(text: string): string {
	return text.replace(/\p{Cc}+/gu, ' ');
}

/** Behind the execution's number may stand which n8n it is. */
function numberOf({ executionId }: ClaimRecord): string {
	return executionId.split('@')[0];
}

function rejectedLines(rejected: Ending['rejected']): string[] {
	if (rejected.length === 0) return [];
	const shown = rejected
		.slice(0, MOST_ROWS)
		.map(({ line, number, reason }) => `  Line ${line} (row ${number}): ${oneLine(reason)}`);
	const more = rejected.length - shown.length;
	return ['', 'Rejected rows:', ...shown, ...(more > 0 ? [`  … and ${more} more`] : [])];
}
