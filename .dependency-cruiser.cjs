/**
 * Who may import whom; `npm run lint` checks it with dependency-cruiser, `import type` included.
 *
 *     node file → operation, trigger → fields, methods, report … → plan, write, api … → shared
 *
 * An import goes along the arrows, never back. A rule forbids what leads from `from` to `to`; paths are regular
 * expressions, `$1` is what the first brackets of `from` found. What breaks a rule is moved, or the rule is changed
 * with its reason: there is no list of exceptions.
 */

/** The rooms that can be read, and tested, without knowing n8n. */
const ROOMS_WITHOUT_N8N = [
	'^nodes/[^/]+/(plan|write|api)/',
	'^nodes/CsvReader/(source|bytes|dialect|records|columns|reading|slices|ledger)/',
	'^nodes/shared/(values|vendor)/(?!n8nTransport\\.ts$)',
];
const PUBLISHED = '^(nodes|credentials)/';
const N8N = 'node_modules/n8n-(workflow|core)/';

module.exports = {
	forbidden: [
		rule('no-circle', 'A reader has to be able to begin somewhere.', {}, { circular: true }),
		rule('node-file-on-top', 'A node file names its operations; nothing needs to know it.', PUBLISHED, '\\.node\\.ts$'),
		rule(
			'operations-side-by-side',
			'An operation is named by its node only; what two of them need is a module of its own.',
			{ path: PUBLISHED, pathNot: '(\\.node|/operations)\\.ts$' },
			'(\\.operation|/operations)\\.ts$',
		),
		rule(
			'rooms-without-n8n',
			'Plan, write and api, and the rooms that read and keep files, take plain values and are tested without n8n.',
			ROOMS_WITHOUT_N8N,
			N8N,
		),
		rule(
			'rooms-below-fields',
			'Only what knows n8n reads its parameters and makes its items.',
			ROOMS_WITHOUT_N8N,
			'^nodes/[^/]+/(fields|methods|find|trigger)/|^nodes/(?!shared/)[^/]+/(connection|report)\\.ts$',
		),
		rule(
			'vendors-apart',
			'A vendor changes alone; what two vendors need is in nodes/shared.',
			'^nodes/(?!shared/)([^/]+)/',
			{
				path: '^nodes/',
				pathNot: '^nodes/($1|shared)/',
			},
		),
		rule('shared-below-vendors', 'What all use knows none of them.', '^nodes/shared/', '^nodes/(?!shared/)'),
		rule('credentials-alone', 'n8n loads a credential without its node.', '^credentials/', '^nodes/'),
		rule(
			'published-alone',
			'The package holds nodes and credentials, nothing that serves only its making.',
			PUBLISHED,
			'^(sandbox|host|scripts|test)/',
		),
		rule(
			'published-with-dependencies',
			'Users get what package.json lists under dependencies, and n8n-workflow from their n8n.',
			PUBLISHED,
			{ dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['npm-peer', 'type-only'] },
		),
		rule(
			'sandbox-alone',
			'The stand-ins share no code with the nodes: a mistake must not be made on both sides.',
			'^sandbox/',
			'^(nodes|credentials|host|scripts|test)/',
		),
		rule('host-below-scripts', 'scripts starts what host offers.', '^host/', '^(nodes|credentials|scripts|test)/'),
		rule(
			'scripts-below-tests',
			'scripts runs tests without importing them.',
			'^scripts/',
			'^(nodes|credentials|test)/',
		),
		rule('resolves', 'An import that leads nowhere cannot be checked.', {}, { couldNotResolve: true }),
	],
	options: {
		doNotFollow: { path: 'node_modules' },
		exclude: { path: '^(dist|host/node_modules)/' },
		// `import type`, too.
		tsPreCompilationDeps: true,
		tsConfig: { fileName: 'tsconfig.dev.json' },
		// Packages that list what they export, as csv-stringify/sync.
		enhancedResolveOptions: {
			exportsFields: ['exports'],
			conditionNames: ['import', 'require', 'node', 'default', 'types'],
		},
	},
};

/** A rule is broken by every import from one place to another; a place is a path, several, or more about it. */
function rule(name, comment, from, to) {
	return { name, comment, severity: 'error', from: place(from), to: place(to) };
}

function place(paths) {
	return typeof paths === 'string' || Array.isArray(paths) ? { path: paths } : paths;
}
