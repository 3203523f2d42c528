import type { DateTime } from 'luxon';
import { parse } from 'node:path';

/** More files of one name and second than can be meant. */
const MOST_NAMES = 1_000;

/** More bytes no file system takes in a name. */
const MOST_BYTES = 255;

/** What a name with a time leaves for the names of the rejects and of the report that belong to it. */
const BYTES_TO_SPARE = 20;

/** The name itself, then with a time, then with a number after it: `orders.csv`, `orders (2025-12-31 14.05.09).csv`. */
export function* namesFor(name: string, when: DateTime): Generator<string> {
	yield name;
	const stamp = ` (${when.toFormat('yyyy-MM-dd HH.mm.ss')})`;
	yield withSuffix(name, stamp);
	for (let number = 2; number <= MOST_NAMES; number++) yield withSuffix(name, `${stamp} ${number}`);
}

/** The name of a file of that name's rejects: it can be dropped back in, and be rejected again. */
export function rejectsName(name: string): string {
	const { name: stem, ext } = parse(name);
	const again = /^(.*)\.rejects(?: (\d{1,4}))?( \([\d. -]+\)(?: \d+)?)?$/.exec(stem);
	if (!again) return fitting(stem, '.rejects', ext || '.csv');
	return fitting(again[1], `.rejects ${Number(again[2] ?? 1) + 1}${again[3] ?? ''}`, ext);
}

/** The name of that file's report. */
export function reportName(name: string): string {
	return fitting(parse(name).name, '.report', '.txt');
}

/** The name of the copy of a file, as long as that is not complete. */
export function unfinishedName(name: string): string {
	return fitting(`.${name}`, '.part', '');
}

function withSuffix(name: string, suffix: string): string {
	const { name: stem, ext } = parse(name);
	return fitting(stem, suffix, ext, MOST_BYTES - BYTES_TO_SPARE);
}

/** Puts a name together from its parts, of which the first is cut where the whole would be too long. */
function fitting(stem: string, suffix: string, ext: string, mostBytes = MOST_BYTES): string {
	const room = mostBytes - Buffer.byteLength(suffix + ext);
	if (room <= 0) return fitting(stem + ext, suffix, '', mostBytes);
	const characters = [...stem];
	while (Buffer.byteLength(characters.join('')) > room) characters.pop();
	return `${characters.join('')}${suffix}${ext}`;
}
