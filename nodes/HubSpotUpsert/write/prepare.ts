import { differsMessage } from '../plan/foresight';
import { optionOf } from '../plan/plan';
import type { PlannedRow } from '../plan/planRow';
import type { PropertyWish } from '../plan/wish';
import { ensureProperty } from './definitions';
import { ensureOptions, type Place } from './options';
import { sendAll } from './sending';

/** What has to be there before records are written. */
export interface Needs {
	properties: readonly PropertyWish[];
	/** The labels of new options by the name of their property. */
	options: ReadonlyMap<string, ReadonlySet<string>>;
}

/** The properties and options that HubSpot lacks for these rows. */
export function needsOf(rows: readonly PlannedRow[], missing: readonly PropertyWish[]): Needs {
	const options = new Map<string, Set<string>>();
	for (const { newOptions } of rows) {
		for (const [name, labels] of newOptions ?? []) {
			const wanted = options.get(name) ?? new Set();
			for (const label of labels) wanted.add(label);
			options.set(name, wanted);
		}
	}
	const used = (name: string) => rows.some(({ properties }) => name in properties);
	return { properties: missing.filter(({ name }) => used(name)), options };
}

/** Creates what is needed; answers, by property or option, why something could not be created. May be done again at any time. */
export async function prepare({ properties, options }: Needs, place: Place): Promise<Map<string, string>> {
	const problems = new Map<string, string>();
	for (const wish of properties) {
		try {
			const { outcome, differences } = await ensureProperty(place, wish);
			if (outcome === 'differs') throw new Error(differsMessage(wish.name, differences));
		} catch (error) {
			problems.set(wish.name, (error as Error).message);
		}
	}
	for (const [name, labels] of options) {
		const add = async (wanted: readonly string[]) => {
			const all = wanted.map((label) => ({ label, value: label }));
			await ensureOptions(place, name, all);
			return wanted.map(() => undefined);
		};
		await sendAll([[...labels]], add, (label, { message }) => void problems.set(optionOf(name, label), message));
	}
	return problems;
}
