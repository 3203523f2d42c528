import type { Endpoint } from '../endpoint.ts';
import { toRead, toWrite } from '../scopes.ts';
import { batchCreate, batchUpdate, batchUpsert } from './batchOperations.ts';
import { batchRead } from './batchRead.ts';
import { createRecord, getRecord, listRecords, updateRecord } from './single.ts';

const RECORDS = '/:objectType';

export const recordEndpoints: readonly Endpoint[] = [
	{ method: 'POST', api: 'objects', path: `${RECORDS}/batch/upsert`, scopes: toWrite, answer: batchUpsert },
	{ method: 'POST', api: 'objects', path: `${RECORDS}/batch/update`, scopes: toWrite, answer: batchUpdate },
	{ method: 'POST', api: 'objects', path: `${RECORDS}/batch/create`, scopes: toWrite, answer: batchCreate },
	{ method: 'POST', api: 'objects', path: `${RECORDS}/batch/read`, scopes: toRead, answer: batchRead },
	{ method: 'GET', api: 'objects', path: RECORDS, scopes: toRead, answer: listRecords },
	{ method: 'POST', api: 'objects', path: RECORDS, scopes: toWrite, answer: createRecord },
	{ method: 'GET', api: 'objects', path: `${RECORDS}/:id`, scopes: toRead, answer: getRecord },
	{ method: 'PATCH', api: 'objects', path: `${RECORDS}/:id`, scopes: toWrite, answer: updateRecord },
];
