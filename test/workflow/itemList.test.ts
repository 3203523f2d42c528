import { WorkflowExecute } from 'n8n-core';
import {
	NodeConnectionTypes,
	Workflow,
	type INode,
	type INodeExecutionData,
	type INodeType,
	type INodeTypes,
	type IPinData,
} from 'n8n-workflow';

import { carrying, usePackage } from './CsvReader/reader';
import { additionalData, nodeTypes, PACKAGE } from './engine';

usePackage();

/** Above the number at which the node hands out a list that n8n can quickly empty from its front. */
const COUNT = 12_000;

/** The rows in the wanted order; one of them can be made bad. */
const ROWS = Array.from({ length: COUNT }, (_, row) => row);
const BAD_ROW = 5_000;
const GOOD_ROWS = ROWS.filter((row) => row !== BAD_ROW);

function csv(badRow?: number): string {
	return 'Nr;Name\n' + ROWS.map((row) => `${row};Lead${row === badRow ? ';a field too many' : ''}\n`).join('');
}

/** What a node sees that takes one item off the front and then reads the others, in several ways. */
interface Sight {
	first: number;
	iterated: string;
	indexed: string;
	sliced: string;
	isPlain: boolean;
}

function shiftAndRead(items: INodeExecutionData[]): Sight {
	const first = Number(items.shift()?.json.Nr);
	const number = ({ json }: INodeExecutionData) => json.Nr;
	return {
		first,
		iterated: summary([...items].map(number)),
		indexed: summary(Array.from({ length: items.length }, (_, index) => number(items[index]))),
		sliced: summary(items.slice(1).map(number)),
		isPlain: Object.getPrototypeOf(items) === Array.prototype,
	};
}

function sightOf([first, ...rest]: readonly number[]): Sight {
	return { first, iterated: summary(rest), indexed: summary(rest), sliced: summary(rest.slice(1)), isPlain: true };
}

/** Short, so that a failure can be read. */
function summary(numbers: readonly unknown[]): string {
	const isRising = numbers.every((number, index) => index === 0 || Number(number) > Number(numbers[index - 1]));
	return `${numbers.length} from ${String(numbers[0])} to ${String(numbers.at(-1))}, ${isRising ? 'rising' : 'mixed'}`;
}

const sights = new Map<string, Sight>();

const shifter: INodeType = {
	description: {
		displayName: 'Shifter',
		name: 'shifter',
		group: ['transform'],
		version: 1,
		description: 'Takes one item off, then reads the others',
		defaults: { name: 'Shifter' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		properties: [],
	},
	execute() {
		sights.set(this.getNode().name, shiftAndRead(this.getInputData()));
		return Promise.resolve([[{ json: {} }]]);
	},
};

const withShifter: INodeTypes = {
	...nodeTypes,
	getByNameAndVersion: (name, version) =>
		name === 'test.shifter' ? shifter : nodeTypes.getByNameAndVersion(name, version),
};

function node(name: string, type: string, more: Partial<INode> = {}): INode {
	return { id: name, name, type, typeVersion: 1, position: [0, 0], parameters: {}, ...more };
}

/** A file runs through the CSV Reader; behind each of its outputs a node shifts. */
async function run(content: string, reader: Partial<INode>, pinData?: IPinData) {
	sights.clear();
	const parameters = { operation: 'read', from: 'binary', format: { delimiter: ';' } };
	const to = (name: string) => [{ node: name, type: NodeConnectionTypes.Main, index: 0 }];
	const workflow = new Workflow({
		id: 'test',
		nodes: [
			node('Source', 'test.source', { parameters: { items: JSON.stringify([carrying(content)]) } }),
			node('Reader', `${PACKAGE}.csvReader`, { parameters, ...reader }),
			node('Done', 'test.shifter'),
			node('Errors', 'test.shifter'),
		],
		connections: { Source: { main: [to('Reader')] }, Reader: { main: [to('Done'), to('Errors')] } },
		active: false,
		nodeTypes: withShifter,
	});
	const execution = new WorkflowExecute(additionalData({}), 'manual');
	return await execution.run({ workflow, startNode: workflow.nodes.Source, pinData });
}

const ERROR_OUTPUT: Partial<INode> = { onError: 'continueErrorOutput' };
const CONTINUE: Partial<INode> = { onError: 'continueRegularOutput' };
const RETRY: Partial<INode> = { retryOnFail: true, maxTries: 2 };

describe('a following node may shift one item and then read the others', () => {
	it.each<[string, Partial<INode>]>([
		['with an error output', ERROR_OUTPUT],
		['with an error output and Retry on Fail', { ...ERROR_OUTPUT, ...RETRY }],
	])('%s', async (_name, reader) => {
		await run(csv(BAD_ROW), reader);
		expect(sights.get('Done')).toEqual(sightOf(GOOD_ROWS));
		expect(sights.get('Errors')).toMatchObject({ iterated: summary([]), isPlain: true });
	});

	it.each<[string, Partial<INode>]>([
		['On Error: Stop', {}],
		['On Error: Stop, with Retry on Fail', RETRY],
		['On Error: Continue', CONTINUE],
		['Continue On Fail of older workflows', { continueOnFail: true }],
	])('%s', async (_name, reader) => {
		await run(csv(), reader);
		expect(sights.get('Done')).toEqual(sightOf(ROWS));
	});

	it.each<[string, Partial<INode>]>([
		['pinned items, with an error output', ERROR_OUTPUT],
		['pinned items, without', {}],
	])('%s', async (_name, reader) => {
		await run(csv(), reader, { Reader: ROWS.map((row) => ({ json: { Nr: row } })) });
		expect(sights.get('Done')).toEqual(sightOf(ROWS));
	});

	it.each<[string, Partial<INode>]>([
		['what a sub-workflow hands back, with an error output', ERROR_OUTPUT],
		['what a sub-workflow hands back, without', CONTINUE],
	])('%s', async (_name, reader) => {
		// The output of its last node: the list itself, or what the database has kept of it.
		const { data } = await run(csv(), reader);
		const [kept] = data.resultData.runData.Reader[0].data?.main ?? [];
		const stored = JSON.parse(JSON.stringify(kept)) as INodeExecutionData[];
		expect(shiftAndRead(kept ?? [])).toEqual(sightOf(ROWS));
		expect(shiftAndRead(stored)).toEqual(sightOf(ROWS));
	});
});
