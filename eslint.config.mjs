import communityNodes from '@n8n/eslint-plugin-community-nodes';
import nodesBase from 'eslint-plugin-n8n-nodes-base';
import tseslint from 'typescript-eslint';

/** All rules of a linter's rule set; the lists below name the few that this package cannot keep. */
const nodesBaseRules = (set) => ({ plugins: { 'n8n-nodes-base': nodesBase }, rules: nodesBase.configs[set].rules });

/** `recommended` warns of some things; here a warning is an error. */
const communityRules = Object.fromEntries(
	Object.keys(communityNodes.configs.recommended.rules).map((rule) => [rule, 'error']),
);

const packageFile = { files: ['package.json'], languageOptions: { parser: tseslint.parser } };

export default tseslint.config(
	{ ignores: ['**/node_modules', 'dist', '.lead-relay', 'sandbox/page'] },
	{
		files: ['**/*.ts'],
		extends: [tseslint.configs.recommendedTypeChecked],
		languageOptions: { parserOptions: { project: './tsconfig.dev.json' } },
		rules: {
			'@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
			'@typescript-eslint/no-explicit-any': 'error',
		},
	},
	{
		// Fastify's plugins and handlers, and jest's stand-ins, are async whether or not they wait for something.
		files: ['sandbox/**/*.ts', 'test/**/*.ts'],
		rules: { '@typescript-eslint/require-await': 'off' },
	},
	{ files: ['nodes/**/*.ts'], ...nodesBaseRules('nodes') },
	{ files: ['credentials/**/*.ts'], ...nodesBaseRules('credentials') },
	{ ...packageFile, ...nodesBaseRules('community') },
	{
		files: ['nodes/**/*.ts', 'credentials/**/*.ts'],
		plugins: { '@n8n/community-nodes': communityNodes },
		rules: communityRules,
	},
	{ ...packageFile, plugins: { '@n8n/community-nodes': communityNodes }, rules: communityRules },
	{
		files: ['nodes/**/*.ts', 'credentials/**/*.ts', 'package.json'],
		rules: {
			// Verification for n8n Cloud is out of reach: the nodes stand on libraries (the HubSpot SDK, libphonenumber-js …)
			// rather than on code of our own, and the CSV nodes read files.
			'@n8n/community-nodes/no-restricted-imports': 'off',
			'@n8n/community-nodes/no-runtime-dependencies': 'off',
			// The vendors' modules run without n8n and have errors of their own; operations turn them into n8n's.
			'@n8n/community-nodes/require-node-api-error': 'off',
			// There is no public address yet that these could name (docs/decisions/047-no-address-before-there-is-one.md).
			'@n8n/community-nodes/require-homepage': 'off',
			'@n8n/community-nodes/valid-author': 'off',
			'n8n-nodes-base/cred-class-field-documentation-url-missing': 'off',
			// These want camel case, and ['main'], where the other linter wants an http address, and NodeConnectionTypes.
			'n8n-nodes-base/cred-class-field-documentation-url-miscased': 'off',
			'n8n-nodes-base/node-class-description-inputs-wrong-regular-node': 'off',
			'n8n-nodes-base/node-class-description-outputs-wrong': 'off',
		},
	},
	{
		files: ['nodes/IciFormation/IciFormationTrigger.node.ts'],
		// Ici Formation has no call that registers an address: a person gives it to their support.
		rules: { '@n8n/community-nodes/webhook-lifecycle-complete': 'off' },
	},
);
