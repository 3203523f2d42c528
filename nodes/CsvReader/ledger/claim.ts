import { randomBytes } from 'node:crypto';
import { basename, join } from 'node:path';

import { RefusedSource } from '../source/source';

/** The folder, inside the one that is read, where the files lie that a run is working on. */
export const IN_PROGRESS = 'in-progress';

/** A file that a run has taken out of its folder, to work on it alone. Plain data: it can travel in an item. */
export interface Claim {
	/** The folder that the file was taken from. */
	folder: string;
	/** The claim's own folder inside `in-progress`: when, by which execution, in which order, and something random. */
	id: string;
	/** The file's name; no folder. */
	name: string;
	/** 1, and one more for each run before that claimed the file and did not come to an end. */
	attempt: number;
}

/** The run that claims. */
export interface Run {
	executionId: string;
	workflowId: string;
	/** A claim that is older than this belongs to a run that crashed: it must be longer than any run takes. */
	staleAfterMinutes: number;
}

export interface Claimed {
	/** Oldest first. */
	claims: Claim[];
	/** What could not be tidied up after crashed runs, for the user. */
	problems: string[];
}

/** When and by which execution a file was claimed. */
export interface ClaimId {
	claimedMs: number;
	executionId: string;
}

const ID = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})(\d{3})Z~([\w-]+)~[0-9a-f]{12}$/;

/** Claims of one millisecond are told apart, and kept in order, by this. */
let claimsMade = 0;

/** A new name for a claim's folder. Its age is told from it and not from the disk, where any backup may change it. */
export function newClaimId(executionId: string, nowMs: number): string {
	const stamp = new Date(nowMs).toISOString().replace(/[-:.]/g, '');
	claimsMade = (claimsMade + 1) % 0x10000;
	const order = claimsMade.toString(16).padStart(4, '0');
	return `${stamp}~${inName(executionId)}~${order}${randomBytes(4).toString('hex')}`;
}

/** Undefined for a folder that is not a claim's. */
export function readClaimId(id: string): ClaimId | undefined {
	const match = ID.exec(id);
	if (!match) return undefined;
	const [year, month, day, hours, minutes, seconds, ms] = match.slice(1, 8).map(Number);
	return { claimedMs: Date.UTC(year, month - 1, day, hours, minutes, seconds, ms), executionId: match[8] };
}

/** Whether it was claimed by this execution. */
export function isClaimedBy(id: string, executionId: string): boolean {
	return readClaimId(id)?.executionId === inName(executionId);
}

/** Where the claimed file lies. A claim may come from an item: throws `RefusedSource` for one that leads elsewhere. */
export function claimedPath(claim: Claim): string {
	if (!readClaimId(claim.id) || basename(claim.name) !== claim.name || claim.name.startsWith('.')) {
		throw new RefusedSource(
			'FILE_ACCESS',
			'This is no claim that the CSV Reader made. Pass its items on as they came from it.',
		);
	}
	return join(claim.folder, IN_PROGRESS, claim.id, claim.name);
}

function inName(executionId: string): string {
	return executionId.replace(/[^\w-]/g, '_') || 'none';
}
