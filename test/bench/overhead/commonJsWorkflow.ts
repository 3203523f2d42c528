// n8n-workflow's ES modules lack the endings that Node asks for: whoever imports it gets what n8n itself loads.
import { registerHooks } from 'node:module';

registerHooks({
	resolve: (specifier, context, next) =>
		next(specifier, specifier === 'n8n-workflow' ? { ...context, conditions: ['node', 'require'] } : context),
});
