import type { FastifyPluginAsync } from 'fastify';
import { objectTypeOf } from './objectTypes.ts';
import type { Portal } from './portal.ts';
import { unfitSettings } from './settingsPatch.ts';
import { isObject } from './shape.ts';

/** What a test or a person may look at and set; none of it is HubSpot's. */
export function hubSpotControls(portal: Portal): FastifyPluginAsync {
	return (app) => {
		app.get('/portal', () => portal.settings);

		app.patch('/portal', ({ body }, reply) => {
			if (!isObject(body)) return reply.code(400).send({ error: 'The settings must be an object.' });
			const unfit = unfitSettings(body);
			if (unfit.length > 0) return reply.code(400).send({ error: `Settings that do not fit: ${unfit.join(', ')}` });
			Object.assign(portal.settings, body);
			return portal.settings;
		});

		app.get<{ Params: { objectType: string } }>('/records/:objectType', ({ params }, reply) => {
			const type = objectTypeOf(params.objectType);
			if (!type) return reply.code(404).send({ error: `No object type ${params.objectType}` });
			return { results: portal.records.list(type.name) };
		});

		app.delete('/records', (_request, reply) => {
			portal.clearRecords();
			return reply.code(204).send();
		});
		return Promise.resolve();
	};
}
