/** A user of the portal who can own records. */
export interface Owner {
	id: string;
	email: string;
	type: 'PERSON';
	firstName: string;
	lastName: string;
	userId: number | null;
	userIdIncludingInactive: number;
	createdAt: string;
	updatedAt: string;
	archived: boolean;
	teams: readonly { id: string; name: string; primary: boolean }[];
}

const SALES = { id: '4101', name: 'Vertrieb', primary: true };

function owner(id: number, name: string, email: string): Owner {
	const [firstName = '', lastName = ''] = name.split(' ');
	return {
		id: String(id),
		email,
		type: 'PERSON',
		firstName,
		lastName,
		userId: id - 700_000,
		userIdIncludingInactive: id - 700_000,
		createdAt: '2025-11-03T09:12:44.120Z',
		updatedAt: '2026-05-18T07:40:02.371Z',
		archived: false,
		teams: [SALES],
	};
}

/** The owners of the portal; the last has left. */
export const OWNERS: readonly Owner[] = [
	owner(81_200_101, 'Nadine Huber', 'nadine.huber@lead-relay.example'),
	owner(81_200_102, 'Luc Favre', 'luc.favre@lead-relay.example'),
	owner(81_200_103, 'Sven Krämer', 'sven.kraemer@lead-relay.example'),
	{ ...owner(81_200_104, 'Maria Rossi', 'maria.rossi@lead-relay.example'), userId: null, archived: true },
];
