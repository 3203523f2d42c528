import type { IDisplayOptions, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import type { ReasonCode } from '../shared/reasonCodes';
import { otherSettings } from '../shared/runSettings';
import type { Patience } from '../shared/vendor/persistence';
import { OpleadError } from './api/errors';
import { connect, type ConnectionSettings, type OpleadConnection } from './connection';
import { ENDPOINTS, type CallName, type Endpoint } from './api/endpoints';
import { readConnectionSettings } from './fields/connectionFields';
import { ONCE_READ } from './fields/onceRead';
import { rejected, type Outcome, type Rejected } from './outcome';
import { Unusable } from './plan/unusable';
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
	const opened = await openOrReject(context, open);
	if ('rejected' in opened) return reportAllRejected(context, opened.rejected, noun);
	const { connection } = opened;
	const readings = readEach(context, read);
	const work = async (input: Input) => await carryOut(input, connection);
	const outcomes = await carryOutEach(readings, work, connection.patience);
	return report(context, outcomes, { noun, waitedMs: connection.waited.totalMs });
}

/** Connects to the REST API for a call, with the settings in the node's options. */
export function opening(call: CallName, settings = readConnectionSettings) {
	return async (context: IExecuteFunctions): Promise<OpleadConnection> =>
		await connectFor(
			context,
			call,
			usable(() => settings(context)),
		);
}

/** What `read` gives. Throws `Unusable` where a setting of the run cannot be read. */
export function usable<Setting>(read: () => Setting): Setting {
	try {
		return read();
	} catch (error) {
		throw new Unusable(error instanceof Unusable ? 'SETTING_INVALID' : 'EXPRESSION_FAILED', (error as Error).message);
	}
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
			{ code: 'SCOPE_MISSING' },
		);
	}
	return connection;
}

/** The connection, or the rejection of all items where there is none. What n8n throws then is about the credential. */
export async function openOrReject<Connection>(
	context: IExecuteFunctions,
	open: (context: IExecuteFunctions) => Promise<Connection>,
): Promise<{ connection: Connection } | { rejected: Rejected }> {
	try {
		return { connection: await open(context) };
	} catch (error) {
		return { rejected: rejectionOf(error, 'CREDENTIAL_INVALID') };
	}
}

/**
 * A rejection for something that was thrown, in its own words.
 * @param fallback the code where the error has none
 */
export function rejectionOf(error: unknown, fallback: ReasonCode): Rejected {
	const isOurs = error instanceof OpleadError || error instanceof Unusable;
	return rejected(isOurs ? error.code : fallback, (error as Error).message);
}

/** The report where the node cannot begin. */
export function reportAllRejected(context: IExecuteFunctions, rejection: Rejected, noun: Noun): INodeExecutionData[] {
	return report(
		context,
		context.getInputData().map(() => rejection),
		{ noun, waitedMs: 0 },
	);
}

/** What an item asks for, or why that cannot be read. */
export type Reading<Input> = { input: Input } | { rejected: Rejected };

/** Reads all items. An expression that fails for one item concerns no other. */
export function readEach<Input>(context: IExecuteFunctions, read: (item: number) => Input): Array<Reading<Input>> {
	const otherThanTheFirst = otherSettings(context, ONCE_READ);
	return context.getInputData().map((_, item) => {
		try {
			const difference = otherThanTheFirst(item);
			return difference === undefined ? { input: read(item) } : { rejected: rejected('SETTING_DIFFERS', difference) };
		} catch (error) {
			const { code, reason } = rejectionOf(error, 'EXPRESSION_FAILED');
			return { rejected: rejected(code, `A parameter of the node cannot be read: ${reason}`) };
		}
	});
}

/** Does the work for the items that could be read; answers an outcome for each item. */
export async function carryOutEach<Input>(
	readings: ReadonlyArray<Reading<Input>>,
	work: (input: Input) => Promise<Outcome>,
	patience: Patience,
): Promise<Outcome[]> {
	const inputs = readings.flatMap((reading) => ('input' in reading ? [reading.input] : []));
	const outcomes = (await carryOutAll(inputs, work, patience)).values();
	return readings.map((reading) =>
		'rejected' in reading
			? reading.rejected
			: (outcomes.next().value ?? rejected('NOT_TRIED', 'It was not tried. Run the workflow again.')),
	);
}
