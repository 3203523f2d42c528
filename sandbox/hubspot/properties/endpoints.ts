import type { Endpoint } from '../endpoint.ts';
import { toReadSchema } from '../scopes.ts';
import { getProperty, listProperties } from './readProperties.ts';

const LIST = '/:objectType';
const ONE = '/:objectType/:name';

export const propertyEndpoints: readonly Endpoint[] = [
	{ method: 'GET', api: 'properties', path: LIST, scopes: toReadSchema, answer: listProperties },
	{ method: 'GET', api: 'properties', path: ONE, scopes: toReadSchema, answer: getProperty },
];
