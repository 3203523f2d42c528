/**
 * Every code that a rejected item may carry in `details.code`, and what it says. A code is stable: words may change, a
 * workflow branches on the code. The guides list them in `docs/<language>/reason-codes.md`; a test holds both together.
 */
export const REASON_CODES = {
	// The way to the vendor.
	CREDENTIAL_INVALID: 'A field of the credential cannot be used.',
	TOKEN_REFUSED: 'The vendor does not accept the token.',
	SCOPE_MISSING: 'The token lacks a permission.',
	NO_ANSWER: 'The vendor cannot be reached or does not answer.',
	MAY_BE_DONE: 'No answer came after the call was sent: the vendor may have done it all the same.',
	VENDOR_BUSY: 'The vendor asks for fewer calls, for longer than the retry time.',
	DAILY_LIMIT: 'The vendor takes no more calls today.',
	VENDOR_FAILED: 'The vendor reports a fault of its own.',
	ANSWER_UNREADABLE: 'The vendor’s answer cannot be read.',
	CANCELLED: 'The execution was cancelled before this item’s turn.',
	NOT_TRIED: 'An earlier refusal concerns every call, so this item was not sent.',
	// What the vendor says to the item.
	REFUSED: 'The vendor refuses what was sent, for the reason given.',
	NOT_FOUND: 'What the item names does not exist at the vendor.',
	PARTLY_DONE: 'The record was written, but something beside it could not be done.',
	// What the item holds.
	KEY_EMPTY: 'The item has nothing in the property that tells records apart.',
	KEY_REPEATED: 'Several items of the run have the same key, and the node is set to reject them.',
	KEY_INVALID: 'What tells records apart cannot be used as a key.',
	KEY_AMBIGUOUS: 'Several records have the item’s key.',
	KEY_UNCLEAR: 'The vendor’s list does not tell whether the record is there already, so the item was not sent.',
	VALUE_MISSING: 'A value is missing that is required.',
	VALUE_INVALID: 'A value cannot be read, or does not fit its property or column.',
	OPTION_UNKNOWN: 'A value is none of the choices of its property.',
	PROPERTY_UNKNOWN: 'The account has no such property.',
	PROPERTY_UNWRITABLE: 'The property cannot be written, or cannot be created.',
	CATEGORY_UNKNOWN: 'No category rule fits, or its category cannot be used.',
	EXPRESSION_FAILED: 'An expression fails for this item.',
	SETTING_INVALID: 'A setting of the node cannot be used.',
	SETTING_DIFFERS: 'A setting that holds for the whole run has another value for this item.',
	// Files and their rows.
	FILE_NOT_FOUND: 'There is no such file, or no such binary field.',
	FILE_ACCESS: 'The file or folder may not be read or written.',
	FILE_CHANGED: 'The file has changed, is still being written, or is held by another run.',
	NOT_CSV: 'The content is not a CSV table.',
	COLUMN_MISSING: 'The file lacks a column, or has it twice.',
	ROW_BROKEN: 'The row’s quotes, length or characters do not fit the file.',
	FILE_REJECTED: 'The file is rejected as a whole, for the reason given.',
	DOCUMENT_REFUSED: 'The document’s type or size is not accepted.',
	UNEXPECTED: 'Something happened that the node does not know.',
} as const;

export type ReasonCode = keyof typeof REASON_CODES;

/** What a later try mends by itself. `MAY_BE_DONE` is not among them: without a key, a second try may double it. */
export const PASSING_CODES: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
	'NO_ANSWER',
	'VENDOR_BUSY',
	'DAILY_LIMIT',
	'VENDOR_FAILED',
	'ANSWER_UNREADABLE',
	'CANCELLED',
	'NOT_TRIED',
	'FILE_CHANGED',
]);
