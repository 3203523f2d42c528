import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { DOCUMENT_PATHS, DOCUMENT_TYPES, ENDPOINTS, EVENTS, STATUS_TARGETS } from '../../../nodes/Oplead/api/endpoints';
import type { Endpoint, Part } from '../../../nodes/Oplead/api/endpoints';

/** How each language says in the table what it says. */
const LANGUAGES = {
	en: { documented: 'documented', assumed: 'assumed', userKey: 'user key', multipart: 'multipart form' },
	fr: { documented: 'documenté', assumed: 'supposé', userKey: "clé d'utilisateur", multipart: 'formulaire multipart' },
	de: {
		documented: 'dokumentiert',
		assumed: 'angenommen',
		userKey: 'Benutzerschlüssel',
		multipart: 'Multipart-Formular',
	},
};

/** The import API is at the address of its credential, below which there is no path. */
const IMPORT_ADDRESS = 'https://leadimport.oplead.com/addlead/';

const endpoints: Endpoint[] = Object.values(ENDPOINTS);

describe.each(Object.entries(LANGUAGES))('the guide in %s', (language, words) => {
	const guide = readFileSync(join(__dirname, '../../../docs', language, 'oplead.md'), 'utf8');
	const rows = guide
		.split('\n')
		.filter((line) => line.startsWith('| '))
		.map((line) => line.split('|').map((cell) => cell.trim()))
		.filter((cells) => /^`[A-Z]+`, /.test(cells[2]));
	const blocks = [...guide.matchAll(/^```json\n([\s\S]*?)^```/gm)].map(([, json]) => JSON.parse(json) as unknown);

	it('lists all calls, in the order of the node’s table, and no others', () => {
		expect(rows.map(([, title]) => title)).toEqual(endpoints.map(({ title }) => title));
	});

	it.each(endpoints.map((endpoint, index) => [endpoint.title, endpoint, index] as const))(
		'tells of %s what the node does',
		(_title, { method, path, query, body, encoding, documented, needsUserKey }, index) => {
			const [, , methodCell, pathCell, content, key] = rows[index];
			const known = (part: Part) => (documented.includes(part) ? words.documented : words.assumed);
			expect(methodCell).toBe(`\`${method}\`, ${known('method')}`);
			expect(pathCell).toBe(`\`${path || IMPORT_ADDRESS}\`, ${known('path')}`);
			expect(key === words.userKey).toBe(needsUserKey ?? false);
			expect(content.includes(words.multipart)).toBe(encoding === 'multipart');
			const shown = [...content.matchAll(/`(\{.*?\})`/g)].map(([, json]) => JSON.parse(json) as unknown);
			const isBelow = body !== undefined && shown.length === 0;
			expect(isBelow ? blocks : shown).toEqual(
				isBelow ? expect.arrayContaining([body]) : [query, body].filter((part) => part !== undefined),
			);
			expect(content.endsWith(words.assumed)).toBe(shown.length > 0);
		},
	);

	it('shows no other body', () => {
		expect(blocks).toEqual([ENDPOINTS.createLead.body, ENDPOINTS.importLead.body]);
	});

	it('names what else stands in the node’s table', () => {
		const named = [
			...endpoints.flatMap(({ documentedFields = [] }) => documentedFields),
			...Object.values(EVENTS),
			...Object.values(DOCUMENT_PATHS),
			...Object.keys(DOCUMENT_TYPES),
		];
		expect(named.filter((name) => !guide.includes(`\`${name}\``))).toEqual([]);
		expect(STATUS_TARGETS.filter((status) => !guide.includes(`**${status}**`))).toEqual([]);
	});
});
