import type { Change, Changes, Key } from './changes';
import { folded, ModelHubSpot, type ModelRecord } from './modelHubSpot';

/** What an input item may have in a field; undefined stands for a field that is not there. */
export type FieldValue = string | number | boolean | null | undefined | string[];

export type Item = Record<string, FieldValue>;

/** What the user has chosen in the node. */
export interface Choices {
	mapping: 'automatic' | 'manual';
	keys: readonly Key[];
	emptyKey: 'reject' | 'create';
	duplicates: 'merge' | 'firstWins' | 'lastWins' | 'reject';
	emptyValues: 'leave' | 'clear';
	existingValues: 'overwrite' | 'keep';
	checkboxes: 'replace' | 'append';
	unknownOption: 'reject' | 'drop';
	unknownProperty?: 'reject' | 'drop';
}

export type End = 'written' | 'skipped' | 'rejected';

export const PROPERTIES = ['email', 'lead_key', 'firstname', 'city', 'bookings_count', 'kontaktkategorie'];

/** HubSpot's options of "Kontaktkategorie" by all that they are called. */
export const CATEGORIES = new Map([
	['autre_formation', 'autre_formation'],
	['Autre formation', 'autre_formation'],
	['mcarena_aspach', 'mcarena_aspach'],
	['MCARENA ASPACH', 'mcarena_aspach'],
	['formation_sante', 'formation_sante'],
	['Formation Sante', 'formation_sante'],
]);

/** A row that can be written, and the record that it is for. */
interface Wish {
	row: number;
	changes: Changes;
	/** Undefined for a new record. */
	target?: { key: Key; value: string };
}

/** What is sent at once: rows that name the same record, and what they want together. */
interface Job {
	wishes: Wish[];
	changes: Changes;
	/** What the record held when the run began. */
	before?: ModelRecord;
}

export interface Expected {
	records: ModelRecord[];
	ends: End[];
}

/** What the node should do, in the simplest words: one row after another, everything in memory. */
export function expectedOf(items: readonly Item[], held: readonly ModelRecord[], choices: Choices): Expected {
	const hubSpot = new ModelHubSpot(held);
	const ends: End[] = items.map(() => 'rejected');
	const jobs = jobsOf(items, choices).map((job) => ({ ...job, before: hubSpot.find(job.wishes[0].target) }));
	const apart: Job[] = [];
	for (const [job, end] of sendAll(jobs, hubSpot, choices)) {
		if (end === 'rejected' && job.wishes.length > 1) apart.push(job);
		else for (const { row } of job.wishes) ends[row] = end;
	}
	tryApart(apart, hubSpot, { choices, ends });
	return { records: hubSpot.records, ends };
}

function jobsOf(items: readonly Item[], choices: Choices): Job[] {
	const wishes = items.flatMap((item, row) => wishOf(item, row, choices) ?? []);
	const byRecord = new Map<string, Wish[]>();
	for (const wish of wishes) {
		const name = wish.target ? `${wish.target.key} ${folded(wish.target.value)}` : `row ${wish.row}`;
		byRecord.set(name, [...(byRecord.get(name) ?? []), wish]);
	}
	const groups = [...byRecord.values()].filter((group) => group.length === 1 || choices.duplicates !== 'reject');
	return groups.map((group) => ({ wishes: group, changes: together(group, choices) }));
}

function together(wishes: readonly Wish[], { duplicates }: Choices): Changes {
	if (duplicates === 'firstWins') return wishes[0].changes;
	if (duplicates === 'lastWins') return wishes[wishes.length - 1].changes;
	const all: Changes = new Map();
	for (const { changes } of wishes) {
		for (const [name, { texts, adds }] of changes) {
			const earlier = all.get(name);
			all.set(name, adds && earlier ? { texts: [...earlier.texts, ...texts], adds: earlier.adds } : { texts, adds });
		}
	}
	return all;
}

/** Rows that HubSpot refuses together are tried one after another; where one is to win, until one is taken. */
function tryApart(jobs: Job[], hubSpot: ModelHubSpot, { choices, ends }: { choices: Choices; ends: End[] }): void {
	const wins = choices.duplicates !== 'merge';
	let left = jobs.map(({ wishes, before }) => {
		return { rest: choices.duplicates === 'lastWins' ? [...wishes].reverse() : wishes, before };
	});
	while (left.length > 0) {
		const tried = sendAll(
			left.map(({ rest: [wish], before }) => ({ wishes: [wish], changes: wish.changes, before })),
			hubSpot,
			choices,
		);
		left = left.flatMap(({ rest: [wish, ...rest], before }) => {
			const end = [...tried].find(([job]) => job.wishes[0] === wish)?.[1] ?? 'rejected';
			ends[wish.row] = end;
			if (end !== 'rejected' && wins) for (const { row } of rest) ends[row] = end;
			if (rest.length === 0 || (end !== 'rejected' && wins)) return [];
			return [{ rest, before: end === 'written' ? (before ?? new Map()) : before }];
		});
	}
}

/** Rows that are told apart by the same property travel together, in the order of the first of each. */
function sendAll(jobs: readonly Job[], hubSpot: ModelHubSpot, { existingValues }: Choices): Map<Job, End> {
	const ends = new Map<Job, End>();
	const sent = new Map<Job, Changes>();
	for (const job of jobs) {
		const key = job.wishes[0].target?.key;
		const kept = existingValues === 'keep' && job.before ? keeping(job.before, job.changes, key) : undefined;
		if (kept && [...kept.keys()].every((name) => name === key)) ends.set(job, 'skipped');
		else sent.set(job, kept ?? job.changes);
	}
	const ways = new Set([...sent.keys()].map(({ wishes: [{ target }] }) => target?.key));
	for (const way of ways) {
		for (const [job, changes] of sent) {
			const { target } = job.wishes[0];
			if (target?.key === way) ends.set(job, hubSpot.write(target, changes) ? 'written' : 'rejected');
		}
	}
	return ends;
}

function keeping(before: ModelRecord, changes: Changes, key: Key | undefined): Changes {
	return new Map([...changes].filter(([name, { adds }]) => adds || name === key || !before.has(name)));
}

/** Undefined for an item that the node has to reject by itself. */
function wishOf(item: Item, row: number, choices: Choices): Wish | undefined {
	const changes: Changes = new Map();
	const isManual = choices.mapping === 'manual';
	for (const name of PROPERTIES) {
		if (!isManual && item[name] === undefined) continue;
		const change = changeOf(name, item[name], choices);
		if (change === 'unwritable') return undefined;
		// What tells the records apart is never emptied.
		const isKey = choices.keys.some((key) => key === name);
		if (change && (change.texts.length > 0 || !isKey)) changes.set(name, change);
	}
	const strange = isManual ? [] : Object.entries(item).filter(([name]) => !PROPERTIES.includes(name));
	if (choices.unknownProperty === 'reject' && strange.some(([, value]) => textsOf(value).length > 0)) return undefined;
	for (const key of choices.keys) {
		const value = changes.get(key)?.texts[0];
		if (value !== undefined) return { row, changes, target: { key, value } };
	}
	const isEmpty = [...changes.values()].every(({ texts }) => texts.length === 0);
	return choices.emptyKey === 'reject' || isEmpty ? undefined : { row, changes };
}

function changeOf(name: string, value: FieldValue, choices: Choices): Change | 'unwritable' | undefined {
	if (name === 'kontaktkategorie') return categoriesOf(value, choices);
	const [text, ...more] = textsOf(value);
	if (text === undefined) return choices.emptyValues === 'clear' ? { texts: [], adds: false } : undefined;
	if (name === 'bookings_count') return /^\d+$/.test(text) ? { texts: [text], adds: false } : 'unwritable';
	const whole = [text, ...more].join(', ');
	return { texts: [name === 'email' ? whole.toLowerCase() : whole], adds: false };
}

function categoriesOf(value: FieldValue, choices: Choices): Change | 'unwritable' | undefined {
	const given = textsOf(value);
	if (given.length === 0) return choices.emptyValues === 'clear' ? { texts: [], adds: false } : undefined;
	const names = given.flatMap((text) => text.split(';')).map((text) => text.trim());
	const called = names.filter((text) => text !== '');
	if (called.length === 0) return choices.emptyValues === 'clear' ? { texts: [], adds: false } : undefined;
	const known = called.flatMap((text) => CATEGORIES.get(text) ?? []);
	if (known.length < called.length && choices.unknownOption === 'reject') return 'unwritable';
	if (known.length === 0) return undefined;
	return { texts: known, adds: choices.checkboxes === 'append' || (given.length === 1 && given[0].startsWith(';')) };
}

function textsOf(value: FieldValue): string[] {
	const values = Array.isArray(value) ? value : [value];
	const texts = values.map((each) => (each === null || each === undefined ? '' : String(each).trim()));
	return texts.filter((text) => text !== '');
}
