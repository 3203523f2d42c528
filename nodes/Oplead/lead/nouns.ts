import type { Noun } from '../report';

export const LEADS: Noun = { singular: 'lead', plural: 'leads' };
