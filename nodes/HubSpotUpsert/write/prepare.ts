import { differsMessage } from '../plan/foresight';
import { groundsOf, type Grounds } from '../plan/grounds';
import { optionOf } from '../plan/plan';
import type { PlannedDraft } from '../plan/planDraft';
import { Unplannable } from '../plan/unplannable';
import type { PropertyWish } from '../plan/wish';
import { ensureProperty } from './definitions';
import { ensureOptions, type PropertyContext } from './options';
import { sendAll } from './sending';

/** What has to be there before records are written. */
export interface Needs {
	properties: readonly PropertyWish[];
	/** The labels of new options by the name of their property. */
	options: ReadonlyMap<string, ReadonlySet<string>>;
}

/** The properties and options that HubSpot lacks for these drafts. */
export function needsOf(drafts: readonly PlannedDraft[], missing: readonly PropertyWish[]): Needs {
	const options = new Map<string, Set<string>>();
	for (const { newOptions } of drafts) {
		for (const [name, labels] of newOptions ?? []) {
			const wanted = options.get(name) ?? new Set();
			for (const label of labels) wanted.add(label);
			options.set(name, wanted);
		}
	}
	const used = (name: string) => drafts.some(({ properties }) => name in properties);
	return { properties: missing.filter(({ name }) => used(name)), options };
}

/** Creates what is needed; answers, by property or option, why something could not be created. May be done again at any time. */
export async function prepare({ properties, options }: Needs, context: PropertyContext): Promise<Map<string, Grounds>> {
	const problems = new Map<string, Grounds>();
	for (const wish of properties) {
		try {
			const { result, differences } = await ensureProperty(context, wish);
			if (result === 'differs') throw new Unplannable('PROPERTY_UNWRITABLE', differsMessage(wish.name, differences));
		} catch (error) {
			problems.set(wish.name, groundsOf(error));
		}
	}
	for (const [name, labels] of options) {
		const add = async (wanted: readonly string[]) => {
			const all = wanted.map((label) => ({ label, value: label }));
			await ensureOptions(context, name, all);
			return wanted.map(() => undefined);
		};
		await sendAll([[...labels]], add, (label, error) => void problems.set(optionOf(name, label), groundsOf(error)));
	}
	return problems;
}
