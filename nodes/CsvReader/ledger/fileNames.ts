import type { DateTime } from 'luxon';
import { parse } from 'node:path';

/** More files of one name and second than can be meant. */
const MOST_NAMES = 1_000;

/** The name itself, then with a time, then with a number after it: `orders.csv`, `orders (2025-12-31 14.05.09).csv`. */
export function* namesFor(name: string, when: DateTime): Generator<string> {
	yield name;
	const stamped = withStamp(name, when);
	yield stamped;
	for (let number = 2; number <= MOST_NAMES; number++) yield withSuffix(stamped, ` ${number}`);
}

/** The name of a file of that name's rejects: it can be dropped back in, and be rejected again. */
export function rejectsName(name: string): string {
	const { name: stem, ext } = parse(name);
	const again = /^(.*)\.rejects(?: (\d{1,4}))?( \([\d. -]+\)(?: \d+)?)?$/.exec(stem);
	if (!again) return `${stem}.rejects${ext || '.csv'}`;
	return `${again[1]}.rejects ${Number(again[2] ?? 1) + 1}${again[3] ?? ''}${ext}`;
}

/** The name of that file's report. */
export function reportName(name: string): string {
	return `${parse(name).name}.report.txt`;
}

function withStamp(name: string, when: DateTime): string {
	return withSuffix(name, ` (${when.toFormat('yyyy-MM-dd HH.mm.ss')})`);
}

function withSuffix(name: string, suffix: string): string {
	const { name: stem, ext } = parse(name);
	return `${stem}${suffix}${ext}`;
}
