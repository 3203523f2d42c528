import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { knownZone } from '../shared/timeZone';
import { categoryFields, readCategoryMappings } from './categoryFields';
import { credentialTypeOf } from './authentication';
import type { ApiVersion, PropertyDefinition } from './api/client';
import { connect, type HubSpotConnection } from './connection';
import type { Outcome } from './outcome';
import { planUpsert, type Plan, type Row, type UnreadableRow } from './plan/plan';
import { isWritable, propertyDefinitions, recordAddress } from './portal';
import { outcomesByRow, report } from './report';
import { writeAll } from './write/write';

/** Contacts are found by their e-mail address (hubspot.md, Batch upsert: `email` is unique for contacts). */
const CONTACTS = { objectType: 'contacts', objectTypeId: '0-1', keyProperty: 'email', recordName: 'contact' };

/** Long enough for HubSpot's limits to pass, and for most of its troubles. */
const PATIENCE_MS = 90_000;

const displayOptions = { show: { operation: ['upsert'] } };

export const description: INodeProperties[] = [
	{
		displayName: 'Contact Properties',
		name: 'fields',
		type: 'resourceMapper',
		noDataExpression: true,
		default: { mappingMode: 'defineBelow', value: null },
		required: true,
		description: 'What to write into each contact. The e-mail address decides which contact that is.',
		typeOptions: {
			resourceMapper: {
				resourceMapperMethod: 'getContactProperties',
				mode: 'upsert',
				fieldWords: { singular: 'property', plural: 'properties' },
				valuesLabel: 'Properties',
				multiKeyMatch: false,
				supportAutoMap: true,
				matchingFieldsLabels: {
					title: 'Property to Match On',
					description: 'The property that tells contacts apart',
					hint: 'A contact with this e-mail address is updated; if there is none, it is created',
				},
			},
		},
		displayOptions,
	},
	{ ...categoryFields, displayOptions },
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		displayOptions,
		options: [
			{
				displayName: 'API Version',
				name: 'apiVersion',
				type: 'options',
				default: '2026-03',
				description: 'Which generation of HubSpot’s API to use',
				options: [
					{
						name: '2026-03',
						value: '2026-03',
						description: 'Writes what you send, whatever rules your account has set for its properties',
					},
					{
						name: '2026-09',
						value: '2026-09',
						description: 'Enforces your account’s own rules, for instance required properties',
					},
				],
			},
		],
	},
];

/** Creates or updates a contact for each input item: read, plan, write, report. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const { outcomes, address } = await upsertContacts(context);
	return report(context, outcomes, { recordName: CONTACTS.recordName, address });
}

async function upsertContacts(context: IExecuteFunctions) {
	const portal = await openPortal(context);
	if ('problem' in portal) {
		const refused: Outcome = { kind: 'rejected', reason: portal.problem };
		return { outcomes: context.getInputData().map(() => refused), address: () => undefined };
	}
	const { connection, definitions } = portal;
	const plan = planUpsert(readRows(context, definitions), {
		keyProperty: CONTACTS.keyProperty,
		definitions,
		timeZone: knownZone(context.getTimezone()),
	});
	const outcomes = await writeAll(plan.writes, { ...CONTACTS, client: connection.client });
	return { outcomes: outcomesByRow(plan, outcomes), address: await addressOf(connection, plan) };
}

interface OpenPortal {
	connection: HubSpotConnection;
	definitions: ReadonlyMap<string, PropertyDefinition>;
}

/**
 * Without a connection, or the definitions, every row is rejected for the same reason. It is not thrown: n8n would send
 * the items on as if they had been written, where On Error is set to continue.
 */
async function openPortal(context: IExecuteFunctions): Promise<OpenPortal | { problem: string }> {
	try {
		const version = context.getNodeParameter('options.apiVersion', 0, '2026-03') as ApiVersion;
		const credentialType = credentialTypeOf(context);
		const connection = await connect(context, { credentialType, version, patienceMs: PATIENCE_MS });
		return { connection, definitions: await propertyDefinitions(connection, CONTACTS.objectType) };
	} catch (error) {
		return { problem: (error as Error).message };
	}
}

async function addressOf(connection: HubSpotConnection, { writes }: Plan) {
	return writes.length > 0 ? await recordAddress(connection, CONTACTS.objectTypeId) : () => undefined;
}

/** An expression that fails for one item concerns no other. */
function readRows(
	context: IExecuteFunctions,
	definitions: ReadonlyMap<string, PropertyDefinition>,
): Array<Row | UnreadableRow> {
	return context.getInputData().map(({ json }, index) => {
		try {
			const properties = readProperties(context, index, json, definitions);
			return { properties, categories: readCategoryMappings(context, index) };
		} catch (error) {
			return { problem: `A parameter of the node cannot be read: ${(error as Error).message}` };
		}
	});
}

/**
 * The whole parameter is read, not its `value`: n8n would then refuse what it takes for the wrong type, one item
 * stopping all others, before HubSpot could judge it.
 */
function readProperties(
	context: IExecuteFunctions,
	itemIndex: number,
	json: INodeExecutionData['json'],
	definitions: ReadonlyMap<string, PropertyDefinition>,
): Row['properties'] {
	const fields = context.getNodeParameter('fields', itemIndex) as {
		mappingMode: 'defineBelow' | 'autoMapInputData';
		value: Record<string, unknown> | null;
	};
	if (fields.mappingMode !== 'autoMapInputData') return fields.value ?? {};
	const isProperty = (name: string) => {
		const definition = definitions.get(name);
		return definition !== undefined && isWritable(definition);
	};
	return Object.fromEntries(Object.entries(json).filter(([name]) => isProperty(name)));
}
