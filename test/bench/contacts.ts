/** A contact under the names of HubSpot's own properties. */
export interface BenchContact {
	email: string;
	firstname: string;
	lastname: string;
	phone: string;
	city: string;
}

const cities = ['Zürich', 'Genève', 'Basel', 'Lausanne', 'Bern', 'Winterthur', 'Lugano'];

/** So many contacts, all different, the same at every call. */
export function contacts(count: number): BenchContact[] {
	return Array.from({ length: count }, (_, index) => ({
		email: `lead.${index}@example.com`,
		firstname: `Claire ${index % 97}`,
		lastname: `Durand-${index}`,
		phone: `+41 79 ${String(1_000_000 + index)}`,
		city: cities[index % cities.length] ?? '',
	}));
}
