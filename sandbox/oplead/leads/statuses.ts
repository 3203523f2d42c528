/** The statuses seen in the product: labels, not codes. */
export const STATUSES = [
	'En cours',
	'Nurserie',
	'Devis à relancer',
	'Gagné',
	'Perdu',
	'Rendez-vous',
	'Devis à faire',
] as const;

/** Those to which the API moves a lead. */
export const STATUS_TARGETS: readonly string[] = ['En cours', 'Nurserie', 'Devis à relancer'];

/** Without accents and capitals. */
export function foldStatus(status: string): string {
	return status.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
