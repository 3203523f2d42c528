import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { Method } from '../../shared/vendor/transport';
import { HEADER_NAME } from '../api/headerName';
import { ENDPOINTS, type CallName, type Endpoint, type Override, type Overrides } from '../api/endpoints';
import { isObject, placesIn, type Template } from '../api/template';
import { parsedJson, textOf } from './parameters';

export const METHODS: readonly Method[] = ['DELETE', 'GET', 'PATCH', 'POST', 'PUT'];

/** The option that changes how calls are made, for an operation that makes these. */
export function callsOption(calls: readonly CallName[]): INodeProperties {
	const [first] = calls;
	return {
		displayName: 'Calls That Differ',
		name: 'calls',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Call',
		default: {},
		description:
			'Where your account’s Swagger page differs from the node’s table of calls. Oplead’s public pages leave much open: the Swagger page is the authority.',
		options: [
			{
				displayName: 'Call',
				name: 'call',
				values: [
					{
						displayName: 'Body (JSON)',
						name: 'body',
						type: 'string',
						typeOptions: { rows: 5 },
						default: '',
						placeholder: `e.g. ${JSON.stringify((ENDPOINTS[first] as Endpoint).body ?? { status: '$status' })}`,
						description:
							'The whole body; texts such as $status stand for the values of the fields. Left empty, it is that of the table.',
					},
					{
						displayName: 'Call',
						name: 'name',
						type: 'options',
						options: calls
							.map((name) => ({ name: ENDPOINTS[name].title, value: name }))
							.sort((one, other) => one.name.localeCompare(other.name)),
						default: first,
					},
					{
						displayName: 'Headers (JSON)',
						name: 'headers',
						type: 'string',
						default: '',
						placeholder: 'e.g. {"X-Version": "2"}',
						description: 'Headers to add. The one with the token is set in the credential.',
					},
					{
						displayName: 'Method',
						name: 'method',
						type: 'options',
						options: [
							{ name: 'As in the Table', value: '' },
							...METHODS.map((method) => ({ name: method, value: method })),
						],
						default: '',
					},
					{
						displayName: 'Path',
						name: 'path',
						type: 'string',
						default: '',
						placeholder: `e.g. ${ENDPOINTS[first].path || '/leads'}`,
						description:
							'Below the Base URL of the credential; {leadIdentifier} and the like stand for values. Left empty, it is that of the table.',
					},
					{
						displayName: 'Query (JSON)',
						name: 'query',
						type: 'string',
						default: '',
						placeholder: 'e.g. {"page": "$page", "size": "$limit"}',
						description:
							'The whole query; texts such as $page stand for values. Left empty, it is that of the table; {} means none.',
					},
				],
			},
		],
	};
}

/** What the node's user wants to be called in another way. Throws an error for the user where a JSON is none. */
export function readOverrides(context: IExecuteFunctions): Overrides {
	return overridesFrom(context.getNodeParameter('options.calls.call', 0, []));
}

/** The same, from what the editor stores as the option's calls. */
export function overridesFrom(calls: unknown): Overrides {
	const overrides: Overrides = {};
	for (const call of calls as Array<Record<string, unknown>>) {
		const name = String(call.name) as CallName;
		const override = overrideOf(call);
		refuseUnknownPlaces(name, override);
		overrides[name] = { ...overrides[name], ...override };
	}
	return overrides;
}

/** What stands for nothing would be left out without a word. */
function refuseUnknownPlaces(name: CallName, { query, body }: Override): void {
	if (!Object.hasOwn(ENDPOINTS, name))
		throw new Error(`"${name}" under Calls That Differ is no call of the node. Choose one of the list.`);
	const { title, path, query: usualQuery, body: usualBody }: Endpoint = ENDPOINTS[name];
	const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, place]) => place);
	const known = [...inPath, ...placesIn([usualQuery, usualBody])];
	const unknown = placesIn([query, body]).find((place) => !known.includes(place));
	if (unknown === undefined) return;
	const advice = known.length > 0 ? `It knows ${known.map((place) => `$${place}`).join(', ')}.` : 'It knows none.';
	throw new Error(
		`The call "${title}" that differs has a place "$${unknown}", for which the node has no value. ${advice}`,
	);
}

function overrideOf(call: Record<string, unknown>): Override {
	const [method, path] = ['method', 'path'].map((name) => textOf(call[name], name));
	const [query, body, headers] = ['query', 'body', 'headers'].map((name) => objectIn(call[name], name));
	const odd = Object.keys(headers ?? {}).find((header) => !HEADER_NAME.test(header));
	if (odd !== undefined)
		throw new Error(`"${odd}" in the headers of a call that differs is no name of a header. Correct it.`);
	return {
		...(method !== undefined && { method: method as Method }),
		...(path !== undefined && { path }),
		...(query !== undefined && { query: query as Template }),
		...(body !== undefined && { body: body as Template }),
		...(headers !== undefined && {
			headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
		}),
	};
}

function objectIn(value: unknown, name: string): Record<string, unknown> | undefined {
	const label = `The ${name} of a call that differs`;
	const json = parsedJson(value, label);
	if (json === undefined || isObject(json)) return json;
	throw new Error(`${label} is not a JSON object. Enter one such as {"name": "value"}.`);
}
