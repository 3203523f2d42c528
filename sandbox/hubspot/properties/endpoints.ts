import type { Endpoint } from '../endpoint.ts';
import { toReadSchema, toWriteSchema } from '../scopes.ts';
import { archiveProperty, changeProperty } from './changeProperty.ts';
import { createProperty } from './createProperty.ts';
import { createGroup, listGroups } from './groups.ts';
import { getProperty, listProperties } from './readProperties.ts';

const LIST = '/:objectType';
const GROUPS = '/:objectType/groups';
const ONE = '/:objectType/:name';

export const propertyEndpoints: readonly Endpoint[] = [
	{ method: 'GET', api: 'properties', path: LIST, scopes: toReadSchema, answer: listProperties },
	{ method: 'POST', api: 'properties', path: LIST, scopes: toWriteSchema, answer: createProperty },
	{ method: 'GET', api: 'properties', path: GROUPS, scopes: toReadSchema, answer: listGroups },
	{ method: 'POST', api: 'properties', path: GROUPS, scopes: toWriteSchema, answer: createGroup },
	{ method: 'GET', api: 'properties', path: ONE, scopes: toReadSchema, answer: getProperty },
	{ method: 'PATCH', api: 'properties', path: ONE, scopes: toWriteSchema, answer: changeProperty },
	{ method: 'DELETE', api: 'properties', path: ONE, scopes: toWriteSchema, answer: archiveProperty },
];
