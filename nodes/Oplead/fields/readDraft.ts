import type { IExecuteFunctions } from 'n8n-workflow';

import type { Lead } from '../../shared/lead';
import type { LeadDraft } from '../plan/draft';
import { leadFrom, valuesOfLead, withoutEmpty } from '../plan/leadValues';
import { trackingIn } from '../plan/tracking';
import { parsedJson, readObject, readText, readTexts, refuseNoNumber } from './parameters';

/** Reads the lead that an item asks to create. Throws an error for the user. */
export function readDraft(context: IExecuteFunctions, item: number): LeadDraft {
	const lead = readLead(context, item);
	const { trackingUrl, ...utm } = readTexts(context, 'tracking', item);
	const { json } = context.getInputData()[item];
	const { clickId, ...foundUtm } = trackingIn([trackingUrl, lead?.original, json]);
	const externalId = readExternalId(context, item, { clickId, leadKey: lead?.leadKey });
	const values = withoutEmpty({
		...(lead && valuesOfLead(lead)),
		...readTexts(context, 'contact', item),
		channel: readText(context, 'channel', item),
		providerName: readText(context, 'providerName', item) ?? lead?.source,
		feedbackUrl: readText(context, 'feedbackUrl', item),
		externalID: externalId,
		...foundUtm,
		...utm,
		customFields: readCustomFields(context, item),
	});
	return { externalId, leadKey: lead?.leadKey ?? externalId, values, additional: readAdditional(context, item) };
}

/** Reads the lead that an item asks to import. Throws an error for the user. */
export function readImport(context: IExecuteFunctions, item: number): Pick<LeadDraft, 'values' | 'additional'> {
	const lead = readLead(context, item);
	const values = withoutEmpty({
		...(lead && valuesOfLead(lead)),
		...readTexts(context, 'contact', item),
		channel: readText(context, 'channel', item),
		channelVariable: readText(context, 'channelVariable', item),
	});
	return { values, additional: readAdditional(context, item) };
}

function readLead(context: IExecuteFunctions, item: number): Lead | undefined {
	if (context.getNodeParameter('leadSource', item, 'fields') !== 'lead') return undefined;
	return leadFrom(parsedJson(context.getNodeParameter('lead', item), 'Lead'));
}

function readAdditional(context: IExecuteFunctions, item: number): Record<string, unknown> | undefined {
	return readObject(context, { name: 'additionalJson', label: 'Additional JSON' }, item);
}

function readExternalId(
	context: IExecuteFunctions,
	item: number,
	known: { clickId?: string; leadKey?: string },
): string | undefined {
	switch (context.getNodeParameter('externalIdFrom', item, 'own')) {
		case 'clickId':
			return known.clickId;
		case 'leadKey':
			return known.leadKey;
		case 'own':
			return readText(context, 'externalId', item);
		default:
			return undefined;
	}
}

function readCustomFields(context: IExecuteFunctions, item: number): Record<string, unknown> | undefined {
	const fields = context.getNodeParameter('customFields.field', item, []) as Array<{ name: string; value: unknown }>;
	const named = fields.filter(({ name, value }) => name.trim() !== '' && value !== '' && value !== null);
	for (const { name, value } of named) refuseNoNumber(value, name);
	return named.length === 0 ? undefined : Object.fromEntries(named.map(({ name, value }) => [name.trim(), value]));
}
