import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { mapped, useAccount } from './account';

// HubSpot's documentation leaves two things open: whether a success row repeats its trace id, and whether an upsert by
// e-mail may leave the address out of its properties. The node has to work with either reading of either.

const account = useAccount();

const READINGS = [true, false].flatMap((echoTraceIds) =>
	(['accepted', 'rejected'] as const).map((partialUpsertByEmail) => ({ echoTraceIds, partialUpsertByEmail })),
);

/** By now a batch of 100 is sure to come back in another order. */
const ROWS = 250;

interface Way {
	name: string;
	parameters: INodeParameters;
	rows: () => IDataObject[];
	outcome: 'created' | 'updated';
}

const NAME = { lastname: '={{ $json.name }}' };

const names = () => Array.from({ length: ROWS }, (_, row): IDataObject => ({ name: `Lead ${row}` }));

const withEmail = () => names().map((row, index) => ({ ...row, email: `Lead${index}@Example.com` }));

/** Puts contacts into the account; answers their ids. */
function put(count: number): string[] {
	const { portal } = account.sandbox.hubspot;
	const at = new Date(portal.now()).toISOString();
	return Array.from({ length: count }, (_, index) => {
		const id = portal.records.nextId();
		const properties = { hs_object_id: id, email: `lead${index}@example.com` };
		const record = { id, objectType: 'contacts', properties, createdAt: at, updatedAt: at, archived: false };
		portal.records.put(record, ['email']);
		return id;
	});
}

const byEmail = { resource: 'contact', ...mapped({ ...NAME, email: '={{ $json.email }}' }) };

const WAYS: Way[] = [
	{ name: 'creates by upsert', parameters: byEmail, rows: withEmail, outcome: 'created' },
	{
		name: 'updates by upsert',
		parameters: byEmail,
		rows() {
			put(ROWS);
			return withEmail();
		},
		outcome: 'updated',
	},
	{
		name: 'updates by record ID',
		parameters: { resource: 'contact', matchBy: 'recordId', recordId: '={{ $json.id }}', ...mapped(NAME) },
		rows() {
			const ids = put(ROWS);
			return names().map((row, index) => ({ ...row, id: ids[index] }));
		},
		outcome: 'updated',
	},
	{
		name: 'creates without a key',
		parameters: { ...byEmail, options: { emptyKey: 'create' } },
		rows: names,
		outcome: 'created',
	},
];

const CASES = READINGS.flatMap((reading) =>
	WAYS.map((way) => {
		const { echoTraceIds, partialUpsertByEmail } = reading;
		const echo = echoTraceIds ? 'an echo' : 'no echo';
		return [`${way.name}, with ${echo}, and partial upserts ${partialUpsertByEmail}`, reading, way] as const;
	}),
);

it.each(CASES)('%s', async (_name, reading, { parameters, rows, outcome }) => {
	Object.assign(account.settings, reading);
	const items = rows();
	const { done, errors } = await account.upsert(items, parameters);
	expect(errors).toEqual([]);
	const idOf = new Map(account.held('contacts').map(({ hs_object_id, lastname }) => [lastname, hs_object_id]));
	expect(done.map(({ json }) => json.id)).toEqual(items.map(({ name }) => idOf.get(name as string)));
	expect(new Set(done.map(({ json }) => json.outcome))).toEqual(new Set([outcome]));
	expect(account.held('contacts')).toHaveLength(ROWS);
});

it('would be refused by a HubSpot that is strict, if the node left the address out', async () => {
	account.settings.partialUpsertByEmail = 'rejected';
	const body = { inputs: [{ id: 'a@example.com', idProperty: 'email', properties: { lastname: 'Doe' } }] };
	const answer = await fetch(`${account.sandbox.url}/hubspot/crm/objects/2026-03/contacts/batch/upsert`, {
		method: 'POST',
		headers: { authorization: 'Bearer sandbox-hubspot-token', 'content-type': 'application/json' },
		body: JSON.stringify(body),
	});
	expect(answer.status).toBe(400);
});
