/** Test files are transpiled only; `npm run types` checks them. */
const transform = {
	'^.+\\.ts$': [
		'ts-jest',
		{
			diagnostics: false,
			tsconfig: {
				target: 'ES2023',
				module: 'commonjs',
				moduleResolution: 'node10',
				esModuleInterop: true,
				isolatedModules: true,
			},
		},
	],
};

/** One suite is one folder of test/. */
function suite(name, overrides = {}) {
	return {
		displayName: name,
		rootDir: __dirname,
		testMatch: [`<rootDir>/test/${name}/**/*.test.ts`],
		testEnvironment: 'node',
		transform,
		// The host's 3 GB and the build are not sources.
		modulePathIgnorePatterns: ['<rootDir>/host/node_modules', '<rootDir>/dist', '<rootDir>/.lead-relay'],
		...overrides,
	};
}

module.exports = {
	// On a machine that others keep busy, what takes a second may take ten.
	testTimeout: 30_000,
	projects: [
		suite('unit'),
		suite('sandbox'),
		suite('workflow', {
			setupFilesAfterEnv: ['<rootDir>/test/workflow/environment.ts'],
			// nock touches its own globals after a test file has ended.
			testEnvironmentOptions: { globalsCleanup: 'off' },
		}),
		suite('e2e', { setupFilesAfterEnv: ['<rootDir>/test/e2e/environment.ts'] }),
	],
};
