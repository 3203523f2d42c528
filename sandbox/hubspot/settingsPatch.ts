import type { Settings } from './settings.ts';
import { isObject, isString, isStringList } from './shape.ts';

const isCount = (value: unknown) => Number.isInteger(value) && Number(value) >= 0;
const isBoolean = (value: unknown) => typeof value === 'boolean';
const isListOf = (isElement: (value: unknown) => boolean) => (value: unknown) =>
	Array.isArray(value) && value.every(isElement);

const isToken = (value: unknown) => isObject(value) && isString(value.token) && isStringList(value.scopes);

const isCondition = (value: unknown) => isObject(value) && isString(value.property) && isString(value.equals);

const isPortalRule = (value: unknown) =>
	isObject(value) &&
	isString(value.objectType) &&
	isStringList(value.required) &&
	(value.when === undefined || isCondition(value.when));

const isQuota = (value: unknown) =>
	isObject(value) &&
	isCount(value.burst) &&
	isCount(value.intervalMs) &&
	isCount(value.daily) &&
	[undefined, 'TEN_SECONDLY_ROLLING', 'SECONDLY'].includes(value.policy429 as string | undefined);

const isTimeZone = (value: unknown) => {
	try {
		return isString(value) && Boolean(new Intl.DateTimeFormat('en', { timeZone: value }));
	} catch {
		return false;
	}
};

const FITS: Record<keyof Settings, (value: unknown) => boolean> = {
	portalId: isCount,
	accountType: isString,
	timeZone: isTimeZone,
	companyCurrency: isString,
	tokens: isListOf(isToken),
	revokedTokens: isStringList,
	echoTraceIds: isBoolean,
	errorsNameInputs: isBoolean,
	contentNetworkRefuses: (value) => value === null || isString(value),
	partialUpsertByEmail: (value) => value === 'accepted' || value === 'rejected',
	recordUrls: isBoolean,
	searchLagMs: isCount,
	portalRules: isListOf(isPortalRule),
	quota: (value) => value === null || isQuota(value),
	sendRetryAfter: isBoolean,
};

/** The settings that a patch names and that do not fit; a patch with any of them is refused as a whole. */
export function unfitSettings(patch: Record<string, unknown>): string[] {
	return Object.entries(patch)
		.filter(([name, value]) => !Object.hasOwn(FITS, name) || !FITS[name as keyof Settings](value))
		.map(([name]) => name);
}
