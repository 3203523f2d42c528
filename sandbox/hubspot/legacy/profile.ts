import { type Answer, type Call, typeOf } from '../endpoint.ts';
import { notFound } from '../errors.ts';
import type { PropertyDefinition } from '../properties/definition.ts';
import type { StoredRecord } from '../records/store.ts';

/** `GET /contacts/v1/contact/vid/{vid}/profile`: all properties that the contact has, or those named by `property`. */
export function contactProfile(call: Call): Answer {
	const { portal, query } = call;
	const type = typeOf(call);
	const record = portal.records.get(type.name, call.params.vid ?? '');
	if (!record) throw notFound('contact does not exist');
	const vid = Number(record.id);
	const asked = query.property?.split(',');
	const shown = Object.entries(record.properties).filter(([name]) => asked?.includes(name) ?? true);
	const properties = shown.map(([name, value]) => {
		return [name, profileProperty(record, legacyText(value, portal.properties.any(type.id, name)))] as const;
	});
	return {
		status: 200,
		body: {
			vid,
			'canonical-vid': vid,
			'merged-vids': [],
			'portal-id': portal.settings.portalId,
			'is-contact': true,
			properties: Object.fromEntries(properties),
			'form-submissions': [],
			'list-memberships': [],
			'identity-profiles': [identityProfile(record)],
			'merge-audits': [],
		},
	};
}

/** A value with its history, which is here always one entry long. */
function profileProperty(record: StoredRecord, value: string) {
	const version = {
		value,
		'source-type': 'INTEGRATION',
		'source-id': null,
		'source-label': null,
		'updated-by-user-id': null,
		timestamp: Date.parse(record.updatedAt),
		selected: false,
	};
	return { value, versions: [version] };
}

/** Version 1 tells dates and times in milliseconds. */
function legacyText(value: string, definition: PropertyDefinition | undefined): string {
	return definition?.type === 'date' || definition?.type === 'datetime' ? String(Date.parse(value)) : value;
}

function identityProfile({ id, createdAt, properties: { email } }: StoredRecord) {
	const timestamp = Date.parse(createdAt);
	return {
		vid: Number(id),
		'saved-at-timestamp': timestamp,
		'deleted-changed-timestamp': 0,
		identities: email === undefined ? [] : [{ type: 'EMAIL', value: email, timestamp, 'is-primary': true }],
	};
}
