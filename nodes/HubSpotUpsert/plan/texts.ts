/** Above it there are no names. An object of its own: those that are made from it stay quick, as bare ones do not. */
const NO_NAMES = Object.create(null) as object;

/** An object that has no names but those that it is given: a property, or a field, may be called `constructor`. */
export function withoutNames<T>(): Record<string, T> {
	return Object.create(NO_NAMES) as Record<string, T>;
}

/** What a record that HubSpot has answered holds; nothing where it does not hold that property, or null. */
export function textHeld(properties: Record<string, string | null>, name: string): string {
	return Object.hasOwn(properties, name) ? (properties[name] ?? '') : '';
}
