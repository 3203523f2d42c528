import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { OpleadError } from '../api/errors';
import { refusedByImport } from '../api/importErrors';
import { connectImport } from '../connection';
import { importFields, readImportSettings } from '../fields/importFields';
import { readImport } from '../fields/readDraft';
import { performForEach, shownFor, usable } from '../operation';
import { mayBeDone, outputOf, rejected } from '../outcome';
import { missingForImport } from '../plan/imported';
import { leads } from './nouns';

export const description: INodeProperties[] = shownFor('lead', 'import', importFields);

/** Sends each input item as a lead over the import API. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	return await performForEach(context, {
		noun: leads('imported'),
		open: async (own) =>
			await connectImport(
				own,
				usable(() => readImportSettings(own)),
			),
		read: (item) => readImport(context, item),
		carryOut: async ({ values, additional }, { api, form, token }) => {
			const missing = missingForImport(values);
			if (missing.length > 0) {
				const reason = `Oplead’s import needs ${missing.join(', ')}, and the item has none. Fill them in.`;
				return rejected('VALUE_MISSING', reason);
			}
			try {
				const record = await api.importLead({ ...values, form, token }, additional);
				return { kind: 'done', word: 'imported', items: [{ outcome: 'imported', ...outputOf(record) }] };
			} catch (error) {
				if (!(error instanceof OpleadError)) throw error;
				if (!error.mayHaveBeenDone) throw refusedByImport(error);
				return mayBeDone(error, 'lead');
			}
		},
	});
}
