const parisParts = new Intl.DateTimeFormat('sv-SE', {
	timeZone: 'Europe/Paris',
	dateStyle: 'short',
	timeStyle: 'medium',
});

/** The day in Paris as `YYYY-MM-DD`. @param time milliseconds since the epoch */
export function parisDay(time: number): string {
	return parisParts.format(time).slice(0, 10);
}

/** ISO 8601 with the offset of Paris, for instance `2026-07-01T09:30:00+02:00`. @param time milliseconds since the epoch */
export function parisTime(time: number): string {
	const local = parisParts.format(time).replace(' ', 'T');
	const wholeSeconds = Math.floor(time / 1000) * 1000;
	const offsetHours = Math.round((Date.parse(`${local}Z`) - wholeSeconds) / 3_600_000);
	return `${local}+${String(offsetHours).padStart(2, '0')}:00`;
}

/** The same day some months earlier; where that month is too short, its last day. @param day `YYYY-MM-DD` */
export function monthsBefore(day: string, months: number): string {
	const [year, month, dayOfMonth] = day.split('-').map(Number);
	const lastOfMonth = new Date(Date.UTC(year, month - months, 0));
	lastOfMonth.setUTCDate(Math.min(dayOfMonth, lastOfMonth.getUTCDate()));
	return lastOfMonth.toISOString().slice(0, 10);
}
