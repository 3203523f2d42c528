/** What a field becomes: text, unless the user has given its column a type. */
export type Value = string | number | boolean | null;

/** A record as an object, by the names of its columns. */
export type Row = Record<string, Value>;

/** Why a field is not what its column asks for. A class, since a row may have any fields: `instanceof` tells them apart. */
export class FieldProblem {
	/** As the user has listed it; as it is named in the file where it is not listed. */
	readonly column: string;
	/** What happened and how to mend it, for the user; names the column. */
	readonly reason: string;
	readonly code: 'VALUE_INVALID' | 'VALUE_MISSING';

	constructor(column: string, reason: string, code: FieldProblem['code'] = 'VALUE_INVALID') {
		this.column = column;
		this.reason = reason;
		this.code = code;
	}
}
