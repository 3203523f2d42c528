import type { Sandbox } from '../../../sandbox/sandbox.ts';

/** The last names of the leads, oldest first. */
export function leadNames({ oplead }: Sandbox): string[] {
	return oplead.leads.map(({ leadData }) => String(leadData.lastname));
}

/** The message of the lead with this last name. */
export function leadHolds({ oplead }: Sandbox, name: string): string | undefined {
	return oplead.leads.find(({ leadData }) => leadData.lastname === name)?.leadData.message as string | undefined;
}

/** The last name of the lead with this ID. */
export function leadWithId({ oplead }: Sandbox, id: unknown): string | undefined {
	return oplead.leads.find((lead) => lead.id === id)?.leadData.lastname as string | undefined;
}
