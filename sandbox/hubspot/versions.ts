/** A version of HubSpot's API. */
export interface Version {
	/** As in the path: `2026-03`, `v3`. */
	name: string;
	/** Whether writes must keep the portal's own rules. */
	enforcesPortalRules: boolean;
	/** The status of a batch that reads, updates, upserts or associates, and fails in part. */
	partialFailure: 200 | 207;
	/** The status of a batch of labelled associations that are all made. */
	labelledAssociations: 200 | 201;
}

const DATED: readonly Version[] = [
	{ name: '2026-03', enforcesPortalRules: false, partialFailure: 207, labelledAssociations: 201 },
	{ name: '2026-09', enforcesPortalRules: true, partialFailure: 200, labelledAssociations: 200 },
];

/** The dated version of that name, where HubSpot has published it. */
export function datedVersion(name: string): Version | undefined {
	return DATED.find((version) => version.name === name);
}

/** A version that does not keep the portal's rules: the numbered ones, and those of no date that HubSpot knows. */
export function laxVersion(name: string): Version {
	return { name, enforcesPortalRules: false, partialFailure: 207, labelledAssociations: 201 };
}

/** Where the versions of an API lie. */
export interface Bases {
	/** Below this lie the paths of the dated versions; an API that was retired before has none. */
	dated?: string;
	/** And below these those of the numbered ones, each with its number. */
	numbered: readonly { version: string; base: string }[];
}

/** Where each API lies. */
export const APIS = {
	objects: { dated: '/crm/objects/:version', numbered: [{ version: 'v3', base: '/crm/v3/objects' }] },
	properties: { dated: '/crm/properties/:version', numbered: [{ version: 'v3', base: '/crm/v3/properties' }] },
	owners: { dated: '/crm/owners/:version', numbered: [{ version: 'v3', base: '/crm/v3/owners' }] },
	pipelines: { dated: '/crm/pipelines/:version', numbered: [{ version: 'v3', base: '/crm/v3/pipelines' }] },
	associations: { dated: '/crm/associations/:version', numbered: [{ version: 'v4', base: '/crm/v4/associations' }] },
	schemas: {
		dated: '/crm-object-schemas/:version/schemas',
		numbered: [
			{ version: 'v3', base: '/crm-object-schemas/v3/schemas' },
			{ version: 'v3', base: '/crm/v3/schemas' },
		],
	},
	account: { dated: '/account-info/:version', numbered: [{ version: 'v3', base: '/account-info/v3' }] },
	legacyContacts: { numbered: [{ version: 'v1', base: '/contacts/v1' }] },
	legacyAssociations: { numbered: [{ version: 'v1', base: '/crm-associations/v1' }] },
} as const satisfies Record<string, Bases>;

export type Api = keyof typeof APIS;
