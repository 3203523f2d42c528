// Jest's environment with one difference: after the first failure in a file the rest of its tests is left out.
const { TestEnvironment } = require('jest-environment-node');

module.exports = class extends TestEnvironment {
	#hasFailed = false;

	handleTestEvent({ name, test }) {
		if (name === 'test_fn_failure' || name === 'hook_failure') this.#hasFailed = true;
		if (name === 'test_start' && this.#hasFailed) test.mode = 'skip';
	}
};
