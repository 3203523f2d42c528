/** What a field becomes: text, unless the user has given its column a type. */
export type Value = string | number | boolean | null;

/** A record as an object, by the names of its columns. */
export type Row = Record<string, Value>;

/** Why a field is not what its column asks for. */
export interface FieldProblem {
	column: string;
	/** What happened and how to mend it, for the user. */
	reason: string;
}
