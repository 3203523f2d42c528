import type { IDisplayOptions, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { otherSettings } from '../shared/runSettings';
import { OpleadError } from './api/errors';
import { connect, type ConnectionSettings, type OpleadConnection } from './connection';
import { ENDPOINTS, type CallName, type Endpoint } from './api/endpoints';
import { readConnectionSettings } from './fields/connectionFields';
import { ONCE_READ } from './fields/onceRead';
import { rejected, type Outcome } from './outcome';
import { report, type Noun } from './report';
import { carryOutAll } from './write/carryOutAll';

/** Shows an operation's fields only where it is chosen. */
export function shownFor(resource: string, operation: string, fields: readonly INodeProperties[]): INodeProperties[] {
	return fields.map((field) => {
		const show = { resource: [resource], operation: [operation], ...field.displayOptions?.show };
		const displayOptions: IDisplayOptions = { ...field.displayOptions, show };
		return { ...field, displayOptions };
	});
}

/** What one operation does with each item: reading and doing are its own, the rest is the same for all. */
export interface ItemWork<Input, Connection extends OpleadConnection> {
	noun: Noun;
	open: (context: IExecuteFunctions) => Promise<Connection>;
	/** Reads an item's parameters; throws an error for the user. */
	read: (item: number) => Input;
	/** Throws `OpleadError` for a refusal. */
	carryOut: (input: Input, connection: Connection) => Promise<Outcome>;
}

/**
 * Does an operation's work for each item, and reports. Nothing but the summary is thrown: on a thrown error n8n would send
 * the items on as if all had been done, where On Error is set to continue.
 */
export async function performForEach<Input, Connection extends OpleadConnection>(
	context: IExecuteFunctions,
	{ noun, open, read, carryOut }: ItemWork<Input, Connection>,
): Promise<INodeExecutionData[]> {
	const opened = await openOrProblem(context, open);
	if ('problem' in opened) return reportAllRejected(context, opened.problem, noun);
	const { connection } = opened;
	const rows = readRows(context, read);
	const outcomes = await carryOutRows(rows, async (input) => await carryOut(input, connection));
	return report(context, outcomes, { noun, waitedMs: connection.waited.totalMs });
}

/** Connects to the REST API for a call, with the settings in the node's options. */
export function opening(call: CallName, settings = readConnectionSettings) {
	return async (context: IExecuteFunctions): Promise<OpleadConnection> =>
		await connectFor(context, call, settings(context));
}

async function connectFor(
	context: IExecuteFunctions,
	call: CallName,
	settings: ConnectionSettings,
): Promise<OpleadConnection> {
	const connection = await connect(context, settings);
	const endpoint: Endpoint = ENDPOINTS[call];
	if (endpoint.needsUserKey && connection.keyKind === 'provider') {
		throw new OpleadError(
			'The key of this credential is a provider key, which only sends leads, and reads its own leads and the configuration. Choose a credential with a user key, best that of the client administrator.',
		);
	}
	return connection;
}

/** The connection, or why there is none. */
export async function openOrProblem<Connection>(
	context: IExecuteFunctions,
	open: (context: IExecuteFunctions) => Promise<Connection>,
): Promise<{ connection: Connection } | { problem: string }> {
	try {
		return { connection: await open(context) };
	} catch (error) {
		return { problem: (error as Error).message };
	}
}

/** The report where the node cannot begin. */
export function reportAllRejected(context: IExecuteFunctions, reason: string, noun: Noun): INodeExecutionData[] {
	return report(
		context,
		context.getInputData().map(() => rejected(reason)),
		{ noun, waitedMs: 0 },
	);
}

/** An item that was read, or why it could not be. */
export type Row<Input> = { input: Input } | { problem: string };

/** Reads all items. An expression that fails for one item concerns no other. */
export function readRows<Input>(context: IExecuteFunctions, read: (item: number) => Input): Array<Row<Input>> {
	const otherThanTheFirst = otherSettings(context, ONCE_READ);
	return context.getInputData().map((_, item) => {
		try {
			const problem = otherThanTheFirst(item);
			return problem === undefined ? { input: read(item) } : { problem };
		} catch (error) {
			return { problem: `A parameter of the node cannot be read: ${(error as Error).message}` };
		}
	});
}

/** Does the work for the rows that could be read; answers an outcome for each row. */
export async function carryOutRows<Input>(
	rows: ReadonlyArray<Row<Input>>,
	work: (input: Input) => Promise<Outcome>,
): Promise<Outcome[]> {
	const inputs = rows.flatMap((row) => ('input' in row ? [row.input] : []));
	const outcomes = (await carryOutAll(inputs, work)).values();
	return rows.map((row) =>
		'problem' in row ? rejected(row.problem) : (outcomes.next().value ?? rejected('It was not tried.')),
	);
}
