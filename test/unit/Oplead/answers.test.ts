import { externalIdOf, jsonIn, listIn, recordIn } from '../../../nodes/Oplead/api/answers';
import { OpleadError } from '../../../nodes/Oplead/api/errors';

const answer = (body: string) => ({ status: 200, headers: {}, body });

describe('the JSON of an answer', () => {
	it.each<[string, string, unknown]>([
		['an object', ' {"id": 1}\n', { id: 1 }],
		['a number', '7', 7],
		['nothing', ' \n', undefined],
		['a plain text', ' OK ', 'OK'],
	])('is read from %s', (_name, body, json) => {
		expect(jsonIn(answer(body))).toEqual(json);
	});

	it.each([
		['JSON that was cut off', '{"id": "LEAD-1", "sta'],
		['a list that was cut off', '[{"id": 1},'],
		['a text that was cut off', '"LEAD-'],
		['a page', '<html><body>Bad Gateway</body></html>'],
	])('is not read from %s: what was sent may have been done', (_name, body) => {
		const thrown = thrownBy(() => jsonIn(answer(body)));
		expect(thrown).toBeInstanceOf(OpleadError);
		expect(thrown).toMatchObject({ mayHaveBeenDone: true, passesByItself: true, wasNotBegun: false });
	});
});

describe('a record', () => {
	it.each<[string, unknown, unknown]>([
		['bare', { id: 'L1', status: 'x' }, { id: 'L1', fields: { id: 'L1', status: 'x' } }],
		['with a number', { id: 7 }, { id: '7', fields: { id: 7 } }],
		['under another name', { leadIdentifier: 'L1' }, { id: 'L1', fields: { leadIdentifier: 'L1' } }],
		['wrapped', { lead: { id: 'L1' }, ok: true }, { id: 'L1', fields: { id: 'L1' } }],
		['wrapped as data', { data: { uuid: 'L1' } }, { id: 'L1', fields: { uuid: 'L1' } }],
		['wrapped, without an ID', { data: { status: 'x' } }, { id: undefined, fields: { status: 'x' } }],
		// What has an ID is the record itself, whatever else it holds.
		[
			'with a part called lead',
			{ id: 'D1', lead: { id: 'L1' } },
			{ id: 'D1', fields: { id: 'D1', lead: { id: 'L1' } } },
		],
		['alone in a list', [{ id: 'L1' }], { id: 'L1', fields: { id: 'L1' } }],
		['with an empty ID', { id: '', status: 'x' }, { id: undefined, fields: { id: '', status: 'x' } }],
		['as a text', 'OK', { fields: { answer: 'OK' } }],
		['as nothing', undefined, { fields: {} }],
		['as several', [{ id: 1 }, { id: 2 }], { fields: { answer: [{ id: 1 }, { id: 2 }] } }],
	])('is found %s', (_name, json, record) => {
		expect(recordIn(json)).toEqual(record);
	});
});

describe('a list', () => {
	const records = [
		{ id: '1', fields: { id: 1 } },
		{ id: '2', fields: { leadId: '2' } },
	];
	const list = [{ id: 1 }, { leadId: '2' }];

	it.each<[string, unknown, unknown]>([
		['bare', list, { records }],
		['wrapped, with a total', { data: list, total: 12, page: 1 }, { records, total: 12 }],
		['under a name that nobody knows', { meta: {}, prospects: list, totalCount: 2 }, { records, total: 2 }],
		['wrapped twice', { data: { items: list, total: 5 } }, { records, total: 5 }],
		['under its own name, not the first list', { links: [], leads: list }, { records }],
		['empty', { data: [] }, { records: [] }],
		['as nothing', undefined, { records: [] }],
		['of texts', ['FR', 'BE'], { records: [{ fields: { value: 'FR' } }, { fields: { value: 'BE' } }] }],
		['with the count of the page, which is no total', { data: list, count: 2 }, { records }],
		['with a total that is a text', { data: list, total: '12' }, { records }],
	])('is found %s', (_name, json, page) => {
		expect(listIn(json)).toEqual(page);
	});

	it.each([
		['a text', 'OK'],
		['a number', 7],
		['an object without a list', { status: 'ok' }],
		['null', null],
	])('is not found in %s, which is no empty list', (_name, json) => {
		expect(() => listIn(json)).toThrow(OpleadError);
	});
});

it.each<[string, Record<string, unknown>, string | undefined]>([
	['in the lead', { externalID: 'key' }, 'key'],
	['in its data', { id: 1, leadData: { external_id: 'key' } }, 'key'],
	['as a number', { externalId: 12 }, '12'],
	['above its data', { externalID: 'outer', leadData: { externalID: 'inner' } }, 'outer'],
	['nowhere', { id: 'key', leadData: { externalID: null } }, undefined],
	['as an object', { externalID: { value: 'key' } }, undefined],
])('finds the external ID %s', (_name, fields, externalId) => {
	expect(externalIdOf({ fields })).toBe(externalId);
});

function thrownBy(action: () => unknown): unknown {
	try {
		return action();
	} catch (error) {
		return error;
	}
}
