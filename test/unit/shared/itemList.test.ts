import type { INode, INodeExecutionData } from 'n8n-workflow';

import { forOutputs } from '../../../nodes/shared/itemList';

const items = (count: number): INodeExecutionData[] =>
	Array.from({ length: count }, (_, number) => ({ json: { number } }));

const LONG = 10_000;

describe.each([0, 3, LONG - 1, LONG, LONG + 1])('of %i items', (count) => {
	it('gives all from the front, as n8n takes them where there is an error output', () => {
		const list = forOutputs({ onError: 'continueErrorOutput' }, items(count));
		const taken: unknown[] = [];
		while (list.length > 0) taken.push(list.shift());
		expect(taken).toEqual(items(count));
		expect(list.shift()).toBeUndefined();
	});

	it('is the list that it was, as long as nothing is taken', () => {
		const list = forOutputs({ onError: 'continueErrorOutput' }, items(count));
		expect(JSON.stringify(list)).toBe(JSON.stringify(items(count)));
		expect(list.map(({ json }) => json.number)).toEqual(items(count).map(({ json }) => json.number));
		expect(list.filter(({ json }) => json.number === 1).constructor).toBe(Array);
	});

	it.each<INode['onError']>([undefined, 'stopWorkflow', 'continueRegularOutput'])(
		'is a plain list where others read it, with On Error %s',
		(onError) => {
			const given = items(count);
			expect(forOutputs({ onError }, given)).toBe(given);
		},
	);
});
