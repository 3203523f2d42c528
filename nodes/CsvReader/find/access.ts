import type { IExecuteFunctions } from 'n8n-workflow';

import { openLedger, type Ledger } from '../ledger/ledger';
import { Disk } from '../source/disk';
import { executionName } from './executionName';
import { filePermissions } from './n8nFiles';

/** The ways to files: the disk as n8n allows it, and the ledger of those that this execution has taken. */
export interface FileAccess {
	disk: Disk;
	ledger: Ledger;
}

/** Opens both; each operation does so once. */
export function openAccess(context: IExecuteFunctions): FileAccess {
	const disk = new Disk(filePermissions(context));
	const workflowId = context.getWorkflow().id ?? '';
	return { disk, ledger: openLedger(disk, { executionId: executionName(context), workflowId }) };
}
