import { isObject } from '../api/template';

/** Ids of a click on an advertisement, the surest first. */
const CLICK_IDS = ['gclid', 'gbraid', 'wbraid', 'fbclid', 'msclkid'];

/** Longer ones are no ids; in characters. */
const LONGEST_ID = 500;

export interface Tracking {
	clickId?: string;
	utmSource?: string;
	utmMedium?: string;
	utmCampaign?: string;
}

/**
 * What the address of a landing page, or the fields of a form, tell of the advertisement that brought the lead.
 * @param sources addresses (with or without their beginning) and objects; the first one that tells something counts
 */
export function trackingIn(sources: readonly unknown[]): Tracking {
	const known = sources.map(fieldsOf);
	const find = (name: string) => known.map((fields) => fields.get(name)).find((value) => value !== undefined);
	const clickId = CLICK_IDS.map(find).find((value) => value !== undefined);
	return {
		...(clickId !== undefined && { clickId }),
		...named('utmSource', find('utm_source')),
		...named('utmMedium', find('utm_medium')),
		...named('utmCampaign', find('utm_campaign')),
	};
}

function named(name: keyof Tracking, value: string | undefined): Tracking {
	return value === undefined ? {} : { [name]: value };
}

/** Names are compared without capitals. */
function fieldsOf(source: unknown): Map<string, string> {
	const entries =
		typeof source === 'string'
			? [...new URLSearchParams(queryOf(source))]
			: isObject(source)
				? Object.entries(source)
				: [];
	return new Map(
		entries.flatMap(([name, value]) => {
			const text = typeof value === 'string' ? value.trim() : '';
			return text === '' || text.length > LONGEST_ID ? [] : [[name.toLowerCase(), text] as const];
		}),
	);
}

/** A page may keep its parameters behind the hash. */
function queryOf(address: string): string {
	const [, query = ''] = /[?#](.*)$/s.exec(address) ?? [];
	return query.replace(/[?#]/g, '&');
}
