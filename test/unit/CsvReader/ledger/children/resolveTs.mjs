import { registerHooks } from 'node:module';

// The nodes import each other without the ending that Node needs to run them as they are.
registerHooks({
	resolve(specifier, context, next) {
		const isOwn = specifier.startsWith('.') && context.parentURL?.endsWith('.ts') && !specifier.endsWith('.ts');
		return next(isOwn ? `${specifier}.ts` : specifier, context);
	},
});
