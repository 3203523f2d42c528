import { setTimeout as sleep } from 'node:timers/promises';

import { archiveClaim } from '../../../../nodes/CsvReader/ledger/archive';
import { openLedger } from '../../../../nodes/CsvReader/ledger/ledger';
import { diskAllowing } from '../permissions';
import { READING } from './table';

/** What a run does with a folder; plain data, since it goes to a process of its own. */
export interface RunPlan {
	folder: string;
	archiveFolder: string;
	executionId: string;
	staleAfterMinutes: number;
	/** Per round. */
	atMost: number;
	/** Before each file is archived: the time that importing takes. */
	importMs?: number;
	/** Puts the files back instead of archiving them. */
	isReleasing?: boolean;
}

/** Claims, reads and archives, round by round, until there is nothing left. Answers the names of what it has archived. */
export async function workOff(plan: RunPlan): Promise<string[]> {
	const disk = diskAllowing(plan.folder, plan.archiveFolder);
	const ledger = openLedger(disk, { executionId: plan.executionId, workflowId: 'imports' });
	const archived: string[] = [];
	for (;;) {
		const choice = { pattern: '*.csv', atMost: plan.atMost, unchangedForSeconds: 0 };
		const { claims } = await ledger.claim(plan.folder, choice, plan.staleAfterMinutes);
		if (claims.length === 0) return archived;
		for (const claim of claims) {
			await ledger.remember(claim, READING);
			await (await ledger.source(claim)).open().then((stream) => stream.resume());
			if (plan.importMs) await sleep(plan.importMs);
			if (plan.isReleasing) await ledger.release([claim]);
			else if (await archiveClaim({ claim, disk }, ending(plan))) archived.push(claim.name);
		}
		if (plan.isReleasing) return archived;
	}
}

function ending({ archiveFolder }: RunPlan) {
	const rejected = [{ line: 3, number: 2, reason: 'No e-mail address' }];
	return { folder: archiveFolder, rowsRead: 2, rowsDelivered: 1, rejected, timeZone: 'Europe/Berlin' };
}
