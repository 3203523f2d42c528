import type { FastifyPluginAsync } from 'fastify';
import { z } from 'zod';
import { checked } from '../checked.ts';
import { business } from './business.ts';
import { customersFile, invoicesFile, type ExportFile } from './exports.ts';

const MOST_ROWS = 200_000;

const count = z.coerce.number().int().min(1).max(MOST_ROWS).optional();
const sizeQuery = z.object({ customers: count, invoices: count }).strict();

/**
 * The booking system McArena has no interface, only a button that saves its exports: `kundenstammdaten.csv` and
 * `rechnungsausgangsjournal.csv`, with `?customers=` and `?invoices=` for other sizes.
 */
export function mcArena(): FastifyPluginAsync {
	return async (app) => {
		const files = { 'kundenstammdaten.csv': customersFile, 'rechnungsausgangsjournal.csv': invoicesFile };
		for (const [path, fileOf] of Object.entries(files)) {
			app.get(`/${path}`, async (request, reply) => {
				const file: ExportFile = fileOf(business(checked(sizeQuery, request.query)));
				return reply
					.type('text/csv; charset=windows-1252')
					.header('content-disposition', `attachment; filename="${file.name}"`)
					.send(file.bytes);
			});
		}
	};
}
