import type { Noun } from '../report';

/** Leads, and what an operation does with them. */
export function leads(done: string): Noun {
	return { singular: 'lead', plural: 'leads', done };
}
