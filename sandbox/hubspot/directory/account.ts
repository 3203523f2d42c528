import type { Answer, Call } from '../endpoint.ts';

/** `GET /account-info/{v}/details`: any valid token may ask. */
export function accountDetails({ portal }: Call): Answer {
	const { portalId, accountType, timeZone, companyCurrency } = portal.settings;
	return {
		status: 200,
		body: {
			portalId,
			accountType,
			timeZone,
			companyCurrency,
			additionalCurrencies: [],
			utcOffset: utcOffset(portal.now(), timeZone),
			utcOffsetMilliseconds: utcOffsetMs(portal.now(), timeZone),
			uiDomain: 'app.hubspot.com',
			dataHostingLocation: 'eu1',
		},
	};
}

/** `+02:00`. */
function utcOffset(now: number, timeZone: string): string {
	const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' }).formatToParts(now);
	const name = parts.find((part) => part.type === 'timeZoneName')?.value ?? 'GMT';
	return name === 'GMT' ? '+00:00' : name.replace('GMT', '');
}

function utcOffsetMs(now: number, timeZone: string): number {
	const offset = utcOffset(now, timeZone);
	const [hours = 0, minutes = 0] = offset.slice(1).split(':').map(Number);
	return (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}
