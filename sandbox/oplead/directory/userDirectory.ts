/** A user of the account; what else a caller sends of one is kept as it is. */
export interface User {
	accountNumber: string;
	[field: string]: unknown;
}

/** The users of an account by their account numbers. */
export class UserDirectory {
	readonly #users = new Map<string, User>(
		[
			{ accountNumber: 'A-001', firstname: 'Agathe', lastname: 'Admin', profile: 'ADMIN' },
			{ accountNumber: 'S-001', firstname: 'Simon', lastname: 'Seller', profile: 'SELLER' },
		].map((user) => [user.accountNumber, user]),
	);

	find(accountNumber: string): User | undefined {
		return this.#users.get(accountNumber);
	}

	put(user: User): void {
		this.#users.set(user.accountNumber, user);
	}

	list(): User[] {
		return [...this.#users.values()];
	}
}
